package io.kehub.settings;

import java.util.Objects;

/**
 * A setting has a value that can't be used. {@link #getMessage()} names the setting as the operator wrote it and what is
 * allowed, in Chinese and then in English. It never contains a secret. The program ends with status 2.
 */
public final class WrongSettingException extends RuntimeException {

    public WrongSettingException(String chinese, String english) {
        super(chinese + System.lineSeparator() + english);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
