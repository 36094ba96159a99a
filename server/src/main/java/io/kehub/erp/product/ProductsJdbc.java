package io.kehub.erp.product;

import io.kehub.erp.product.ProductUnit.UnitPrices;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of products and their units. */
final class ProductsJdbc {

    /** A statement and the values that are bound to its names. */
    record Query(String sql, Map<String, Object> values) {}

    /** The class is looked up row by row: joined, a plan made for few classes would read the products once for each. */
    private static final String COLUMNS = """
            p.id, p.name, p.code, p.model, p.class,
            (select k.name from product_class k where k.id = p.class) as class_name, p.enabled, p.added_by, p.added_at,
            array(select unnest(array[held.name, held.value]) from jsonb_each_text(p.fields) as held (name, value))
              as fields,
            array(
              select array[u.unit::text, e.text, u.ratio::text, u.base::text, u.barcode,
                u.suggested_purchase_price::text, u.highest_purchase_price::text,
                u.suggested_sale_price::text, u.lowest_sale_price::text]
              from product_unit u
              join dictionary_entry e on e.id = u.unit
              where u.product = p.id
              order by u.base desc, u.unit) as units""";

    private static final String FIND = """
            select %s
            from product p
            where {condition}
            order by p.id
            """.formatted(COLUMNS);

    /** The class and all below it. */
    private static final String BELOW = """
            p.class in (
              with recursive below as (
                select id from product_class where id = :class
                union
                select c.id from product_class c join below b on c.parent = b.id)
              select id from below)""";

    /** What no text narrows is counted beside the products. */
    private static final String BROWSE = """
            with page as (
              select p.id
              from product p
              where {conditions} and p.id < :below
              order by p.id desc
              offset :offset limit :size
            )
            select (select coalesce(sum({counted}), 0)::bigint from product_count p where {classes}) as total, shown.*
            {shown}
            """;

    private static final String SEARCH = """
            with found as materialized (
              select p.id
              from product p
              where {conditions}
            ),
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            {shown}
            """;

    private static final String SHOWN = """
            from (values (true)) as answer
            left join (
              select %s
              from page
              join product p on p.id = page.id
            ) as shown on true
            order by shown.id desc""".formatted(COLUMNS);

    private final JdbcClient jdbc;

    ProductsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextCode() {
        return jdbc.sql("select nextval('product_code')").query(Long.class).single();
    }

    ProductId insert(ProductDetails details, UserId by, Instant at) {
        try {
            return new ProductId(bound(jdbc.sql("""
                                    insert into product (name, code, model, class, fields, added_by, added_at)
                                    values (:name, :code, :model, :class,
                                      jsonb_object(cast(:fieldNames as text[]), cast(:fieldValues as text[])),
                                      :addedBy, :addedAt)
                                    returning id"""), details)
                    .param("addedBy", by.value())
                    .param("addedAt", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw codeTaken(details);
        }
    }

    void update(ProductId id, ProductDetails details, boolean enabled) {
        try {
            bound(jdbc.sql("""
                                    update product
                                    set name = :name, code = :code, model = :model, class = :class, enabled = :enabled,
                                      fields = jsonb_object(cast(:fieldNames as text[]), cast(:fieldValues as text[]))
                                    where id = :id"""), details)
                    .param("enabled", enabled)
                    .param("id", id.value())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw codeTaken(details);
        }
    }

    private static ProblemException codeTaken(ProductDetails details) {
        return new ProblemException(
                Problem.Taken.field("code", "产品编号“" + details.code() + "”已属于另一个产品", "尚未使用的产品编号，或留空"));
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, ProductDetails details) {
        var fields = List.copyOf(details.fields().entrySet());
        return statement
                .param("name", details.name())
                .param("code", details.code())
                .param("model", details.model())
                .param("class", details.productClass().value())
                .param(
                        "fieldNames",
                        fields.stream().map(field -> field.getKey().name()).toArray(String[]::new))
                .param("fieldValues", fields.stream().map(Map.Entry::getValue).toArray(String[]::new));
    }

    void replaceUnits(ProductId id, List<ProductUnit> units) {
        jdbc.sql("delete from product_unit where product = :product")
                .param("product", id.value())
                .update();
        for (var unit : units) {
            jdbc.sql("""
                            insert into product_unit (
                              product, unit, ratio, base, barcode, suggested_purchase_price, highest_purchase_price,
                              suggested_sale_price, lowest_sale_price)
                            values (:product, :unit, :ratio, :base, :barcode, :suggestedPurchase, :highestPurchase,
                              :suggestedSale, :lowestSale)""")
                    .param("product", id.value())
                    .param("unit", unit.unit())
                    .param("ratio", unit.ratio())
                    .param("base", unit.base())
                    .param("barcode", unit.barcode())
                    .param("suggestedPurchase", unit.prices().suggestedPurchase())
                    .param("highestPurchase", unit.prices().highestPurchase())
                    .param("suggestedSale", unit.prices().suggestedSale())
                    .param("lowestSale", unit.prices().lowestSale())
                    .update();
        }
    }

    /** Holds off other writers of this product until the transaction ends. */
    void lock(ProductId id) {
        jdbc.sql("select id from product where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    Map<ProductId, Product> findAll(Collection<ProductId> ids) {
        var found = new LinkedHashMap<ProductId, Product>();
        jdbc.sql(FIND.replace("{condition}", "p.id = any(:ids)"))
                .param("ids", ids.stream().map(ProductId::value).toArray(Long[]::new))
                .query((row, number) -> product(row))
                .list()
                .forEach(product -> found.put(product.id(), product));
        return found;
    }

    Optional<Product> findByCode(String code) {
        var found = jdbc.sql(FIND.replace("{condition}", "text_key(p.code) = text_key(:code)"))
                .param("code", code)
                .query((row, number) -> product(row))
                .list();
        return found.stream()
                .filter(product -> product.details().code().equals(code))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    List<Product> findByCodes(Collection<String> codes) {
        return jdbc.sql(FIND.replace(
                        "{condition}",
                        "text_key(p.code) in (select text_key(code) from unnest(cast(:codes as text[])) as code)"))
                .param("codes", codes.toArray(String[]::new))
                .query((row, number) -> product(row))
                .list();
    }

    Page<Product> list(ProductFilter filter, PageRequest page) {
        var query = query(filter, page);
        return jdbc.sql(query.sql()).params(query.values()).query(rows -> {
            var total = 0L;
            var products = new ArrayList<Product>(page.size());
            while (rows.next()) {
                total = rows.getLong("total");
                rows.getLong("id");
                if (!rows.wasNull()) {
                    products.add(product(rows));
                }
            }
            return new Page<>(products, total, page);
        });
    }

    /** The very statement that {@link #list} sends. */
    static Query query(ProductFilter filter, PageRequest page) {
        var values = new HashMap<String, Object>();
        values.put("offset", page.offset());
        values.put("size", page.size());
        values.put("below", page.below());
        var conditions = new ArrayList<String>(List.of("true"));
        if (filter.productClass() != null) {
            values.put("class", filter.productClass().value());
            conditions.add(BELOW);
        }
        var classes = String.join(" and ", conditions);
        if (filter.enabled() != null) {
            conditions.add(filter.enabled() ? "p.enabled" : "not p.enabled");
        }
        var narrowed = narrow(filter, conditions, values);
        var counted =
                filter.enabled() == null ? "p.enabled + p.disabled" : filter.enabled() ? "p.enabled" : "p.disabled";
        var sql = (narrowed ? SEARCH : BROWSE)
                .replace("{shown}", SHOWN)
                .replace("{conditions}", String.join(" and ", conditions))
                .replace("{counted}", counted)
                .replace("{classes}", classes);
        return new Query(sql, values);
    }

    /** Adds what only a look at the products can tell; says whether there is any. */
    private static boolean narrow(ProductFilter filter, List<String> conditions, Map<String, Object> values) {
        var before = conditions.size();
        part("keyword", "search_text", filter.keyword(), conditions, values);
        part("name", "name", filter.name(), conditions, values);
        part("code", "code", filter.code(), conditions, values);
        part("model", "model", filter.model(), conditions, values);
        if (filter.addedFrom() != null) {
            values.put("addedFrom", filter.addedFrom().atOffset(ZoneOffset.UTC));
            conditions.add("p.added_at >= :addedFrom");
        }
        if (filter.addedBefore() != null) {
            values.put("addedBefore", filter.addedBefore().atOffset(ZoneOffset.UTC));
            conditions.add("p.added_at < :addedBefore");
        }
        return conditions.size() > before;
    }

    private static void part(
            String name, String column, String text, List<String> conditions, Map<String, Object> values) {
        if (!text.isEmpty()) {
            values.put(name, text);
            conditions.add("customer_grams(p.search_text) @@ (select customer_keyword_grams(customer_folded(:%s)))"
                    .formatted(name));
            conditions.add("strpos(customer_folded(p.%s), customer_folded(:%s)) > 0".formatted(column, name));
        }
    }

    private static Product product(ResultSet row) throws SQLException {
        var fields = new EnumMap<ProductField, String>(ProductField.class);
        var namesAndValues = (String[]) row.getArray("fields").getArray();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            fields.put(ProductField.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return new Product(
                new ProductId(row.getLong("id")),
                new ProductDetails(
                        row.getString("name"),
                        row.getString("code"),
                        row.getString("model"),
                        new ProductClassId(row.getLong("class")),
                        fields),
                row.getString("class_name"),
                units((Object[]) row.getArray("units").getArray()),
                row.getBoolean("enabled"),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private static List<ProductUnit> units(Object[] rows) {
        var units = new ArrayList<ProductUnit>(rows.length);
        for (var each : rows) {
            var row = (String[]) each;
            Function<Integer, BigDecimal> number = index -> new BigDecimal(row[index]);
            units.add(new ProductUnit(
                    Long.parseLong(row[0]),
                    row[1],
                    number.apply(2).stripTrailingZeros(),
                    row[3].equals("true"),
                    row[4],
                    new UnitPrices(number.apply(5), number.apply(6), number.apply(7), number.apply(8))));
        }
        return units;
    }
}
