package io.kehub.erp.inventory;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of stock and its totals. Several rows are written by one statement, which locks them in the given order. */
final class StockJdbc {

    /** Key of a row of stock; the order is the lock order. */
    record StockKey(ProductId product, WarehouseId warehouse, String batch) implements Comparable<StockKey> {

        private static final Comparator<StockKey> ORDER = Comparator.<StockKey>comparingLong(
                        key -> key.product().value())
                .thenComparingLong(key -> key.warehouse().value())
                .thenComparing(StockKey::batch);

        @Override
        public int compareTo(StockKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** Key of a total by warehouse; the order is the lock order. */
    record WarehouseProduct(ProductId product, WarehouseId warehouse) implements Comparable<WarehouseProduct> {

        private static final Comparator<WarehouseProduct> ORDER = Comparator.<WarehouseProduct>comparingLong(
                        key -> key.product().value())
                .thenComparingLong(key -> key.warehouse().value());

        @Override
        public int compareTo(WarehouseProduct other) {
            return ORDER.compare(this, other);
        }
    }

    /** The quantities of a row of stock. */
    record Level(BigDecimal quantity, BigDecimal frozen) {
        static final Level NONE = new Level(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private final JdbcClient jdbc;

    StockJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds these quantities to the stock of known batches, whose rows stay locked until the transaction ends.
     *
     * @return the level of each after the change
     */
    Map<StockKey, Level> change(SortedMap<StockKey, BigDecimal> changes) {
        var levels = new TreeMap<StockKey, Level>();
        if (changes.isEmpty()) {
            return levels;
        }
        var rows = new ColumnArrays<>(List.copyOf(changes.entrySet()));
        // an insert locks rows one by one as the select returns them, hence in the order of position
        jdbc.sql("""
                        insert into stock (product, warehouse, batch, quantity)
                        select product, warehouse, batch, quantity
                        from unnest(
                            cast(:products as bigint[]), cast(:warehouses as bigint[]), cast(:batches as text[]),
                            cast(:quantities as numeric[]))
                          with ordinality as given (product, warehouse, batch, quantity, position)
                        order by position
                        on conflict (product, warehouse, batch) do update
                        set quantity = stock.quantity + excluded.quantity
                        returning product, warehouse, batch, quantity, frozen""")
                .param("products", rows.longs(row -> row.getKey().product().value()))
                .param("warehouses", rows.longs(row -> row.getKey().warehouse().value()))
                .param("batches", rows.texts(row -> row.getKey().batch()))
                .param("quantities", rows.numbers(Map.Entry::getValue))
                .query(row -> {
                    levels.put(
                            new StockKey(
                                    new ProductId(row.getLong("product")),
                                    new WarehouseId(row.getLong("warehouse")),
                                    row.getString("batch")),
                            new Level(row.getBigDecimal("quantity"), row.getBigDecimal("frozen")));
                });
        return levels;
    }

    /**
     * Records where the goods of batches come from that a warehouse had none of. The goods of a transfer keep their origin, and
     * goods that come back by a reversal have the origin that they had.
     *
     * @param arrivals the line that brought the goods, by row of stock; the rows are locked
     */
    void recordOrigins(SortedMap<StockKey, Long> arrivals, Instant at) {
        if (arrivals.isEmpty()) {
            return;
        }
        var rows = new ColumnArrays<>(List.copyOf(arrivals.entrySet()));
        jdbc.sql("""
                        update stock s
                        set origin_line = coalesce(before.origin_line, given.line),
                          origin_at = coalesce(before.origin_at, :at),
                          arrived_at = :at
                        from unnest(
                            cast(:products as bigint[]), cast(:warehouses as bigint[]), cast(:batches as text[]),
                            cast(:lines as bigint[]))
                          as given (product, warehouse, batch, line)
                        join stock_line l on l.id = given.line
                        join stock_document d on d.id = l.document
                        left join lateral (
                          select f.origin_line, f.origin_at
                          from stock_line g
                          join stock f on f.product = g.product and f.warehouse = g.warehouse and f.batch = g.batch
                          where d.transfer_part in ('ARRIVAL', 'RETURN') and g.document = d.transfer
                            and g.product = given.product and g.batch = given.batch and f.origin_line is not null
                          order by g.id
                          limit 1) as before on true
                        where s.product = given.product and s.warehouse = given.warehouse and s.batch = given.batch
                          and (d.reverses is null or s.origin_line is null)""")
                .param("products", rows.longs(row -> row.getKey().product().value()))
                .param("warehouses", rows.longs(row -> row.getKey().warehouse().value()))
                .param("batches", rows.texts(row -> row.getKey().batch()))
                .param("lines", rows.longs(Map.Entry::getValue))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether a warehouse has stock of a product. */
    boolean has(WarehouseProduct key) {
        return jdbc.sql("""
                        select exists (
                          select from stock
                          where product = :product and warehouse = :warehouse and quantity > 0)""")
                .param("product", key.product().value())
                .param("warehouse", key.warehouse().value())
                .query(Boolean.class)
                .single();
    }

    /** The level of a row of stock, which stays locked until the transaction ends; empty if there is no row. */
    Optional<Level> lock(StockKey key) {
        return jdbc.sql("""
                        select quantity, frozen from stock
                        where product = :product and warehouse = :warehouse and batch = :batch
                        for no key update""")
                .param("product", key.product().value())
                .param("warehouse", key.warehouse().value())
                .param("batch", key.batch())
                .query((row, number) -> new Level(row.getBigDecimal("quantity"), row.getBigDecimal("frozen")))
                .optional();
    }

    /** Sets the frozen quantity of a {@linkplain #lock locked} row. */
    void setFrozen(StockKey key, BigDecimal frozen) {
        jdbc.sql("""
                        update stock set frozen = :frozen
                        where product = :product and warehouse = :warehouse and batch = :batch""")
                .param("product", key.product().value())
                .param("warehouse", key.warehouse().value())
                .param("batch", key.batch())
                .param("frozen", frozen)
                .update();
    }

    void recordFreeze(StockKey key, BigDecimal change, String reason, UserId by, Instant at) {
        jdbc.sql("""
                        insert into stock_freeze (product, warehouse, batch, change, reason, by_user, at)
                        values (:product, :warehouse, :batch, :change, :reason, :by, :at)""")
                .param("product", key.product().value())
                .param("warehouse", key.warehouse().value())
                .param("batch", key.batch())
                .param("change", change)
                .param("reason", reason)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Adds to the totals of products in warehouses; call it after rows of stock and before {@link #changeSums}. */
    void changeWarehouseQuantities(SortedMap<WarehouseProduct, BigDecimal> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var rows = new ColumnArrays<>(List.copyOf(changes.entrySet()));
        jdbc.sql("""
                        insert into warehouse_stock as sum (warehouse, product, quantity)
                        select warehouse, product, quantity
                        from unnest(
                            cast(:warehouses as bigint[]), cast(:products as bigint[]), cast(:quantities as numeric[]))
                          with ordinality as given (warehouse, product, quantity, position)
                        order by position
                        on conflict (warehouse, product) do update
                        set quantity = sum.quantity + excluded.quantity""")
                .param("warehouses", rows.longs(row -> row.getKey().warehouse().value()))
                .param("products", rows.longs(row -> row.getKey().product().value()))
                .param("quantities", rows.numbers(Map.Entry::getValue))
                .update();
    }

    /** Adds to the frozen total of a product in a warehouse; the same order as {@link #changeWarehouseQuantities}. */
    void changeWarehouseFrozen(WarehouseProduct key, BigDecimal change) {
        jdbc.sql("""
                        insert into warehouse_stock as sum (warehouse, product, frozen)
                        values (:warehouse, :product, :frozen)
                        on conflict (warehouse, product) do update
                        set frozen = sum.frozen + excluded.frozen""")
                .param("warehouse", key.warehouse().value())
                .param("product", key.product().value())
                .param("frozen", change)
                .update();
    }

    /** Adds to the totals of products; these rows are locked last. */
    void changeSums(ProductSums sums) {
        if (sums.rows().isEmpty()) {
            return;
        }
        var rows = new ColumnArrays<>(sums.rows());
        jdbc.sql("""
                        insert into product_stock as sum (product, quantity, frozen, reserved, in_transit)
                        select product, quantity, frozen, reserved, in_transit
                        from unnest(
                            cast(:products as bigint[]), cast(:quantities as numeric[]), cast(:frozen as numeric[]),
                            cast(:reserved as numeric[]), cast(:inTransit as numeric[]))
                          with ordinality as given (product, quantity, frozen, reserved, in_transit, position)
                        order by position
                        on conflict (product) do update
                        set quantity = sum.quantity + excluded.quantity, frozen = sum.frozen + excluded.frozen,
                          reserved = sum.reserved + excluded.reserved,
                          in_transit = sum.in_transit + excluded.in_transit""")
                .param("products", rows.longs(row -> row.product().value()))
                .param("quantities", rows.numbers(row -> row.change(StockQuantity.ON_HAND)))
                .param("frozen", rows.numbers(row -> row.change(StockQuantity.FROZEN)))
                .param("reserved", rows.numbers(row -> row.change(StockQuantity.RESERVED)))
                .param("inTransit", rows.numbers(row -> row.change(StockQuantity.IN_TRANSIT)))
                .update();
    }

    /** Appends movements to the ledger. */
    void recordMovements(List<StockLedger.Movement> movements, UserId by, Instant at) {
        var rows = new ColumnArrays<>(movements);
        jdbc.sql("""
                        insert into stock_movement (document, line, product, warehouse, batch, change, by_user, at)
                        select document, line, product, warehouse, batch, change, :by, :at
                        from unnest(
                            cast(:documents as bigint[]), cast(:lines as bigint[]), cast(:products as bigint[]),
                            cast(:warehouses as bigint[]), cast(:batches as text[]), cast(:changes as numeric[]))
                          with ordinality as given (document, line, product, warehouse, batch, change, position)
                        order by position""")
                .param("documents", rows.longs(movement -> movement.document().value()))
                .param("lines", rows.longs(movement -> movement.of().id()))
                .param(
                        "products",
                        rows.longs(movement -> movement.key().product().value()))
                .param(
                        "warehouses",
                        rows.longs(movement -> movement.key().warehouse().value()))
                .param("batches", rows.texts(movement -> movement.key().batch()))
                .param("changes", rows.numbers(StockLedger.Movement::change))
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
