package io.kehub.erp.inventory;

import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.Violation;
import io.kehub.erp.inventory.StockDocument.Application;
import io.kehub.erp.inventory.StockDocument.Content;
import io.kehub.erp.inventory.StockDocument.Decision;
import io.kehub.erp.inventory.StockDocument.Details;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Links;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocument.Transfer;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of single stock documents. */
final class StockDocumentsJdbc {

    static final Sql COLUMNS = Sql.of("""
            d.*,
            coalesce((select sum(l.base_quantity) from stock_line l where l.document = d.id), 0) as quantity,
            coalesce((
              select string_agg(distinct w.name, '、' order by w.name)
              from stock_line l join warehouse w on w.id = l.warehouse
              where l.document = d.id), '') as warehouses""");

    private static final String FIND = SqlTemplate.of("select {columns} from stock_document d where d.id = :id")
            .with("columns", COLUMNS)
            .sql()
            .text();

    private final JdbcClient jdbc;

    StockDocumentsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("select nextval('stock_number')").query(Long.class).single();
    }

    StockDocumentId insert(
            Kind kind, StockDocumentDraft draft, @Nullable StockDocumentId reverses, UserId by, Instant at) {
        try {
            return new StockDocumentId(jdbc.sql("""
                            insert into stock_document (
                              kind, number, title, state, category, supplier, remark, opinion,
                              source_kind, source_id, source_number, source_title, source_customer,
                              applied_by, applied_at, reverses)
                            values (
                              :kind, :number, :title, 'PENDING', :category, :supplier, :remark, '',
                              :sourceKind, :sourceId, :sourceNumber, :sourceTitle, :sourceCustomer,
                              :by, :at, :reverses)
                            returning id""")
                    .param("kind", kind.name())
                    .param("number", draft.number())
                    .param("title", draft.title())
                    .param("category", draft.details().category())
                    .param("supplier", draft.details().supplier())
                    .param("remark", draft.details().remark())
                    .param("sourceKind", draft.source().kind())
                    .param("sourceId", draft.source().id())
                    .param("sourceNumber", draft.source().number())
                    .param("sourceTitle", draft.source().title())
                    .param("sourceCustomer", draft.source().customer())
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("reverses", reverses == null ? null : reverses.value())
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw switch (Violation.constraint(taken)) {
                case "stock_document_is_reversed_once" -> alreadyReversed();
                case "stock_document_number_is_unique" ->
                    new ProblemException(
                            Problem.Conflict.field("number", "单据编号“" + draft.number() + "”已被使用", "尚未使用的编号，或留空"));
                default -> taken;
            };
        }
    }

    static ProblemException alreadyReversed() {
        return new ProblemException(new Problem.Invalid("already_reversed", "这份单据已经冲销过，不能再次冲销", List.of()));
    }

    /** Makes a document part of a transfer. */
    void join(StockDocumentId id, Transfer transfer) {
        jdbc.sql("update stock_document set transfer = :departure, transfer_part = :part where id = :id")
                .param("departure", transfer.departure().value())
                .param("part", transfer.part().name())
                .param("id", id.value())
                .update();
    }

    /** The arrivals of a transfer that are still pending, oldest first. */
    List<StockDocumentId> pendingArrivals(StockDocumentId departure) {
        return jdbc.sql("""
                        select id from stock_document
                        where transfer = :departure and transfer_part = 'ARRIVAL' and state = 'PENDING'
                        order by id""")
                .param("departure", departure.value())
                .query((row, number) -> new StockDocumentId(row.getLong("id")))
                .list();
    }

    boolean isReversed(StockDocumentId id) {
        return jdbc.sql("select exists (select from stock_document where reverses = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    void decide(StockDocumentId id, State state, String opinion, UserId by, Instant at) {
        jdbc.sql("""
                        update stock_document
                        set state = :state, opinion = :opinion, confirmed_by = :by, confirmed_at = :at
                        where id = :id""")
                .param("state", state.name())
                .param("opinion", opinion)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /** Locks the document until the transaction ends, so that decisions are serialized. */
    void lock(StockDocumentId id) {
        jdbc.sql("select id from stock_document where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    Optional<StockDocument> find(StockDocumentId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> document(row))
                .optional();
    }

    /** Reads a document from a row with {@link #COLUMNS}. */
    static StockDocument document(ResultSet row) throws SQLException {
        var confirmedBy = row.getObject("confirmed_by", Long.class);
        var confirmedAt = row.getObject("confirmed_at", OffsetDateTime.class);
        var reverses = row.getObject("reverses", Long.class);
        var departure = row.getObject("transfer", Long.class);
        return new StockDocument(
                new StockDocumentId(row.getLong("id")),
                Kind.valueOf(row.getString("kind")),
                row.getString("number"),
                row.getString("title"),
                new Details(row.getString("category"), row.getString("supplier"), row.getString("remark")),
                new SourceRef(
                        row.getString("source_kind"),
                        row.getLong("source_id"),
                        row.getString("source_number"),
                        row.getString("source_title"),
                        row.getString("source_customer")),
                new Content(row.getBigDecimal("quantity"), row.getString("warehouses")),
                new Application(
                        new UserId(row.getLong("applied_by")),
                        row.getObject("applied_at", OffsetDateTime.class).toInstant()),
                new Decision(
                        State.valueOf(row.getString("state")),
                        row.getString("opinion"),
                        confirmedBy == null ? null : new UserId(confirmedBy),
                        confirmedAt == null ? null : confirmedAt.toInstant()),
                new Links(
                        reverses == null ? null : new StockDocumentId(reverses),
                        departure == null
                                ? null
                                : new Transfer(
                                        new StockDocumentId(departure), Part.valueOf(row.getString("transfer_part")))));
    }
}
