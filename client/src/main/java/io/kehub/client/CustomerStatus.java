package io.kehub.client;

import java.util.Locale;
import java.util.Optional;

/** The state of review 审核状态. */
public enum CustomerStatus {
    /** Waits for review 待审核. */
    AWAITING_REVIEW,
    /** Has been reviewed 已审核. */
    REVIEWED;

    /**
     * The value of {@link CustomerField#STATUS}.
     *
     * @return the constant's name in lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status with this key.
     *
     * @param key such as {@code reviewed}
     * @return empty if no status has this key
     */
    public static Optional<CustomerStatus> of(String key) {
        for (var status : values()) {
            if (status.key().equals(key)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
