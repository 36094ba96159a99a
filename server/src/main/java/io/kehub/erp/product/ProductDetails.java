package io.kehub.erp.product;

import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.Text;
import java.util.Map;

/**
 * The entered data of a product. Texts are trimmed, never null, and empty if not given.
 *
 * @param code the product code 产品编号, unique; empty requests a generated one
 * @param productClass 产品分类
 * @param fields the extra fields that are filled
 */
public record ProductDetails(
        String name, String code, String model, ProductClassId productClass, Map<ProductField, String> fields) {

    public ProductDetails {
        code = Text.withoutInvisible(code);
        fields = Map.copyOf(fields);
    }

    /** The value of an extra field; empty if it is not filled. */
    public String field(ProductField field) {
        return fields.getOrDefault(field, "");
    }

    ProductDetails withCode(String other) {
        return new ProductDetails(name, other, model, productClass, fields);
    }
}
