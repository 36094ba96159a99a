package io.kehub.erp.product;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.kernel.Bounds;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
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
            ProductText.MODEL, TextSearch.indexed("model", "p.search_text", "p.model"),
            ProductText.DESCRIPTION,
                    TextSearch.indexed("description", "product_field_text(p.fields)", "p.fields ->> 'DESCRIPTION'"),
            ProductText.PARAMETERS,
                    TextSearch.indexed("parameters", "product_field_text(p.fields)", "p.fields ->> 'PARAMETERS'"),
            ProductText.PICTURES,
                    TextSearch.indexed("pictures", "product_field_text(p.fields)", "p.fields ->> 'PICTURES'"),
            ProductText.CUSTOM_2,
                    TextSearch.indexed("customTwo", "product_field_text(p.fields)", "p.fields ->> 'CUSTOM_2'"),
            ProductText.CUSTOM_3,
                    TextSearch.indexed("customThree", "product_field_text(p.fields)", "p.fields ->> 'CUSTOM_3'"));

    private static final Sql BARCODE = SqlTemplate.of("""
            p.id in (
              select b.product
              from product_unit b
              where b.barcode <> '' and {ngrams} and {contains})""")
            .with("ngrams", TextSearch.ngrams("barcode", "text_folded(b.barcode) || e'\\x1f'"))
            .with("contains", TextSearch.contains("barcode", "b.barcode"))
            .sql();

    private static final Sql IDS = Sql.of("p.id = any(:productIds)");
    private static final Sql ADDED_BY = Sql.of("p.added_by = any(:addedBy)");
    private static final Sql ADDED_FROM = Sql.of("p.added_at >= :addedFrom");
    private static final Sql ADDED_BEFORE = Sql.of("p.added_at < :addedBefore");
    private static final Sql UNIT = Sql.of("""
            p.id in (
              select u.product
              from product_unit u
              where u.unit = any(array(
                select e.id from dictionary_entry e where e.dictionary = 'PRODUCT_UNIT' and e.text = :unitText)))""");
    private static final Sql LOWEST_FROM = Sql.of("product_number(p.fields ->> 'LOWEST_STOCK') >= :lowestFrom");
    private static final Sql LOWEST_TO = Sql.of("product_number(p.fields ->> 'LOWEST_STOCK') <= :lowestTo");
    private static final Sql HIGHEST_FROM = Sql.of("product_number(p.fields ->> 'HIGHEST_STOCK') >= :highestFrom");
    private static final Sql HIGHEST_TO = Sql.of("product_number(p.fields ->> 'HIGHEST_STOCK') <= :highestTo");

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
        conditions.addText(BARCODE, "barcode", texts.getOrDefault(ProductText.BARCODE, ""));
    }

    /** The product meets each of these terms. */
    public static void addTerms(Conditions conditions, ProductTerms terms) {
        conditions
                .add(IDS, "productIds", any(terms.ids(), ProductId::value))
                .add(ADDED_BY, "addedBy", any(terms.addedBy(), UserId::value))
                .add(ADDED_FROM, "addedFrom", time(terms.added().from()))
                .add(ADDED_BEFORE, "addedBefore", time(terms.added().to()))
                .addText(UNIT, "unitText", terms.unit());
        var lowest = terms.fields().getOrDefault(ProductField.LOWEST_STOCK, Bounds.none());
        var highest = terms.fields().getOrDefault(ProductField.HIGHEST_STOCK, Bounds.none());
        conditions
                .add(LOWEST_FROM, "lowestFrom", lowest.from())
                .add(LOWEST_TO, "lowestTo", lowest.to())
                .add(HIGHEST_FROM, "highestFrom", highest.from())
                .add(HIGHEST_TO, "highestTo", highest.to());
    }

    private static <T> Long @Nullable [] any(List<T> values, ToLongFunction<T> number) {
        return values.isEmpty()
                ? null
                : values.stream().mapToLong(number).boxed().toArray(Long[]::new);
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
