package io.kehub.erp.customer;

import io.kehub.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which customers a list shows; null means all.
 *
 * @param keyword any part of name, short name, phone, mobile, remark or K-code, compared folded; empty means all
 * @param source the source; empty means customers without one
 * @param addedFrom first moment, inclusive
 * @param addedBefore moment after the last, exclusive
 * @param terms further conditions of the native lists
 */
public record CustomerFilter(
        String keyword,
        @Nullable CustomerKind kind,
        @Nullable String source,
        @Nullable UserId owner,
        @Nullable Boolean reviewed,
        @Nullable Instant addedFrom,
        @Nullable Instant addedBefore,
        AdvancedCustomerFilter terms) {

    /** A filter of the quick reference. */
    public CustomerFilter(
            String keyword,
            @Nullable CustomerKind kind,
            @Nullable String source,
            @Nullable UserId owner,
            @Nullable Boolean reviewed,
            @Nullable Instant addedFrom,
            @Nullable Instant addedBefore) {
        this(keyword, kind, source, owner, reviewed, addedFrom, addedBefore, AdvancedCustomerFilter.NONE);
    }

    public static CustomerFilter all() {
        return new CustomerFilter("", null, null, null, null, null, null);
    }
}
