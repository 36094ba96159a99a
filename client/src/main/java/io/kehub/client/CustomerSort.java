package io.kehub.client;

import java.util.Optional;
import java.util.OptionalLong;

/** What kind of customer it is 客户类型 (quick reference: {@code sort}). */
public enum CustomerSort {
    /** A company or another body 单位客户. */
    ORGANISATION(1),
    /** A single person 个人客户. */
    PERSON(2);

    private final int wireValue;

    CustomerSort(int wireValue) {
        this.wireValue = wireValue;
    }

    /**
     * The number that stands for it in the API.
     *
     * @return 1 or 2
     */
    public int wireValue() {
        return wireValue;
    }

    static Optional<CustomerSort> of(OptionalLong wireValue) {
        for (var sort : values()) {
            if (wireValue.isPresent() && wireValue.getAsLong() == sort.wireValue) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
