package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a list in addition to {@link CustomerFilter}. Empty and null mean all; texts are compared folded.
 *
 * @param isProtected protected or not
 * @param ids these customers only; empty means all
 * @param kCode the whole K-code, compared by its key
 */
public record AdvancedCustomerFilter(
        Texts texts,
        Classification classification,
        @Nullable Boolean isProtected,
        List<CustomerId> ids,
        String kCode) {

    public static final AdvancedCustomerFilter NONE = new AdvancedCustomerFilter(
            new Texts("", "", "", "", ""), new Classification(List.of(), null, List.of(), null), null, List.of(), "");

    public AdvancedCustomerFilter {
        ids = List.copyOf(ids);
    }

    /**
     * Parts of texts.
     *
     * @param name part of the name
     * @param numberStart beginning of the customer number
     * @param phone part of phone or mobile
     * @param address part of the address
     * @param remark part of the remark
     */
    public record Texts(String name, String numberStart, String phone, String address, String remark) {}

    /**
     * Entries of dictionaries.
     *
     * @param levels the classes 客户分类, or classes below them; empty means all
     * @param industry the trade 客户行业
     * @param regions the areas 客户区域, or areas below them; empty means all
     * @param value the value 价值评估
     */
    public record Classification(
            List<String> levels,
            @Nullable String industry,
            List<String> regions,
            @Nullable String value) {

        public Classification {
            levels = List.copyOf(levels);
            regions = List.copyOf(regions);
        }
    }

    /** The same conditions with other classes and areas. */
    AdvancedCustomerFilter with(List<String> levels, List<String> regions) {
        return new AdvancedCustomerFilter(
                texts,
                new Classification(levels, classification.industry(), regions, classification.value()),
                isProtected,
                ids,
                kCode);
    }
}
