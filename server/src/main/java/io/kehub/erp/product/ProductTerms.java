package io.kehub.erp.product;

import io.kehub.kernel.Bounds;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Further conditions on products, shared by the lists of products and of stock; empty ones do not narrow a list.
 *
 * @param ids one of these products
 * @param addedBy added by one of these users
 * @param added when the product was added
 * @param unit has the unit with this text; empty for any
 * @param fields bounds of numeric extra fields; a product without a value is outside of any bound
 */
public record ProductTerms(
        List<ProductId> ids,
        List<UserId> addedBy,
        Bounds<Instant> added,
        String unit,
        Map<ProductField, Bounds<BigDecimal>> fields) {

    public static final ProductTerms NONE = new ProductTerms(List.of(), List.of(), Bounds.none(), "", Map.of());

    public ProductTerms {
        ids = List.copyOf(ids);
        addedBy = List.copyOf(addedBy);
        fields = Map.copyOf(fields);
    }

    public ProductTerms withIds(List<ProductId> others) {
        return new ProductTerms(others, addedBy, added, unit, fields);
    }

    public ProductTerms withAddedBy(List<UserId> others) {
        return new ProductTerms(ids, others, added, unit, fields);
    }

    public ProductTerms withAdded(Bounds<Instant> other) {
        return new ProductTerms(ids, addedBy, other, unit, fields);
    }

    public ProductTerms withUnit(String other) {
        return new ProductTerms(ids, addedBy, added, other, fields);
    }

    public ProductTerms withFields(Map<ProductField, Bounds<BigDecimal>> others) {
        return new ProductTerms(ids, addedBy, added, unit, others);
    }
}
