package io.kehub;

import java.util.Objects;

/** The program can't start. The message is meant for the person at the console, in Chinese and then in English. */
final class StartRefusedException extends RuntimeException {

    StartRefusedException(String chinese, String english) {
        super(chinese + System.lineSeparator() + english);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
