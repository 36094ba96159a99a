package io.kehub.erp.product;

import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.Text;
import java.util.Map;

/**
 * What people write about a product. Every text is trimmed, never null, and empty if nothing was given.
 *
 * @param code the product code 产品编号, unique; empty asks for the next one
 * @param productClass 产品分类
 * @param fields the rarer fields; only filled ones
 */
public record ProductDetails(
        String name, String code, String model, ProductClassId productClass, Map<ProductField, String> fields) {

    public ProductDetails {
        code = Text.withoutInvisible(code);
        fields = Map.copyOf(fields);
    }

    /** The value of a rarer field; empty if it is not filled. */
    public String field(ProductField field) {
        return fields.getOrDefault(field, "");
    }

    ProductDetails coded(String given) {
        return new ProductDetails(name, given, model, productClass, fields);
    }
}
