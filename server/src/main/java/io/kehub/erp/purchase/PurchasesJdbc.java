package io.kehub.erp.purchase;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.database.sql.Columns;
import io.kehub.erp.purchase.Purchase.Arrival;
import io.kehub.erp.purchase.Purchase.Decision;
import io.kehub.erp.purchase.Purchase.State;
import io.kehub.erp.purchase.PurchaseRules.Accepted;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of single purchases, their lines and decisions. */
final class PurchasesJdbc {

    private static final Columns WRITTEN = Columns.of("number", "title", "supplier", "owner", "category", "currency")
            .and("ordered_on", "arrives_on", "summary", "amount");

    private static final String INSERT = """
            insert into purchase (%s, state, arrival, added_by, added_at)
            values (%s, 'PENDING', 'NONE', :by, :at)
            returning id
            """.formatted(WRITTEN.names(), WRITTEN.parameters());

    private static final String UPDATE =
            "update purchase set %s, state = 'PENDING' where id = :id".formatted(WRITTEN.assignments());

    private static final Columns LINE =
            Columns.of("product", "unit", "quantity", "base_quantity", "price", "amount", "remark", "stocked");

    private static final String INSERT_LINES = """
            insert into purchase_line (purchase, %1$s)
            select :purchase, %1$s
            from unnest(
                cast(:product as bigint[]), cast(:unit as bigint[]), cast(:quantity as numeric[]),
                cast(:base_quantity as numeric[]), cast(:price as numeric[]), cast(:amount as numeric[]),
                cast(:remark as text[]), cast(:stocked as boolean[]))
              with ordinality as given (%1$s, position)
            order by position
            """.formatted(LINE.names());

    private final JdbcClient jdbc;

    PurchasesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("select nextval('purchase_number')").query(Long.class).single();
    }

    /** Inserts a pending purchase without its lines. */
    PurchaseId insert(PurchaseTerms terms, BigDecimal amount, UserId by, Instant at) {
        try {
            return new PurchaseId(bound(jdbc.sql(INSERT), terms, amount)
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw numberTaken(terms);
        }
    }

    /** Replaces the head; the purchase waits for approval again. */
    void update(PurchaseId id, PurchaseTerms terms, BigDecimal amount) {
        try {
            bound(jdbc.sql(UPDATE), terms, amount).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw numberTaken(terms);
        }
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, PurchaseTerms terms, BigDecimal amount) {
        return statement
                .param("number", terms.number())
                .param("title", terms.title())
                .param("supplier", terms.supplier().value())
                .param("owner", terms.buyer().value())
                .param("category", terms.category())
                .param("currency", terms.currency())
                .param("ordered_on", terms.orderedOn())
                .param("arrives_on", terms.arrivesOn())
                .param("summary", terms.summary())
                .param("amount", amount);
    }

    private static ProblemException numberTaken(PurchaseTerms terms) {
        return new ProblemException(
                Problem.Conflict.field("number", "采购编号“" + terms.number() + "”已被使用", "尚未使用的采购编号，或留空"));
    }

    /** Replaces the lines of a purchase of which nothing has arrived. */
    void replaceLines(PurchaseId id, List<Accepted> lines) {
        jdbc.sql("delete from purchase_line where purchase = :id")
                .param("id", id.value())
                .update();
        var rows = new ColumnArrays<>(lines);
        jdbc.sql(INSERT_LINES)
                .param("purchase", id.value())
                .param("product", rows.longs(line -> line.terms().product().value()))
                .param("unit", rows.longs(Accepted::unit))
                .param("quantity", rows.numbers(line -> line.terms().quantity()))
                .param("base_quantity", rows.numbers(Accepted::baseQuantity))
                .param("price", rows.numbers(line -> line.terms().price()))
                .param("amount", rows.numbers(line -> line.terms().amount()))
                .param("remark", rows.texts(line -> line.terms().remark()))
                .param("stocked", rows.booleans(Accepted::stocked))
                .update();
        jdbc.sql("update purchase set arrival = purchase_arrival(id) where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Locks the purchase until the end of the transaction. */
    void lock(PurchaseId id) {
        jdbc.sql("select id from purchase where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    void decide(PurchaseId id, Decision decision) {
        jdbc.sql("update purchase set state = :state where id = :id")
                .param("state", decision.result().name())
                .param("id", id.value())
                .update();
        jdbc.sql("""
                        insert into purchase_decision (purchase, result, opinion, by_user, at)
                        values (:purchase, :result, :opinion, :by, :at)""")
                .param("purchase", id.value())
                .param("result", decision.result().name())
                .param("opinion", decision.opinion())
                .param("by", decision.by().value())
                .param("at", decision.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Decision> decisions(PurchaseId id) {
        return jdbc.sql("select result, opinion, by_user, at from purchase_decision where purchase = :id order by id")
                .param("id", id.value())
                .query((row, number) -> new Decision(
                        State.valueOf(row.getString("result")),
                        row.getString("opinion"),
                        new UserId(row.getLong("by_user")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Whether a stock-in of the purchase waits for confirmation. */
    boolean awaitsStockIn(PurchaseId id) {
        return jdbc.sql("""
                        select exists (
                          select from stock_document
                          where source_kind = 'PURCHASE' and source_id = :id and source_id <> 0 and state = 'PENDING')""").param("id", id.value()).query(Boolean.class).single();
    }

    /** What pending stock-ins bring, in base units, by the id of the line. */
    Map<Long, BigDecimal> requested(PurchaseId id) {
        var requested = new HashMap<Long, BigDecimal>();
        jdbc.sql("""
                        select l.source_line, sum(l.base_quantity) as quantity
                        from stock_document d
                        join stock_line l on l.document = d.id
                        where d.source_kind = 'PURCHASE' and d.source_id = :id and d.source_id <> 0 and d.state = 'PENDING'
                        group by l.source_line""").param("id", id.value()).query(row -> {
            requested.put(row.getLong("source_line"), row.getBigDecimal("quantity"));
        });
        return requested;
    }

    Optional<Purchase> find(PurchaseId id) {
        return jdbc.sql("""
                        select r.*, s.name as supplier_name
                        from purchase r
                        join supplier s on s.id = r.supplier
                        where r.id = :id""")
                .param("id", id.value())
                .query((row, number) -> purchase(row))
                .optional();
    }

    List<PurchaseLine> lines(PurchaseId id) {
        return jdbc.sql("""
                        select l.*, p.name as product_name, p.code as product_code, p.model as product_model,
                          e.text as unit_name
                        from purchase_line l
                        join product p on p.id = l.product
                        join dictionary_entry e on e.id = l.unit
                        where l.purchase = :id
                        order by l.id""")
                .param("id", id.value())
                .query((row, number) -> line(row))
                .list();
    }

    private static PurchaseLine line(ResultSet row) throws SQLException {
        return new PurchaseLine(
                row.getLong("id"),
                new PurchaseLineTerms(
                        new ProductId(row.getLong("product")),
                        row.getLong("unit"),
                        row.getBigDecimal("quantity"),
                        row.getBigDecimal("price"),
                        row.getString("remark")),
                new PurchaseLine.Labels(
                        row.getString("product_name"),
                        row.getString("product_code"),
                        row.getString("product_model"),
                        row.getString("unit_name")),
                row.getLong("unit"),
                row.getBigDecimal("base_quantity"),
                row.getBigDecimal("amount"),
                row.getBoolean("stocked"),
                row.getBigDecimal("received"));
    }

    /** A purchase from a row with all its columns and {@code supplier_name}. */
    static Purchase purchase(ResultSet row) throws SQLException {
        return new Purchase(
                new PurchaseId(row.getLong("id")),
                new PurchaseTerms(
                        row.getString("number"),
                        row.getString("title"),
                        new SupplierId(row.getLong("supplier")),
                        new UserId(row.getLong("owner")),
                        row.getString("category"),
                        row.getString("currency"),
                        row.getObject("ordered_on", LocalDate.class),
                        row.getObject("arrives_on", LocalDate.class),
                        row.getString("summary")),
                row.getString("supplier_name"),
                row.getBigDecimal("amount"),
                State.valueOf(row.getString("state")),
                Arrival.valueOf(row.getString("arrival")),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
