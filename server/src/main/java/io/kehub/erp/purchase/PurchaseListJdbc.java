package io.kehub.erp.purchase;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.OwnedList;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.purchase.PurchaseFilter.Text;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of purchases with exact totals (ADR 4). */
final class PurchaseListJdbc {

    private static final OwnedList LIST =
            new OwnedList(Sql.of("purchase r"), Sql.of("""
                    select owner, state, arrival, category, purchases as counted from purchase_count
                    union all
                    select owner, state, arrival, category, change from purchase_count_change"""), SqlTemplate.of("""
                    select r.id{sortKey}
                    from purchase r
                    where r.added_by = :viewer and r.added_by <> r.owner and r.owner <> all(:owners) and {conditions}"""), Sql.of("""
                    select r.*, s.name as supplier_name
                    from page
                    join purchase r on r.id = page.id
                    join supplier s on s.id = r.supplier"""), PurchaseSort.COLUMNS);

    private static final Sql BUYERS = Sql.of("r.owner = any(:buyers)");
    private static final Sql ONE_BUYER = Sql.of("r.owner = :buyer");
    private static final Sql ONE_CATEGORY = Sql.of("r.category = :category");
    private static final Sql STATE = Sql.of("r.state = :state");
    private static final Sql ARRIVAL = Sql.of("r.arrival = :arrival");
    private static final Sql CATEGORIES = Sql.of("r.category = any(:categories)");
    private static final Sql IDS = Sql.of("r.id = any(:ids)");
    private static final Sql SUPPLIER = Sql.of("r.supplier = :supplier");
    private static final Sql PRODUCT =
            Sql.of("r.id in (select l.purchase from purchase_line l where l.product = :product)");
    private static final Sql ADDED_FROM = Sql.of("r.added_at >= :addedFrom");
    private static final Sql ADDED_BEFORE = Sql.of("r.added_at < :addedBefore");
    private static final Sql ARRIVING =
            Sql.of("r.state = 'APPROVED' and r.arrival in ('NONE', 'PART') and r.arrives_on <= :arrivingUntil");
    private static final TextSearch NUMBER = TextSearch.indexed("number", "r.search_text", "r.number");
    private static final TextSearch TITLE = TextSearch.indexed("title", "r.search_text", "r.title");
    private static final TextSearch SUMMARY = TextSearch.indexed("summary", "r.search_text", "r.summary");

    /** The suppliers and users whose names contain the text are read first, so that each part uses an index. */
    private static final SqlTemplate SUPPLIERS_NAMED =
            SqlTemplate.of("r.supplier = any(array(select s.id from supplier s where {ngrams} and {contains}))");

    private static final Sql SUPPLIER_NAME = SUPPLIERS_NAMED
            .with("ngrams", TextSearch.ngrams("supplierName", "s.search_text"))
            .with("contains", TextSearch.contains("supplierName", "s.name"))
            .sql();

    private static final Sql KEYWORD = SqlTemplate.of("""
                    ({ngrams} and {contains} or {supplier}
                      or r.owner = any(array(select u.id from erp_user u where {user})))""")
            .with("ngrams", TextSearch.ngrams("keyword", "r.search_text"))
            .with("contains", TextSearch.contains("keyword", "r.search_text"))
            .with(
                    "supplier",
                    SUPPLIERS_NAMED
                            .with("ngrams", TextSearch.ngrams("keyword", "s.search_text"))
                            .with("contains", TextSearch.contains("keyword", "s.name"))
                            .sql())
            .with("user", TextSearch.contains("keyword", "u.name"))
            .sql();

    private final JdbcClient jdbc;

    PurchaseListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Purchase> list(PurchaseFilter filter, AccessScope scope, PageRequest page) {
        return PageReader.read(jdbc, query(filter, scope, page), page, (row, number) -> PurchasesJdbc.purchase(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(PurchaseFilter filter, AccessScope scope, PageRequest page) {
        var conditions = new Conditions();
        var state = filter.state();
        var arrival = filter.arrival();
        // an index returns the newest of one value first, but not of several
        conditions
                .add(
                        ONE_BUYER,
                        "buyer",
                        only(filter.buyers().stream().map(UserId::value).toList()))
                .add(STATE, "state", state == null ? null : state.name())
                .add(ARRIVAL, "arrival", arrival == null ? null : arrival.name())
                .add(ONE_CATEGORY, "category", only(filter.categories()));
        var counted = conditions.size();
        narrow(filter, conditions);
        return LIST.query(conditions, conditions.size() == counted, scope, page);
    }

    /** Adds the conditions that the counters do not cover. */
    private static void narrow(PurchaseFilter filter, Conditions conditions) {
        var supplier = filter.supplier();
        var product = filter.product();
        conditions
                .add(BUYERS, "buyers", filter.buyers().size() < 2 ? null : longs(filter.buyers(), UserId::value))
                .add(
                        CATEGORIES,
                        "categories",
                        filter.categories().size() < 2
                                ? null
                                : filter.categories().toArray(String[]::new))
                .addText(KEYWORD, "keyword", filter.text(Text.KEYWORD))
                .addText(SUPPLIER_NAME, "supplierName", filter.text(Text.SUPPLIER_NAME))
                .add(IDS, "ids", longs(filter.ids(), PurchaseId::value))
                .add(SUPPLIER, "supplier", supplier == null ? null : supplier.value())
                .add(PRODUCT, "product", product == null ? null : product.value())
                .add(ADDED_FROM, "addedFrom", time(filter.times().addedFrom()))
                .add(ADDED_BEFORE, "addedBefore", time(filter.times().addedBefore()))
                .add(ARRIVING, "arrivingUntil", filter.times().arrivingUntil());
        NUMBER.addTo(conditions, filter.text(Text.NUMBER));
        TITLE.addTo(conditions, filter.text(Text.TITLE));
        SUMMARY.addTo(conditions, filter.text(Text.SUMMARY));
    }

    private static <T> @Nullable T only(List<T> values) {
        return values.size() == 1 ? values.getFirst() : null;
    }

    private static <T> Long @Nullable [] longs(List<T> values, ToLongFunction<T> number) {
        return values.isEmpty()
                ? null
                : values.stream().mapToLong(number).boxed().toArray(Long[]::new);
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
