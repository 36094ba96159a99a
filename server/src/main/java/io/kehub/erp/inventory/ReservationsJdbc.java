package io.kehub.erp.inventory;

import io.kehub.erp.inventory.Reservations.Delivery;
import io.kehub.erp.inventory.Reservations.Promise;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of reservations. */
final class ReservationsJdbc {

    private final JdbcClient jdbc;

    ReservationsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The promises to a source, locked until the transaction ends; what waits in documents is left at zero. */
    List<Promise> lock(SourceRef source) {
        return jdbc.sql("""
                        select line, product, promised, delivered, 0 as waiting, released
                        from stock_reservation
                        where source_kind = :kind and source_id = :id
                        order by line
                        for update""")
                .param("kind", source.kind())
                .param("id", source.id())
                .query((row, number) -> new Promise(
                        row.getLong("line"),
                        new ProductId(row.getLong("product")),
                        row.getBigDecimal("promised"),
                        row.getBigDecimal("delivered"),
                        row.getBigDecimal("waiting"),
                        row.getBoolean("released")))
                .list();
    }

    /** The promises to a source with what waits for them in stock-outs that are not confirmed yet. */
    List<Promise> list(SourceRef source) {
        return jdbc.sql("""
                        select r.line, r.product, r.promised, r.delivered, r.released,
                          coalesce(w.quantity, 0) as waiting
                        from stock_reservation r
                        left join (
                          select l.source_line, sum(l.base_quantity) as quantity
                          from stock_document d
                          join stock_line l on l.document = d.id
                          where d.source_kind = :kind and d.source_id = :id and d.source_id <> 0
                            and d.kind = 'STOCK_OUT' and d.state = 'PENDING'
                          group by l.source_line) as w on w.source_line = r.line
                        where r.source_kind = :kind and r.source_id = :id
                        order by r.line""")
                .param("kind", source.kind())
                .param("id", source.id())
                .query((row, number) -> new Promise(
                        row.getLong("line"),
                        new ProductId(row.getLong("product")),
                        row.getBigDecimal("promised"),
                        row.getBigDecimal("delivered"),
                        row.getBigDecimal("waiting"),
                        row.getBoolean("released")))
                .list();
    }

    /** Promises a quantity for a line; what was delivered for it before stays. */
    void promise(SourceRef source, long line, ProductId product, BigDecimal quantity) {
        jdbc.sql("""
                        insert into stock_reservation (source_kind, source_id, line, product, promised)
                        values (:kind, :id, :line, :product, :quantity)
                        on conflict (source_kind, source_id, line) do update
                        set product = excluded.product, promised = excluded.promised, released = false""")
                .param("kind", source.kind())
                .param("id", source.id())
                .param("line", line)
                .param("product", product.value())
                .param("quantity", quantity)
                .update();
    }

    void deliver(SourceRef source, long line, BigDecimal delivered) {
        jdbc.sql("""
                        update stock_reservation set delivered = :delivered
                        where source_kind = :kind and source_id = :id and line = :line""")
                .param("kind", source.kind())
                .param("id", source.id())
                .param("line", line)
                .param("delivered", delivered)
                .update();
    }

    void release(SourceRef source, boolean released) {
        jdbc.sql("""
                        update stock_reservation set released = :released
                        where source_kind = :kind and source_id = :id""")
                .param("kind", source.kind())
                .param("id", source.id())
                .param("released", released)
                .update();
    }

    /** A source to which nothing is promised is left out. */
    Map<Long, Delivery> delivered(String kind, List<Long> ids) {
        var delivered = new HashMap<Long, Delivery>();
        jdbc.sql("""
                        select source_id, bool_or(delivered > 0) as started, bool_and(delivered >= promised) as complete
                        from stock_reservation
                        where source_kind = :kind and source_id = any(:ids) and promised > 0
                        group by source_id""").param("kind", kind).param("ids", ids.toArray(Long[]::new)).query(row -> {
            delivered.put(
                    row.getLong("source_id"), new Delivery(row.getBoolean("started"), row.getBoolean("complete")));
        });
        return delivered;
    }

    /** The stock-outs of a source, oldest first. */
    List<StockDocumentId> stockOuts(SourceRef source) {
        return jdbc.sql("""
                        select id from stock_document
                        where source_kind = :kind and source_id = :id and source_id <> 0 and kind = 'STOCK_OUT'
                        order by id""")
                .param("kind", source.kind())
                .param("id", source.id())
                .query((row, number) -> new StockDocumentId(row.getLong("id")))
                .list();
    }

    BigDecimal overDeliveryPercent() {
        return jdbc.sql("select over_delivery_percent from inventory_settings")
                .query(BigDecimal.class)
                .single();
    }

    void allowOverDelivery(BigDecimal percent) {
        jdbc.sql("update inventory_settings set over_delivery_percent = :percent")
                .param("percent", percent)
                .update();
    }
}
