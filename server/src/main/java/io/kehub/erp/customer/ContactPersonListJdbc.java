package io.kehub.erp.customer;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.customer.AdvancedCustomerFilter.Choice;
import io.kehub.erp.customer.ContactPersonFilter.Text;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists of contact persons with exact totals. */
final class ContactPersonListJdbc {

    /** The columns by which the list can be sorted. The name and the time of adding have an index. */
    static final SortColumns SORTED = SortColumns.by(Sql.of("p.id"))
            .indexedText("name", Sql.of("text_key(p.name)"))
            .text("customerName", Sql.of("(select lower(k.name) from customer k where k.id = p.customer)"))
            .text("person.SEX", Sql.of("p.fields ->> 'SEX'"))
            .text("person.DEPARTMENT", Sql.of("lower(p.fields ->> 'DEPARTMENT')"))
            .text("person.JOB", Sql.of("lower(p.fields ->> 'JOB')"))
            .text("phone", Sql.of("p.phone"))
            .text("mobile", Sql.of("p.mobile"))
            .text("email", Sql.of("lower(p.email)"))
            .text("fax", Sql.of("p.fax"))
            .text("person.QQ", Sql.of("p.fields ->> 'QQ'"))
            .text("person.WECHAT", Sql.of("lower(p.fields ->> 'WECHAT')"))
            .id("customer", Sql.of("p.customer"))
            .flag("main", Sql.of("p.main"))
            .indexedUtcTime("addedAt", Sql.of("(p.added_at at time zone 'UTC')"));

    private static final Sql SEEN = Sql.of("""
            p.customer in (
              select seen.id from customer seen where seen.owner = any(:owners)
              union all
              select customer from customer_share where viewer in (:viewer, 0) and persons)""");

    private static final SqlTemplate FOUND = SqlTemplate.of("""
            select p.id{sortKey}
            from customer_person p
            where {conditions}""");

    /** All persons: the page is read by an index, or sorted, and the total is counted in the index of ids. */
    private static final SqlTemplate BROWSE = SqlTemplate.of("with {page}");

    private static final Sql NEWEST_FIRST = Sql.of("""
            page as (
              select p.id from customer_person p where p.id < :below order by p.id desc offset :offset limit :size
            )""");

    private static final SqlTemplate ALL = SqlTemplate.of("(select p.id{sortKey} from customer_person p)");

    private static final Sql TOTAL = Sql.of("(select count(*) from customer_person)");

    private static final Sql SHOWN = SqlTemplate.of("""
                    select {columns}
                    from page
                    join customer_person p on p.id = page.id
                    join customer c on c.id = p.customer""")
            .with("columns", Sql.of(ContactPersonsJdbc.COLUMNS))
            .sql();

    private static final SqlTemplate NGRAMS =
            SqlTemplate.of("text_ngrams(p.search_text) @@ (select customer_search_grams(:{parameter})) and {contains}");

    /** Indexes of n-grams lead to the persons and to the customers whose name contains the text. */
    private static final Sql KEYWORD = Sql.of("""
            p.id in (
              select s.id
              from customer_person s
              where text_ngrams(s.search_text) @@ (select customer_search_grams(:keyword))
                and customer_search_holds(s.search_text, :keyword)
              union all
              select w.id
              from customer_person w
              where text_ngrams(w.wide_text) @@ (select text_keyword_ngrams(text_folded(:keyword)))
                and strpos(w.wide_text, text_folded(:keyword)) > 0
              union all
              select o.id
              from customer k
              join customer_person o on o.customer = k.id
              where text_ngrams(k.search_text) @@ (select text_keyword_ngrams(text_folded(:keyword)))
                and strpos(text_folded(k.name), text_folded(:keyword)) > 0
              union all
              select o.id
              from customer k
              join customer_person o on o.customer = k.id
              where k.owner = any(:searchedOwners))""");

    private static final Sql NAME = NGRAMS.with("parameter", Sql.of("name"))
            .with("contains", TextSearch.contains("name", "p.name"))
            .sql();
    private static final Sql MOBILE = NGRAMS.with("parameter", Sql.of("mobile"))
            .with("contains", Sql.of("phone_holds(p.mobile, :mobile)"))
            .sql();
    private static final Sql PHONE = NGRAMS.with("parameter", Sql.of("phone"))
            .with("contains", Sql.of("phone_holds(p.phone, :phone)"))
            .sql();
    private static final Sql EMAIL = NGRAMS.with("parameter", Sql.of("email"))
            .with("contains", TextSearch.contains("email", "p.email"))
            .sql();
    private static final Map<Text, TextSearch> WIDE = new EnumMap<>(Map.of(
            Text.FAX, TextSearch.indexed("fax", "p.wide_text", "p.fax"),
            Text.PINYIN, TextSearch.indexed("pinyin", "p.wide_text", "coalesce(p.fields ->> 'PINYIN', '')"),
            Text.DEPARTMENT, TextSearch.indexed("department", "p.wide_text", "coalesce(p.fields ->> 'DEPARTMENT', '')"),
            Text.JOB, TextSearch.indexed("job", "p.wide_text", "coalesce(p.fields ->> 'JOB', '')"),
            Text.QQ, TextSearch.indexed("qq", "p.wide_text", "coalesce(p.fields ->> 'QQ', '')"),
            Text.HOBBIES, TextSearch.indexed("hobbies", "p.wide_text", "coalesce(p.fields ->> 'HOBBIES', '')"),
            Text.REMARK, TextSearch.indexed("remark", "p.wide_text", "coalesce(p.fields ->> 'REMARK', '')")));
    private static final Sql SEX = Sql.of("p.fields ->> 'SEX' = :sex");
    private static final Sql CUSTOMER = Sql.of("p.customer = :customer");
    private static final SqlTemplate OF_CUSTOMERS =
            SqlTemplate.of("p.customer in (select k.id from customer k where {conditions})");
    private static final Sql CUSTOMER_NAME = Sql.of("""
            text_ngrams(k.search_text) @@ (select text_keyword_ngrams(text_folded(:customerName)))
            and strpos(text_folded(k.name), text_folded(:customerName)) > 0""");
    private static final Sql LEVELS = Sql.of("k.level = any(:levels)");
    private static final Sql INDUSTRIES = Sql.of("k.industry = any(:industries)");
    private static final Sql REGIONS = Sql.of("k.region = any(:regions)");
    private static final Sql ADDED_FROM =
            Sql.of("(p.added_at at time zone 'UTC') >= (cast(:addedFrom as timestamptz) at time zone 'UTC')");
    private static final Sql ADDED_BEFORE =
            Sql.of("(p.added_at at time zone 'UTC') < (cast(:addedBefore as timestamptz) at time zone 'UTC')");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ContactPersonListJdbc(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    Page<ContactPerson> list(ContactPersonFilter filter, AccessScope scope, PageRequest page) {
        var query = query(filter, scope, page);
        return transaction.execute(status -> {
            jdbc.sql(CustomerListJdbc.SEARCH_SETTINGS)
                    .query((row, number) -> row.getString(1))
                    .single();
            return PageReader.read(jdbc, query, page, (row, number) -> ContactPersonsJdbc.person(row));
        });
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(ContactPersonFilter filter, AccessScope scope, PageRequest page) {
        var conditions = conditions(filter, scope);
        PageReader.bind(conditions, page);
        var order = SORTED.order(page, conditions);
        if (conditions.isEmpty()) {
            var browsed = order.isSorted()
                    ? order.page(ALL.with("sortKey", order.key()).sql())
                    : NEWEST_FIRST;
            return conditions.bound(
                    PageReader.answer(BROWSE.with("page", browsed).sql(), TOTAL, SHOWN, order));
        }
        var found = FOUND.with("sortKey", order.key())
                .with("conditions", conditions.joined())
                .sql();
        return conditions.bound(PageReader.found(found, SHOWN, order));
    }

    private static Conditions conditions(ContactPersonFilter filter, AccessScope scope) {
        var conditions = new Conditions();
        var owners = Pool.ownersSeen(scope);
        if (owners != null) {
            conditions
                    .bind("owners", owners.stream().map(UserId::value).toArray(Long[]::new))
                    .bind("viewer", scope.viewer().value())
                    .add(SEEN);
        }
        if (!filter.text(Text.KEYWORD).isEmpty()) {
            conditions.bind(
                    "searchedOwners",
                    filter.searchedOwners().stream().map(UserId::value).toArray(Long[]::new));
        }
        WIDE.forEach((text, search) -> search.addTo(conditions, filter.text(text)));
        var customer = filter.customer();
        var from = filter.addedFrom();
        var before = filter.addedBefore();
        conditions
                .add(CUSTOMER, "customer", customer == null ? null : customer.value())
                .addText(KEYWORD, "keyword", filter.text(Text.KEYWORD))
                .addText(NAME, "name", filter.text(Text.NAME))
                .addText(MOBILE, "mobile", filter.text(Text.MOBILE))
                .addText(PHONE, "phone", filter.text(Text.PHONE))
                .addText(EMAIL, "email", filter.text(Text.EMAIL))
                .addText(SEX, "sex", filter.text(Text.SEX))
                .add(ADDED_FROM, "addedFrom", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .add(ADDED_BEFORE, "addedBefore", before == null ? null : before.atOffset(ZoneOffset.UTC));
        var ofCustomers = conditions
                .another()
                .addText(CUSTOMER_NAME, "customerName", filter.text(Text.CUSTOMER_NAME))
                .add(LEVELS, "levels", anyOf(filter.values(Choice.LEVEL)))
                .add(INDUSTRIES, "industries", anyOf(filter.values(Choice.INDUSTRY)))
                .add(REGIONS, "regions", anyOf(filter.values(Choice.REGION)));
        return ofCustomers.isEmpty()
                ? conditions
                : conditions.add(
                        OF_CUSTOMERS.with("conditions", ofCustomers.joined()).sql());
    }

    private static String @Nullable [] anyOf(List<String> texts) {
        return texts.isEmpty() ? null : texts.toArray(String[]::new);
    }
}
