package io.kehub.erp.inventory;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single rows of stock, and the sums beside them. */
final class StockJdbc {

    /** Where stock lies. */
    record Place(ProductId product, WarehouseId warehouse, String batch) {}

    /** A product in a warehouse, whatever the batch; everyone takes them in this order. */
    record Stored(ProductId product, WarehouseId warehouse) implements Comparable<Stored> {
        @Override
        public int compareTo(Stored other) {
            var byProduct = Long.compare(product.value(), other.product.value());
            return byProduct == 0 ? Long.compare(warehouse.value(), other.warehouse.value()) : byProduct;
        }
    }

    /** What lies there after a change. */
    record Left(BigDecimal quantity, BigDecimal frozen) {
        static final Left NOTHING = new Left(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private final JdbcClient jdbc;

    StockJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes what lies at a place of a known batch, whose row stays locked until the transaction ends. */
    Left change(Place place, BigDecimal quantity) {
        return jdbc.sql("""
                        insert into stock (product, warehouse, batch, quantity)
                        values (:product, :warehouse, :batch, :quantity)
                        on conflict (product, warehouse, batch) do update
                        set quantity = stock.quantity + excluded.quantity
                        returning quantity, frozen""")
                .param("product", place.product().value())
                .param("warehouse", place.warehouse().value())
                .param("batch", place.batch())
                .param("quantity", quantity)
                .query((row, number) -> new Left(row.getBigDecimal("quantity"), row.getBigDecimal("frozen")))
                .single();
    }

    /** Whether a warehouse has any of a product. */
    boolean has(Stored stored) {
        return jdbc.sql("""
                        select exists (
                          select from stock
                          where product = :product and warehouse = :warehouse and quantity > 0)""")
                .param("product", stored.product().value())
                .param("warehouse", stored.warehouse().value())
                .query(Boolean.class)
                .single();
    }

    /** What lies there, whose row stays locked until the transaction ends; empty if nothing ever lay. */
    Optional<Left> hold(Place place) {
        return jdbc.sql("""
                        select quantity, frozen from stock
                        where product = :product and warehouse = :warehouse and batch = :batch
                        for no key update""")
                .param("product", place.product().value())
                .param("warehouse", place.warehouse().value())
                .param("batch", place.batch())
                .query((row, number) -> new Left(row.getBigDecimal("quantity"), row.getBigDecimal("frozen")))
                .optional();
    }

    /** Sets how much is frozen of what is {@linkplain #hold held}. */
    void freeze(Place place, BigDecimal frozen) {
        jdbc.sql("""
                        update stock set frozen = :frozen
                        where product = :product and warehouse = :warehouse and batch = :batch""")
                .param("product", place.product().value())
                .param("warehouse", place.warehouse().value())
                .param("batch", place.batch())
                .param("frozen", frozen)
                .update();
    }

    void noteFreeze(Place place, BigDecimal change, String reason, UserId by, Instant at) {
        jdbc.sql("""
                        insert into stock_freeze (product, warehouse, batch, change, reason, by_user, at)
                        values (:product, :warehouse, :batch, :change, :reason, :by, :at)""")
                .param("product", place.product().value())
                .param("warehouse", place.warehouse().value())
                .param("batch", place.batch())
                .param("change", change)
                .param("reason", reason)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Changes the sums of a product in a warehouse; to be called after the places and before {@link #sum}. */
    void sumInWarehouse(Stored of, BigDecimal quantity, BigDecimal frozen) {
        jdbc.sql("""
                        insert into warehouse_stock as sum (warehouse, product, quantity, frozen)
                        values (:warehouse, :product, :quantity, :frozen)
                        on conflict (warehouse, product) do update
                        set quantity = sum.quantity + excluded.quantity, frozen = sum.frozen + excluded.frozen""")
                .param("warehouse", of.warehouse().value())
                .param("product", of.product().value())
                .param("quantity", quantity)
                .param("frozen", frozen)
                .update();
    }

    /** Changes the sums of a product. */
    void sum(ProductId product, BigDecimal quantity, BigDecimal frozen, BigDecimal reserved, BigDecimal inTransit) {
        jdbc.sql("""
                        insert into product_stock as sum (product, quantity, frozen, reserved, in_transit)
                        values (:product, :quantity, :frozen, :reserved, :inTransit)
                        on conflict (product) do update
                        set quantity = sum.quantity + excluded.quantity, frozen = sum.frozen + excluded.frozen,
                          reserved = sum.reserved + excluded.reserved,
                          in_transit = sum.in_transit + excluded.in_transit""")
                .param("product", product.value())
                .param("quantity", quantity)
                .param("frozen", frozen)
                .param("reserved", reserved)
                .param("inTransit", inTransit)
                .update();
    }

    /** Appends movements to the ledger, with one statement. */
    void move(List<StockLedger.Movement> movements, UserId by, Instant at) {
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
                        rows.longs(movement -> movement.place().product().value()))
                .param(
                        "warehouses",
                        rows.longs(movement -> movement.place().warehouse().value()))
                .param("batches", rows.texts(movement -> movement.place().batch()))
                .param("changes", rows.numbers(StockLedger.Movement::change))
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
