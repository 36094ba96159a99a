package io.kehub.erp.inventory;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.inventory.StockDocumentFilter.Text;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of stock documents with exact totals. */
final class StockDocumentListJdbc {

    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            with page as (
              select d.id
              from stock_document d
              where {conditions} and d.id < :below
              order by d.id desc
              offset :offset limit :size
            )""");

    /** Total from the counter table, if kind and state are the only conditions. */
    private static final SqlTemplate COUNTED = SqlTemplate.of("""
            (
                select coalesce(sum(d.documents), 0)::bigint
                from (
                  select kind, state, documents from stock_document_count
                  union all
                  select kind, state, change from stock_document_count_change) as d
                where {conditions})""");

    private static final SqlTemplate FOUND = SqlTemplate.of("select d.id from stock_document d where {conditions}");

    private static final Sql SHOWN = SqlTemplate.of(
                    "select {columns} from page join stock_document d on d.id = page.id")
            .with("columns", StockDocumentsJdbc.COLUMNS)
            .sql();

    private static final Sql KIND = Sql.of("d.kind = :kind");
    private static final Sql STATE = Sql.of("d.state = :state");
    private static final Sql KEYWORD = SqlTemplate.of("{ngrams} and ({number} or {title})")
            .with("ngrams", TextSearch.ngrams("keyword", "d.search_text"))
            .with("number", TextSearch.contains("keyword", "d.number"))
            .with("title", TextSearch.contains("keyword", "d.title"))
            .sql();
    private static final TextSearch NUMBER = TextSearch.indexed("number", "d.search_text", "d.number");
    private static final TextSearch TITLE = TextSearch.indexed("title", "d.search_text", "d.title");
    private static final TextSearch CUSTOMER = TextSearch.indexed("customer", "d.search_text", "d.source_customer");
    private static final Sql APPLIED_BY = Sql.of("d.applied_by = :appliedBy");
    private static final Sql APPLIED_FROM = Sql.of("d.applied_at >= :appliedFrom");
    private static final Sql APPLIED_BEFORE = Sql.of("d.applied_at < :appliedBefore");
    private static final Sql CONFIRMED_FROM = Sql.of("d.confirmed_at >= :confirmedFrom");
    private static final Sql CONFIRMED_BEFORE = Sql.of("d.confirmed_at < :confirmedBefore");

    private final JdbcClient jdbc;

    StockDocumentListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<StockDocument> list(StockDocumentFilter filter, PageRequest page) {
        return PageReader.read(jdbc, query(filter, page), page, (row, number) -> StockDocumentsJdbc.document(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(StockDocumentFilter filter, PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        var state = filter.state();
        conditions.add(KIND, "kind", filter.kind().name()).add(STATE, "state", state == null ? null : state.name());
        var counted = conditions.size();
        narrow(filter, conditions);
        var joined = conditions.joined();
        if (conditions.size() > counted) {
            return conditions.bound(
                    PageReader.found(FOUND.with("conditions", joined).sql(), SHOWN));
        }
        return conditions.bound(PageReader.answer(
                BROWSE.with("conditions", joined).sql(),
                COUNTED.with("conditions", joined).sql(),
                SHOWN));
    }

    /** Adds the conditions that the counters do not cover. */
    private static void narrow(StockDocumentFilter filter, Conditions conditions) {
        conditions.addText(KEYWORD, "keyword", filter.text(Text.KEYWORD));
        NUMBER.addTo(conditions, filter.text(Text.NUMBER));
        TITLE.addTo(conditions, filter.text(Text.TITLE));
        CUSTOMER.addTo(conditions, filter.text(Text.CUSTOMER));
        conditions
                .add(APPLIED_BY, "appliedBy", user(filter.appliedBy()))
                .add(APPLIED_FROM, "appliedFrom", time(filter.applied().from()))
                .add(APPLIED_BEFORE, "appliedBefore", time(filter.applied().before()))
                .add(CONFIRMED_FROM, "confirmedFrom", time(filter.confirmed().from()))
                .add(
                        CONFIRMED_BEFORE,
                        "confirmedBefore",
                        time(filter.confirmed().before()));
    }

    private static @Nullable Object user(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
