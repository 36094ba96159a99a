package io.kehub.erp.inventory;

import io.kehub.erp.product.ProductField;
import io.kehub.kernel.ProductClassId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The stock of a product, over all warehouses or in the requested one.
 *
 * @param unit the base unit, in which the quantities are given
 * @param quantities every {@link StockQuantity}
 * @param places the warehouses that hold the product, with their quantities, ordered by warehouse
 * @param fields 自定义 of the product that the list shows, by field
 */
public record StockSummary(
        StockProduct product,
        ProductClassId productClass,
        String className,
        StockUnit unit,
        Map<StockQuantity, BigDecimal> quantities,
        List<Place> places,
        Map<ProductField, String> fields) {

    /** The stock of the product in one warehouse. */
    public record Place(String warehouse, BigDecimal quantity) {}

    public StockSummary {
        quantities = Map.copyOf(quantities);
        places = List.copyOf(places);
        fields = Map.copyOf(fields);
    }

    /** A custom field of the product; empty if it is not filled. */
    public String field(ProductField field) {
        return fields.getOrDefault(field, "");
    }

    public BigDecimal quantity(StockQuantity kind) {
        return quantities.getOrDefault(kind, BigDecimal.ZERO);
    }
}
