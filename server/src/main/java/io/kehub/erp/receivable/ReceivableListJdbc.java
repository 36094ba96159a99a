package io.kehub.erp.receivable;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.OwnedList;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.receivable.ReceivableFilter.Period;
import io.kehub.erp.receivable.ReceivableFilter.Text;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of receivables with exact totals (ADR 4). */
final class ReceivableListJdbc {

    /** Columns and joins of a receivable with its contract and customer. */
    static final Sql SELECTED = Sql.of("""
            r.*, c.number as contract_number, c.title as contract_title, k.name as customer_name,
              k.number as customer_number""");

    private static final OwnedList LIST = new OwnedList(
            Sql.of("receivable r"),
            Sql.of("""
                    select owner, state, currency, method, receivables as counted from receivable_count
                    union all
                    select owner, state, currency, method, change from receivable_count_change"""),
            SqlTemplate.of("""
                    (
                      select own.*
                      from contract c
                      cross join lateral (
                        select r.id{sortKey}
                        from receivable r
                        where r.contract = c.id and r.owner <> all(:owners) and {conditions}
                        offset 0) as own
                      where c.added_by = :viewer and c.added_by <> c.owner
                      union
                      select own.*
                      from contract_share s
                      cross join lateral (
                        select r.id{sortKey}
                        from receivable r
                        where r.contract = s.contract and r.owner <> all(:owners) and {conditions}
                        offset 0) as own
                      where s.viewer in (:viewer, 0))"""),
            SqlTemplate.of("""
                            select {selected}
                            from page
                            join receivable r on r.id = page.id
                            join contract c on c.id = r.contract
                            join customer k on k.id = r.customer""").with("selected", SELECTED).sql(),
            ReceivableSort.COLUMNS);

    private static final Sql OWNERS = Sql.of("r.owner = any(:chosenOwners)");
    private static final Sql ONE_OWNER = Sql.of("r.owner = :chosenOwner");
    private static final Sql ONE_METHOD = Sql.of("r.method = :chosenMethod");
    private static final Sql ONE_CURRENCY = Sql.of("r.currency = :chosenCurrency");
    private static final Sql STATE = Sql.of("r.state = :state");
    private static final Sql METHODS = Sql.of("r.method = any(:methods)");
    private static final Sql CURRENCIES = Sql.of("r.currency = any(:currencies)");
    private static final Sql CONTRACT = Sql.of("r.contract = :contract");
    private static final Sql CUSTOMER = Sql.of("r.customer = :customer");
    private static final Sql CONTRACT_PLAN = Sql.of("r.contract_plan = :contractPlan");
    private static final Sql CONTRACT_KIND = Sql.of("r.contract_kind = :contractKind");
    private static final Sql PLANNED_FROM = Sql.of("r.planned_on >= :plannedFrom");
    private static final Sql PLANNED_TO = Sql.of("r.planned_on <= :plannedTo");
    private static final Sql UNPAID = Sql.of("r.state in ('OPEN', 'PART')");
    private static final Sql DUE_FROM = Sql.of("r.planned_on >= :periodFrom");
    private static final Sql DUE_TO = Sql.of("r.planned_on <= :periodTo");
    private static final Sql PAID_FROM = Sql.of("r.received_on >= :periodFrom");
    private static final Sql PAID_TO = Sql.of("r.received_on <= :periodTo");
    private static final Sql NOT_PLANNED =
            Sql.of("(r.planned_on < cast(:periodFrom as date) or r.planned_on > cast(:periodTo as date))");
    private static final Sql NOT_PAID =
            Sql.of("(r.received_on < cast(:periodFrom as date) or r.received_on > cast(:periodTo as date))");
    private static final Sql NOT_ADDED = Sql.of("""
            (r.added_at < (cast(:periodFrom as date)::timestamp at time zone :zone)
              or r.added_at >= ((cast(:periodTo as date) + 1)::timestamp at time zone :zone))""");
    private static final TextSearch REMARK = TextSearch.indexed("remark", "r.search_text", "r.remark");

    private static final SqlTemplate CONTRACTS =
            SqlTemplate.of("r.contract = any(array(select c.id from contract c where {ngrams} and {contains}))");
    private static final SqlTemplate CUSTOMERS =
            SqlTemplate.of("r.customer = any(array(select k.id from customer k where {ngrams} and {contains}))");

    private static final Sql CONTRACT_NUMBER = CONTRACTS
            .with("ngrams", TextSearch.ngrams("contractNumber", "c.search_text"))
            .with("contains", TextSearch.contains("contractNumber", "c.number"))
            .sql();
    private static final Sql CONTRACT_TITLE = CONTRACTS
            .with("ngrams", TextSearch.ngrams("contractTitle", "c.search_text"))
            .with("contains", TextSearch.contains("contractTitle", "c.title"))
            .sql();
    private static final Sql CUSTOMER_NAME = CUSTOMERS
            .with("ngrams", TextSearch.ngrams("customerName", "k.search_text"))
            .with("contains", TextSearch.contains("customerName", "k.name"))
            .sql();
    private static final Sql CUSTOMER_NUMBER = Sql.of("""
            r.customer = any(array(
              select k.id from customer k where text_key(k.number) ^@ text_key(:customerNumber)))""");
    private static final Sql KEYWORD = SqlTemplate.of("""
                    ({ngrams} and {contains} or {contracts} or {customers}
                      or r.owner = any(array(select u.id from erp_user u where {user})))""")
            .with("ngrams", TextSearch.ngrams("keyword", "r.search_text"))
            .with("contains", TextSearch.contains("keyword", "r.search_text"))
            .with(
                    "contracts",
                    CONTRACTS
                            .with("ngrams", TextSearch.ngrams("keyword", "c.search_text"))
                            .with("contains", TextSearch.contains("keyword", "c.search_text"))
                            .sql())
            .with(
                    "customers",
                    CUSTOMERS
                            .with("ngrams", TextSearch.ngrams("keyword", "k.search_text"))
                            .with("contains", TextSearch.contains("keyword", "k.name"))
                            .sql())
            .with("user", TextSearch.contains("keyword", "u.name"))
            .sql();

    private final JdbcClient jdbc;

    ReceivableListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Receivable> list(ReceivableFilter filter, AccessScope scope, PageRequest page) {
        return PageReader.read(
                jdbc, query(filter, scope, page), page, (row, number) -> ReceivablesJdbc.receivable(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(ReceivableFilter filter, AccessScope scope, PageRequest page) {
        var conditions = new Conditions();
        var state = filter.state();
        // an index returns the newest of one value first, but not of several
        conditions
                .add(
                        ONE_OWNER,
                        "chosenOwner",
                        only(filter.owners().stream().map(UserId::value).toList()))
                .add(STATE, "state", state == null ? null : state.name())
                .add(ONE_METHOD, "chosenMethod", only(filter.methods()))
                .add(ONE_CURRENCY, "chosenCurrency", only(filter.currencies()));
        var counted = conditions.size();
        narrow(filter, conditions);
        return LIST.query(conditions, conditions.size() == counted, scope, page);
    }

    /** Adds the conditions that the counters do not cover. */
    private static void narrow(ReceivableFilter filter, Conditions conditions) {
        var contract = filter.contract();
        var customer = filter.customer();
        conditions
                .add(
                        OWNERS,
                        "chosenOwners",
                        filter.owners().size() < 2
                                ? null
                                : filter.owners().stream().map(UserId::value).toArray(Long[]::new))
                .add(METHODS, "methods", several(filter.methods()))
                .add(CURRENCIES, "currencies", several(filter.currencies()))
                .addText(KEYWORD, "keyword", filter.text(Text.KEYWORD))
                .addText(CUSTOMER_NAME, "customerName", filter.text(Text.CUSTOMER_NAME))
                .addText(CUSTOMER_NUMBER, "customerNumber", filter.text(Text.CUSTOMER_NUMBER))
                .addText(CONTRACT_TITLE, "contractTitle", filter.text(Text.CONTRACT_TITLE))
                .addText(CONTRACT_NUMBER, "contractNumber", filter.text(Text.CONTRACT_NUMBER))
                .addText(CONTRACT_PLAN, "contractPlan", filter.text(Text.CONTRACT_PLAN))
                .addText(CONTRACT_KIND, "contractKind", filter.text(Text.CONTRACT_KIND))
                .add(CONTRACT, "contract", contract == null ? null : contract.value())
                .add(CUSTOMER, "customer", customer == null ? null : customer.value())
                .add(PLANNED_FROM, "plannedFrom", filter.planned().from())
                .add(PLANNED_TO, "plannedTo", filter.planned().to());
        REMARK.addTo(conditions, filter.text(Text.REMARK));
        var period = filter.period();
        if (period != null) {
            during(period, conditions);
        }
    }

    private static void during(Period period, Conditions conditions) {
        var from = period.days().from();
        var to = period.days().to();
        switch (period.moment()) {
            case PAID -> conditions.add(PAID_FROM, "periodFrom", from).add(PAID_TO, "periodTo", to);
            case UNPAID ->
                conditions.add(UNPAID).add(DUE_FROM, "periodFrom", from).add(DUE_TO, "periodTo", to);
            case NOT_ADDED -> {
                bindEnds(from, to, conditions);
                conditions.bind("zone", period.zone().getId()).add(NOT_ADDED);
            }
            case NOT_PLANNED -> {
                bindEnds(from, to, conditions);
                conditions.add(NOT_PLANNED);
            }
            case NOT_PAID -> {
                bindEnds(from, to, conditions);
                conditions.add(NOT_PAID);
            }
        }
    }

    /** An open end has nothing outside of it. */
    private static void bindEnds(@Nullable LocalDate from, @Nullable LocalDate to, Conditions conditions) {
        conditions
                .bind("periodFrom", from == null ? LocalDate.of(1, 1, 1) : from)
                .bind("periodTo", to == null ? LocalDate.of(9999, 12, 30) : to);
    }

    private static <T> @Nullable T only(List<T> values) {
        return values.size() == 1 ? values.getFirst() : null;
    }

    private static String @Nullable [] several(List<String> values) {
        return values.size() < 2 ? null : values.toArray(String[]::new);
    }
}
