package io.kehub.erp.inventory;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.inventory.StockDocumentFilter.Text;
import io.kehub.erp.product.ProductConditions;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of stock documents with exact totals. */
final class StockDocumentListJdbc {

    /** The indexed texts of suppliers and sources. */
    static final String DETAIL_TEXT = "stock_document_detail_text(d.supplier, d.source_number, d.source_title)";

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

    private static final SqlTemplate FOUND =
            SqlTemplate.of("select d.id{sortKey} from stock_document d where {conditions}");

    /** Another order of all documents that the counters count. */
    private static final SqlTemplate SORTED = SqlTemplate.of("with {page}");

    private static final SqlTemplate SORTED_FROM =
            SqlTemplate.of("(select d.id{sortKey} from stock_document d where {conditions})");

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
    private static final TextSearch SUPPLIER = TextSearch.indexed("supplier", DETAIL_TEXT, "d.supplier");
    private static final Sql PURCHASE = SqlTemplate.of(
                    "d.source_kind = 'PURCHASE' and {ngrams} and ({number} or {title})")
            .with("ngrams", TextSearch.ngrams("purchase", DETAIL_TEXT))
            .with("number", TextSearch.contains("purchase", "d.source_number"))
            .with("title", TextSearch.contains("purchase", "d.source_title"))
            .sql();
    private static final TextSearch SOURCE_NUMBER = TextSearch.indexed("sourceNumber", DETAIL_TEXT, "d.source_number");
    private static final TextSearch SOURCE_TITLE = TextSearch.indexed("sourceTitle", DETAIL_TEXT, "d.source_title");
    private static final Sql IDS = Sql.of("d.id = any(:ids)");
    private static final Sql CATEGORY = Sql.of("d.category = :category");
    private static final Sql DECIDED_BY = Sql.of("d.confirmed_by = :decidedBy");
    private static final Sql IN_WAREHOUSE =
            Sql.of("d.id in (select l.document from stock_line l where l.warehouse = any(:inside))");
    private static final SqlTemplate OF_PRODUCTS = SqlTemplate.of("""
            d.id in (
              select l.document
              from product p
              join stock_line l on l.product = p.id
              where {conditions})""");
    private static final SqlTemplate WITH_LINES = SqlTemplate.of("""
            d.id in (
              select l.document
              from stock_line l
              where {conditions})""");
    private static final Sql HAS_CUSTOM = Sql.of("d.custom <> '{}'");
    private static final Sql LINE_HAS_CUSTOM = Sql.of("l.custom <> '{}'");
    private static final List<TextSearch> CUSTOM = List.of(
            TextSearch.indexed("customA", "stock_custom_text(d.custom)", "coalesce(d.custom[1], '')"),
            TextSearch.indexed("customB", "stock_custom_text(d.custom)", "coalesce(d.custom[2], '')"),
            TextSearch.indexed("customC", "stock_custom_text(d.custom)", "coalesce(d.custom[3], '')"),
            TextSearch.indexed("customD", "stock_custom_text(d.custom)", "coalesce(d.custom[4], '')"),
            TextSearch.indexed("customE", "stock_custom_text(d.custom)", "coalesce(d.custom[5], '')"),
            TextSearch.indexed("customF", "stock_custom_text(d.custom)", "coalesce(d.custom[6], '')"));
    private static final List<TextSearch> LINE_CUSTOM = List.of(
            TextSearch.indexed("lineCustomA", "stock_custom_text(l.custom)", "coalesce(l.custom[1], '')"),
            TextSearch.indexed("lineCustomB", "stock_custom_text(l.custom)", "coalesce(l.custom[2], '')"),
            TextSearch.indexed("lineCustomC", "stock_custom_text(l.custom)", "coalesce(l.custom[3], '')"),
            TextSearch.indexed("lineCustomD", "stock_custom_text(l.custom)", "coalesce(l.custom[4], '')"),
            TextSearch.indexed("lineCustomE", "stock_custom_text(l.custom)", "coalesce(l.custom[5], '')"),
            TextSearch.indexed("lineCustomF", "stock_custom_text(l.custom)", "coalesce(l.custom[6], '')"));
    private static final Sql APPLIED_BY = Sql.of("d.applied_by = :appliedBy");
    private static final Sql APPLIED_FROM = Sql.of("d.applied_at >= :appliedFrom");
    private static final Sql APPLIED_BEFORE = Sql.of("d.applied_at < :appliedBefore");
    private static final Sql CONFIRMED_FROM = Sql.of("d.confirmed_at >= :confirmedFrom");
    private static final Sql CONFIRMED_BEFORE = Sql.of("d.confirmed_at < :confirmedBefore");

    private final JdbcClient jdbc;

    StockDocumentListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param inside the warehouse of the filter and all bins in it; empty for all warehouses */
    Page<StockDocument> list(StockDocumentFilter filter, List<Long> inside, PageRequest page) {
        return PageReader.read(
                jdbc, query(filter, inside, page), page, (row, number) -> StockDocumentsJdbc.document(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(StockDocumentFilter filter, List<Long> inside, PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        var state = filter.state();
        conditions.add(KIND, "kind", filter.kind().name()).add(STATE, "state", state == null ? null : state.name());
        var counted = conditions.size();
        narrow(filter, conditions);
        narrow(filter.terms(), inside, conditions);
        var joined = conditions.joined();
        var order = StockDocumentSort.COLUMNS.order(page, conditions);
        if (conditions.size() > counted) {
            var found = FOUND.with("sortKey", order.key())
                    .with("conditions", joined)
                    .sql();
            return conditions.bound(PageReader.found(found, SHOWN, order));
        }
        return conditions.bound(PageReader.answer(
                order.isSorted()
                        ? sorted(order, joined)
                        : BROWSE.with("conditions", joined).sql(),
                COUNTED.with("conditions", joined).sql(),
                SHOWN,
                order));
    }

    private static Sql sorted(SortColumns.Order order, Sql conditions) {
        var from = SORTED_FROM
                .with("sortKey", order.key())
                .with("conditions", conditions)
                .sql();
        return SORTED.with("page", order.page(from)).sql();
    }

    /** Adds the conditions that the counters do not cover. */
    private static void narrow(StockDocumentFilter filter, Conditions conditions) {
        conditions.addText(KEYWORD, "keyword", filter.text(Text.KEYWORD));
        NUMBER.addTo(conditions, filter.text(Text.NUMBER));
        TITLE.addTo(conditions, filter.text(Text.TITLE));
        CUSTOMER.addTo(conditions, filter.text(Text.CUSTOMER));
        SUPPLIER.addTo(conditions, filter.text(Text.SUPPLIER));
        conditions.addText(PURCHASE, "purchase", filter.text(Text.PURCHASE));
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

    /** @param inside the warehouse of the filter and all bins in it */
    private static void narrow(StockDocumentTerms terms, List<Long> inside, Conditions conditions) {
        conditions
                .add(
                        IDS,
                        "ids",
                        terms.ids().isEmpty()
                                ? null
                                : terms.ids().stream()
                                        .map(StockDocumentId::value)
                                        .toArray(Long[]::new))
                .addText(CATEGORY, "category", terms.category())
                .add(DECIDED_BY, "decidedBy", user(terms.decidedBy()))
                .add(IN_WAREHOUSE, "inside", terms.warehouse() == null ? null : inside.toArray(Long[]::new));
        SOURCE_NUMBER.addTo(conditions, terms.sourceNumber());
        SOURCE_TITLE.addTo(conditions, terms.sourceTitle());
        var products = conditions.another();
        ProductConditions.addTexts(products, terms.products());
        if (!products.isEmpty()) {
            conditions.add(OF_PRODUCTS.with("conditions", products.joined()).sql());
        }
        if (!terms.custom().isEmpty()) {
            conditions.add(HAS_CUSTOM);
            terms.custom().forEach((number, text) -> CUSTOM.get(number - 1).addTo(conditions, text));
        }
        if (!terms.lineCustom().isEmpty()) {
            var lines = conditions.another().add(LINE_HAS_CUSTOM);
            terms.lineCustom()
                    .forEach((number, text) -> LINE_CUSTOM.get(number - 1).addTo(lines, text));
            conditions.add(WITH_LINES.with("conditions", lines.joined()).sql());
        }
    }

    private static @Nullable Object user(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
