package io.kehub.erp.product;

import io.kehub.kernel.ProductClassId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which products a list shows; null and empty mean all. Texts are compared folded.
 *
 * @param keyword part of name, code or model
 * @param name part of the name
 * @param code part of the code
 * @param model part of the model
 * @param productClass this class or one below it
 * @param enabled enabled or disabled ones
 * @param addedFrom first moment, inclusive
 * @param addedBefore moment after the last, exclusive
 */
public record ProductFilter(
        String keyword,
        String name,
        String code,
        String model,
        @Nullable ProductClassId productClass,
        @Nullable Boolean enabled,
        @Nullable Instant addedFrom,
        @Nullable Instant addedBefore) {

    /** The filters of the quick reference. */
    public static ProductFilter quick(String keyword, @Nullable ProductClassId productClass) {
        return new ProductFilter(keyword, "", "", "", productClass, null, null, null);
    }
}
