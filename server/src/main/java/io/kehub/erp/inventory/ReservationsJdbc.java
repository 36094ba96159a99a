package io.kehub.erp.inventory;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.erp.inventory.Reservations.Delivery;
import io.kehub.erp.inventory.Reservations.Line;
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

    /** The lines of a source, locked until the transaction ends; {@code waiting} is not read and always zero. */
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

    /** The lines of a source with the quantities on pending stock-outs. */
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

    /** Sets the promised quantities of lines; delivered quantities stay. */
    void promise(SourceRef source, List<Line> lines) {
        var rows = new ColumnArrays<>(lines);
        jdbc.sql("""
                        insert into stock_reservation (source_kind, source_id, line, product, promised)
                        select :kind, :id, line, product, quantity
                        from unnest(
                            cast(:lines as bigint[]), cast(:products as bigint[]), cast(:quantities as numeric[]))
                          as given (line, product, quantity)
                        order by line
                        on conflict (source_kind, source_id, line) do update
                        set product = excluded.product, promised = excluded.promised, released = false""")
                .param("kind", source.kind())
                .param("id", source.id())
                .param("lines", rows.longs(Line::line))
                .param("products", rows.longs(line -> line.product().value()))
                .param("quantities", rows.numbers(Line::quantity))
                .update();
    }

    /** Writes the delivered quantities of {@linkplain #lock locked} lines. */
    void deliver(SourceRef source, List<Promise> promises) {
        var rows = new ColumnArrays<>(promises);
        jdbc.sql("""
                        update stock_reservation r
                        set delivered = given.delivered
                        from unnest(cast(:lines as bigint[]), cast(:delivered as numeric[])) as given (line, delivered)
                        where r.source_kind = :kind and r.source_id = :id and r.line = given.line""")
                .param("kind", source.kind())
                .param("id", source.id())
                .param("lines", rows.longs(Promise::line))
                .param("delivered", rows.numbers(Promise::delivered))
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

    /** The delivery progress of these sources; sources without promised quantities are left out. */
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
