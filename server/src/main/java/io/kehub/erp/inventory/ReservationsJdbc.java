package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of reservations. */
final class ReservationsJdbc {

    /** What is reserved for a line of a source. */
    record Reserved(long line, ProductId product, BigDecimal quantity) {}

    private final JdbcClient jdbc;

    ReservationsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The reservations of a source, locked until the transaction ends. */
    List<Reserved> lock(SourceRef source) {
        return jdbc.sql("""
                        select line, product, quantity
                        from stock_reservation
                        where source_kind = :kind and source_id = :id
                        order by line
                        for update""")
                .param("kind", source.kind())
                .param("id", source.id())
                .query((row, number) -> new Reserved(
                        row.getLong("line"), new ProductId(row.getLong("product")), row.getBigDecimal("quantity")))
                .list();
    }

    void put(SourceRef source, long line, ProductId product, BigDecimal quantity) {
        jdbc.sql("""
                        insert into stock_reservation (source_kind, source_id, line, product, quantity)
                        values (:kind, :id, :line, :product, :quantity)
                        on conflict (source_kind, source_id, line) do update
                        set product = excluded.product, quantity = excluded.quantity""")
                .param("kind", source.kind())
                .param("id", source.id())
                .param("line", line)
                .param("product", product.value())
                .param("quantity", quantity)
                .update();
    }

    Map<Long, BigDecimal> delivered(String kind, List<Long> ids) {
        var delivered = new HashMap<Long, BigDecimal>();
        jdbc.sql("""
                        select d.source_id, sum(l.base_quantity) as quantity
                        from stock_document d
                        join stock_line l on l.document = d.id
                        where d.source_kind = :kind and d.source_id = any(:ids)
                          and d.kind = 'STOCK_OUT' and d.state = 'CONFIRMED'
                        group by d.source_id""").param("kind", kind).param("ids", ids.toArray(Long[]::new)).query(row -> {
            delivered.put(row.getLong("source_id"), row.getBigDecimal("quantity"));
        });
        return delivered;
    }
}
