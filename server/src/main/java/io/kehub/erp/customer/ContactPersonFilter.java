package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which persons a list shows; null and empty mean all.
 *
 * @param keyword part of name, phone, mobile or e-mail, compared folded
 * @param name part of the name
 * @param mobile part of the mobile number
 * @param phone part of the office phone number
 * @param email part of the e-mail address
 * @param addedFrom first moment, inclusive
 * @param addedBefore moment after the last, exclusive
 */
public record ContactPersonFilter(
        String keyword,
        @Nullable CustomerId customer,
        String name,
        String mobile,
        String phone,
        String email,
        @Nullable Instant addedFrom,
        @Nullable Instant addedBefore) {}
