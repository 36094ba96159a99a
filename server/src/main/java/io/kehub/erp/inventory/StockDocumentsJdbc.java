package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of stock documents and their lines. */
final class StockDocumentsJdbc {

    private static final String COLUMNS = """
            d.*,
            coalesce((select sum(l.base_quantity) from stock_line l where l.document = d.id), 0) as quantity,
            coalesce((
              select string_agg(distinct w.name, '、' order by w.name)
              from stock_line l join warehouse w on w.id = l.warehouse
              where l.document = d.id), '') as warehouses""";

    private static final String LINES = """
            select l.*, p.name as product_name, p.code as product_code, p.model as product_model,
              e.text as unit_name, w.name as warehouse_name
            from stock_line l
            join product p on p.id = l.product
            join dictionary_entry e on e.id = l.unit
            join warehouse w on w.id = l.warehouse
            where l.document = any(:documents)
            order by l.id
            """;

    /** What is narrowed by kind and state alone is counted beside the documents. */
    private static final String BROWSE = """
            with page as (
              select d.id
              from stock_document d
              where {conditions} and d.id < :below
              order by d.id desc
              offset :offset limit :size
            )
            select (
                select coalesce(sum(d.documents), 0)::bigint
                from (
                  select kind, state, documents from stock_document_count
                  union all
                  select kind, state, change from stock_document_count_change) as d
                where {conditions}) as total,
              shown.*
            {shown}
            """;

    private static final String SEARCH = """
            with found as materialized (
              select d.id from stock_document d where {conditions}
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
              select %s from page join stock_document d on d.id = page.id
            ) as shown on true
            order by shown.id desc""".formatted(COLUMNS);

    /** A statement and the values that are bound to its names. */
    record Query(String sql, Map<String, Object> values) {}

    private final JdbcClient jdbc;

    StockDocumentsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("select nextval('stock_number')").query(Long.class).single();
    }

    StockDocumentId insert(
            Kind kind,
            StockDocumentDraft draft,
            String number,
            String title,
            @Nullable StockDocumentId reverses,
            UserId by,
            Instant at) {
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
                    .param("number", number)
                    .param("title", title)
                    .param("category", draft.category())
                    .param("supplier", draft.supplier())
                    .param("remark", draft.remark())
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
            throw String.valueOf(taken.getMessage()).contains("stock_document_is_reversed_once")
                    ? alreadyReversed()
                    : new ProblemException(Problem.Taken.field("number", "单据编号“" + number + "”已被使用", "尚未使用的编号，或留空"));
        }
    }

    static ProblemException alreadyReversed() {
        return new ProblemException(new Problem.Invalid("already_reversed", "这份单据已经冲销过，不能再次冲销", List.of()));
    }

    void insertLine(StockDocumentId document, StockLineDraft line, long unit, BigDecimal baseQuantity) {
        jdbc.sql("""
                        insert into stock_line (
                          document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
                          produced_on, expires_on, price, remark, source_line)
                        values (
                          :document, :product, :unit, :quantity, :baseQuantity, :warehouse, :batch, :serialNumbers,
                          :producedOn, :expiresOn, :price, :remark, :sourceLine)""")
                .param("document", document.value())
                .param("product", line.product().value())
                .param("unit", unit)
                .param("quantity", line.quantity())
                .param("baseQuantity", baseQuantity)
                .param("warehouse", line.warehouse().value())
                .param("batch", line.batch())
                .param("serialNumbers", line.serialNumbers())
                .param("producedOn", line.producedOn())
                .param("expiresOn", line.expiresOn())
                .param("price", line.price())
                .param("remark", line.remark())
                .param("sourceLine", line.sourceLine())
                .update();
    }

    void correctLine(StockDocumentRules.Corrected corrected) {
        jdbc.sql("""
                        update stock_line
                        set quantity = :quantity, base_quantity = :baseQuantity, warehouse = :warehouse, batch = :batch
                        where id = :line""")
                .param("quantity", corrected.quantity())
                .param("baseQuantity", corrected.baseQuantity())
                .param("warehouse", corrected.warehouse().value())
                .param("batch", corrected.batch())
                .param("line", corrected.line())
                .update();
    }

    /** Adds a part of a line beside it. Its serial numbers stay with the first part. */
    void addPart(StockDocumentRules.Corrected part) {
        jdbc.sql("""
                        insert into stock_line (
                          document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
                          produced_on, expires_on, price, remark, source_line)
                        select document, product, unit, :quantity, :baseQuantity, :warehouse, :batch, '',
                          produced_on, expires_on, price, remark, source_line
                        from stock_line
                        where id = :line""")
                .param("quantity", part.quantity())
                .param("baseQuantity", part.baseQuantity())
                .param("warehouse", part.warehouse().value())
                .param("batch", part.batch())
                .param("line", part.line())
                .update();
    }

    /** Calls the batch of a line by its kept spelling. */
    void spellBatch(long line, String batch) {
        jdbc.sql("update stock_line set batch = :batch where id = :line")
                .param("batch", batch)
                .param("line", line)
                .update();
    }

    /** Makes a document part of the transfer that began with a departure. */
    void join(StockDocumentId id, StockDocument.Transfer transfer) {
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

    void changePrice(long line, BigDecimal price) {
        jdbc.sql("update stock_line set price = :price where id = :line")
                .param("price", price)
                .param("line", line)
                .update();
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

    /** Holds off others who decide about this document until the transaction ends. */
    void lock(StockDocumentId id) {
        jdbc.sql("select id from stock_document where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    Optional<StockDocument> find(StockDocumentId id) {
        return jdbc.sql("select " + COLUMNS + " from stock_document d where d.id = :id")
                .param("id", id.value())
                .query((row, number) -> document(row))
                .optional();
    }

    List<StockLine> lines(StockDocumentId id) {
        return linesOf(List.of(id)).getOrDefault(id, List.of());
    }

    Map<StockDocumentId, List<StockLine>> linesOf(List<StockDocumentId> ids) {
        var lines = new HashMap<StockDocumentId, List<StockLine>>();
        jdbc.sql(LINES)
                .param("documents", ids.stream().map(StockDocumentId::value).toArray(Long[]::new))
                .query(row -> {
                    lines.computeIfAbsent(new StockDocumentId(row.getLong("document")), id -> new ArrayList<>())
                            .add(line(row));
                });
        return lines;
    }

    Page<StockDocument> list(StockDocumentFilter filter, PageRequest page) {
        var query = query(filter, page);
        return jdbc.sql(query.sql()).params(query.values()).query(rows -> {
            var total = 0L;
            var documents = new ArrayList<StockDocument>(page.size());
            while (rows.next()) {
                total = rows.getLong("total");
                rows.getLong("id");
                if (!rows.wasNull()) {
                    documents.add(document(rows));
                }
            }
            return new Page<>(documents, total, page);
        });
    }

    /** The very statement that {@link #list} sends. */
    static Query query(StockDocumentFilter filter, PageRequest page) {
        var values = new HashMap<String, Object>();
        values.put("offset", page.offset());
        values.put("size", page.size());
        values.put("below", page.below());
        var conditions = new ArrayList<String>();
        values.put("kind", filter.kind().name());
        conditions.add("d.kind = :kind");
        if (filter.state() != null) {
            values.put("state", filter.state().name());
            conditions.add("d.state = :state");
        }
        var counted = conditions.size();
        narrow(filter, conditions, values);
        var sql = (conditions.size() > counted ? SEARCH : BROWSE)
                .replace("{shown}", SHOWN)
                .replace("{conditions}", String.join(" and ", conditions));
        return new Query(sql, values);
    }

    /** Adds what only a look at the documents can tell. */
    private static void narrow(StockDocumentFilter filter, List<String> conditions, Map<String, Object> values) {
        if (!filter.keyword().isEmpty()) {
            grams("keyword", filter.keyword(), conditions, values);
            conditions.add("(strpos(customer_folded(d.number), customer_folded(:keyword)) > 0"
                    + " or strpos(customer_folded(d.title), customer_folded(:keyword)) > 0)");
        }
        part("number", filter.number(), conditions, values);
        part("title", filter.title(), conditions, values);
        part("source_customer", filter.customer(), conditions, values);
        if (!filter.category().isEmpty()) {
            values.put("category", filter.category());
            conditions.add("d.category = :category");
        }
        user("applied_by", filter.appliedBy(), conditions, values);
        user("confirmed_by", filter.confirmedBy(), conditions, values);
        moment("d.applied_at >= :appliedFrom", "appliedFrom", filter.appliedFrom(), conditions, values);
        moment("d.applied_at < :appliedBefore", "appliedBefore", filter.appliedBefore(), conditions, values);
        moment("d.confirmed_at >= :confirmedFrom", "confirmedFrom", filter.confirmedFrom(), conditions, values);
        moment("d.confirmed_at < :confirmedBefore", "confirmedBefore", filter.confirmedBefore(), conditions, values);
    }

    private static void part(String column, String text, List<String> conditions, Map<String, Object> values) {
        if (!text.isEmpty()) {
            grams(column, text, conditions, values);
            conditions.add("strpos(customer_folded(d.%s), customer_folded(:%s)) > 0".formatted(column, column));
        }
    }

    private static void grams(String name, String text, List<String> conditions, Map<String, Object> values) {
        values.put(name, text);
        conditions.add("customer_grams(d.search_text) @@ (select customer_keyword_grams(customer_folded(:%s)))"
                .formatted(name));
    }

    private static void user(
            String column, @Nullable UserId user, List<String> conditions, Map<String, Object> values) {
        if (user != null) {
            values.put(column, user.value());
            conditions.add("d.%s = :%s".formatted(column, column));
        }
    }

    private static void moment(
            String condition,
            String name,
            @Nullable Instant moment,
            List<String> conditions,
            Map<String, Object> values) {
        if (moment != null) {
            values.put(name, moment.atOffset(ZoneOffset.UTC));
            conditions.add(condition);
        }
    }

    private static StockDocument document(ResultSet row) throws SQLException {
        var confirmedBy = row.getObject("confirmed_by", Long.class);
        var confirmedAt = row.getObject("confirmed_at", OffsetDateTime.class);
        var reverses = row.getObject("reverses", Long.class);
        var departure = row.getObject("transfer", Long.class);
        return new StockDocument(
                new StockDocumentId(row.getLong("id")),
                Kind.valueOf(row.getString("kind")),
                row.getString("number"),
                row.getString("title"),
                State.valueOf(row.getString("state")),
                row.getString("category"),
                row.getString("supplier"),
                row.getString("remark"),
                row.getString("opinion"),
                new SourceRef(
                        row.getString("source_kind"),
                        row.getLong("source_id"),
                        row.getString("source_number"),
                        row.getString("source_title"),
                        row.getString("source_customer")),
                row.getBigDecimal("quantity"),
                row.getString("warehouses"),
                new UserId(row.getLong("applied_by")),
                row.getObject("applied_at", OffsetDateTime.class).toInstant(),
                confirmedBy == null ? null : new UserId(confirmedBy),
                confirmedAt == null ? null : confirmedAt.toInstant(),
                reverses == null ? null : new StockDocumentId(reverses),
                departure == null
                        ? null
                        : new StockDocument.Transfer(
                                new StockDocumentId(departure), Part.valueOf(row.getString("transfer_part"))));
    }

    private static StockLine line(ResultSet row) throws SQLException {
        return new StockLine(
                row.getLong("id"),
                new ProductId(row.getLong("product")),
                row.getString("product_name"),
                row.getString("product_code"),
                row.getString("product_model"),
                row.getLong("unit"),
                row.getString("unit_name"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("base_quantity"),
                new WarehouseId(row.getLong("warehouse")),
                row.getString("warehouse_name"),
                row.getString("batch"),
                row.getString("serial_numbers"),
                row.getObject("produced_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                row.getBigDecimal("price"),
                row.getString("remark"),
                row.getLong("source_line"));
    }
}
