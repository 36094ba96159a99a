package io.kehub.erp.product;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.TextSearch;
import io.kehub.kernel.ProductClassId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions on products that several lists share. The statement has to call the product {@code p}. */
public final class ProductConditions {

    private static final Sql IN_CLASS_OR_BELOW = Sql.of("""
            p.class in (
              with recursive below as (
                select id from product_class where id = :class
                union
                select c.id from product_class c join below b on c.parent = b.id)
              select id from below)""");

    private static final Map<ProductText, TextSearch> TEXTS = Map.of(
            ProductText.KEYWORD, TextSearch.indexed("keyword", "p.search_text", "p.search_text"),
            ProductText.NAME, TextSearch.indexed("name", "p.search_text", "p.name"),
            ProductText.CODE, TextSearch.indexed("code", "p.search_text", "p.code"),
            ProductText.MODEL, TextSearch.indexed("model", "p.search_text", "p.model"));

    private ProductConditions() {}

    /** The product is of the class or of one below it; null adds no condition. */
    public static void addClass(Conditions conditions, @Nullable ProductClassId productClass) {
        conditions.add(IN_CLASS_OR_BELOW, "class", productClass == null ? null : productClass.value());
    }

    /** The product contains each of these texts; an empty or missing one adds no condition. */
    public static void addTexts(Conditions conditions, Map<ProductText, String> texts) {
        for (var text : ProductText.values()) {
            var search = TEXTS.get(text);
            if (search != null) {
                search.addTo(conditions, texts.getOrDefault(text, ""));
            }
        }
    }
}
