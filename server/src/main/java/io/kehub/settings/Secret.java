package io.kehub.settings;

/**
 * A password exactly as the operator gave it.
 *
 * @param value the password in clear text; {@link #toString()} does not show it
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
