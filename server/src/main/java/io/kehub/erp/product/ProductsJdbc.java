package io.kehub.erp.product;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.Violation;
import io.kehub.erp.product.ProductUnit.UnitPrices;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of products and their units. */
final class ProductsJdbc {

    /** Looks up the class per row: with a join, a plan made while there are few classes reads all products once per class. */
    static final Sql COLUMNS = Sql.of("""
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
              order by u.base desc, u.unit) as units""");

    private static final SqlTemplate FIND = SqlTemplate.of("""
            select {columns}
            from product p
            where {condition}
            order by p.id""");

    private static final String FIND_BY_IDS = find(Sql.of("p.id = any(:ids)"));
    private static final String FIND_BY_CODE = find(Sql.of("text_key(p.code) = text_key(:code)"));
    private static final String FIND_BY_CODES =
            find(Sql.of("text_key(p.code) in (select text_key(code) from unnest(cast(:codes as text[])) as code)"));

    private static final String INSERT_UNITS = """
            insert into product_unit (
              product, unit, ratio, base, barcode, suggested_purchase_price, highest_purchase_price,
              suggested_sale_price, lowest_sale_price)
            select :product, *
            from unnest(
              cast(:units as bigint[]), cast(:ratios as numeric[]), cast(:bases as boolean[]), cast(:barcodes as text[]),
              cast(:suggestedPurchases as numeric[]), cast(:highestPurchases as numeric[]),
              cast(:suggestedSales as numeric[]), cast(:lowestSales as numeric[]))
            """;

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
            throw Violation.of(taken, "product_code_is_unique", () -> codeTaken(details));
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
            throw Violation.of(taken, "product_code_is_unique", () -> codeTaken(details));
        }
    }

    private static ProblemException codeTaken(ProductDetails details) {
        return new ProblemException(
                Problem.Conflict.field("code", "产品编号“" + details.code() + "”已属于另一个产品", "尚未使用的产品编号，或留空"));
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
        var rows = new ColumnArrays<>(units);
        jdbc.sql(INSERT_UNITS)
                .param("product", id.value())
                .param("units", rows.longs(ProductUnit::unit))
                .param("ratios", rows.numbers(ProductUnit::ratio))
                .param("bases", rows.booleans(ProductUnit::base))
                .param("barcodes", rows.texts(ProductUnit::barcode))
                .param("suggestedPurchases", rows.numbers(unit -> unit.prices().suggestedPurchase()))
                .param("highestPurchases", rows.numbers(unit -> unit.prices().highestPurchase()))
                .param("suggestedSales", rows.numbers(unit -> unit.prices().suggestedSale()))
                .param("lowestSales", rows.numbers(unit -> unit.prices().lowestSale()))
                .update();
    }

    /** Locks the product until the transaction ends. */
    void lock(ProductId id) {
        jdbc.sql("select id from product where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    Map<ProductId, Product> findAll(Collection<ProductId> ids) {
        var found = new LinkedHashMap<ProductId, Product>();
        jdbc.sql(FIND_BY_IDS)
                .param("ids", ids.stream().map(ProductId::value).toArray(Long[]::new))
                .query((row, number) -> product(row))
                .list()
                .forEach(product -> found.put(product.id(), product));
        return found;
    }

    Optional<Product> findByCode(String code) {
        var found = jdbc.sql(FIND_BY_CODE)
                .param("code", code)
                .query((row, number) -> product(row))
                .list();
        return found.stream()
                .filter(product -> product.details().code().equals(code))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    List<Product> findByCodes(Collection<String> codes) {
        return jdbc.sql(FIND_BY_CODES)
                .param("codes", codes.toArray(String[]::new))
                .query((row, number) -> product(row))
                .list();
    }

    private static String find(Sql condition) {
        return FIND.with("columns", COLUMNS).with("condition", condition).sql().text();
    }

    /** Reads a product from a row with {@link #COLUMNS}. */
    static Product product(ResultSet row) throws SQLException {
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
