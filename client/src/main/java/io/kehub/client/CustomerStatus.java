package io.kehub.client;

import java.util.Optional;
import java.util.OptionalLong;

/** Whether a customer has been reviewed 审核状态 (quick reference: {@code status}). */
public enum CustomerStatus {
    /** Waits for review 待审核. */
    AWAITING_REVIEW(0),
    /** Has been reviewed 已审核. */
    REVIEWED(1);

    private final int wireValue;

    CustomerStatus(int wireValue) {
        this.wireValue = wireValue;
    }

    /**
     * The number that stands for it in the API.
     *
     * @return 0 or 1
     */
    public int wireValue() {
        return wireValue;
    }

    static Optional<CustomerStatus> of(OptionalLong wireValue) {
        for (var status : values()) {
            if (wireValue.isPresent() && wireValue.getAsLong() == status.wireValue) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
