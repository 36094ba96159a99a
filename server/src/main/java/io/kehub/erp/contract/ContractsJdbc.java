package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Sight;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of contracts. */
final class ContractsJdbc {

    /** A row as it stands; how much was delivered is asked elsewhere. */
    record Row(Contract contract, BigDecimal baseQuantity) {
        Contract delivered(BigDecimal quantity) {
            var c = contract;
            return new Contract(
                    c.id(),
                    c.number(),
                    c.title(),
                    c.customer(),
                    c.customerName(),
                    c.owner(),
                    c.category(),
                    c.state(),
                    c.currency(),
                    c.signedOn(),
                    c.startsOn(),
                    c.endsOn(),
                    c.counterpart(),
                    c.summary(),
                    c.paymentTerms(),
                    c.deliveryAddress(),
                    c.remark(),
                    c.freight(),
                    c.total(),
                    c.concession(),
                    c.amount(),
                    c.tax(),
                    c.paid(),
                    c.invoiced(),
                    Progress.of(quantity, baseQuantity),
                    c.payment(),
                    c.invoicing(),
                    c.approval(),
                    c.addedBy(),
                    c.addedAt());
        }
    }

    /** A statement and the values that are bound to its names. */
    record Query(String sql, Map<String, Object> values) {}

    /** What a contract's lines come to. */
    record Totals(
            BigDecimal total, BigDecimal concession, BigDecimal amount, BigDecimal tax, BigDecimal baseQuantity) {}

    private static final String FIND = """
            select c.*, k.name as customer_name
            from contract c
            join customer k on k.id = c.customer
            where c.id = :id
            """;

    /** Everyone's contracts, narrowed by what is counted beside them. */
    private static final String BROWSE = """
            with page as (
              select c.id
              from contract c
              where {conditions} and c.id < :below
              order by c.id desc
              offset :offset limit :size
            )
            select (%s where {conditions}) as total_found, shown.*
            {shown}
            """.formatted(counted());

    /** The same of one viewer: their owners' are counted, and those that they added or are shown are looked at. */
    private static final String BROWSE_SEEN = """
            with more as materialized (
              {more}
            ),
            page as (
              select seen.id
              from (
                select own.id
                from unnest(cast(:owners as bigint[])) as of (owner)
                cross join lateral (
                  select c.id
                  from contract c
                  where c.owner = of.owner and {conditions} and c.id < :below
                  order by c.id desc
                  limit cast(:offset as bigint) + cast(:size as bigint)) as own
                union all
                select more.id from more where more.id < :below) as seen
              order by seen.id desc
              offset :offset limit :size
            )
            select (%s where c.owner = any(:owners) and {conditions}) + (select count(*) from more) as total_found,
              shown.*
            {shown}
            """.formatted(counted());

    private static final String SEARCH = """
            with found as materialized (
              select c.id from contract c {joined} where {conditions}
            ),
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total_found, shown.*
            {shown}
            """;

    private static final String SEARCH_SEEN = """
            with found as materialized (
              select c.id from contract c {joined} where c.owner = any(:owners) and {conditions}
              union all
              {more}
            ),
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total_found, shown.*
            {shown}
            """;

    /** What the viewer sees besides the contracts of the owners: each once. */
    private static final String MORE = """
            (
                select c.id
                from contract c {joined}
                where c.added_by = :viewer and c.added_by <> c.owner and c.owner <> all(:owners) and {conditions}
                union
                select c.id
                from contract_share s
                join contract c on c.id = s.contract {joined}
                where s.viewer in (:viewer, 0) and c.owner <> all(:owners) and {conditions})""";

    private static final String SHOWN = """
            from (values (true)) as answer
            left join (
              select c.*, k.name as customer_name
              from page
              join contract c on c.id = page.id
              join customer k on k.id = c.customer
            ) as shown on true
            order by shown.id desc""";

    private static String counted() {
        return """
                select coalesce(sum(c.contracts), 0)::bigint
                from (
                  select owner, state, category, approval, contracts from contract_count
                  union all
                  select owner, state, category, approval, change from contract_count_change) as c""";
    }

    private final JdbcClient jdbc;

    ContractsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean approvalRequired() {
        return jdbc.sql("select approval_required from contract_settings")
                .query(Boolean.class)
                .single();
    }

    void requireApproval(boolean required) {
        jdbc.sql("update contract_settings set approval_required = :required")
                .param("required", required)
                .update();
    }

    long nextNumber() {
        return jdbc.sql("select nextval('contract_number')").query(Long.class).single();
    }

    /** @param id the id that was reserved for it; null asks for the next one */
    ContractId insert(
            @Nullable ContractId id, ContractDraft draft, String number, Totals totals, UserId by, Instant at) {
        try {
            return new ContractId(bound(jdbc.sql("""
                                    insert into contract (
                                      id, number, title, customer, owner, category, state, currency, signed_on, starts_on,
                                      ends_on, counterpart, summary, payment, delivery_address, remark, freight, total,
                                      concession, amount, tax, base_quantity, approval, added_by, added_at)
                                    overriding system value
                                    values (
                                      coalesce(cast(:id as bigint), nextval(pg_get_serial_sequence('contract', 'id'))),
                                      :number, :title, :customer, :owner, :category, :state, :currency, :signedOn,
                                      :startsOn, :endsOn, :counterpart, :summary, :payment, :deliveryAddress, :remark,
                                      :freight, :total, :concession, :amount, :tax, :baseQuantity, 'PENDING', :by, :at)
                                    returning id"""), draft, number, totals)
                    .param("id", id == null ? null : id.value())
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw numberTaken();
        }
    }

    /** Replaces a contract that was not carried out yet; it waits for approval again. */
    void update(ContractId id, ContractDraft draft, String number, Totals totals) {
        try {
            bound(jdbc.sql("""
                                    update contract
                                    set number = :number, title = :title, customer = :customer, owner = :owner,
                                      category = :category, state = :state, currency = :currency,
                                      signed_on = :signedOn, starts_on = :startsOn, ends_on = :endsOn,
                                      counterpart = :counterpart, summary = :summary, payment = :payment,
                                      delivery_address = :deliveryAddress, remark = :remark, freight = :freight,
                                      total = :total, concession = :concession, amount = :amount, tax = :tax,
                                      base_quantity = :baseQuantity, approval = 'PENDING'
                                    where id = :id"""), draft, number, totals).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw numberTaken();
        }
        jdbc.sql("delete from contract_line where contract = :id")
                .param("id", id.value())
                .update();
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, ContractDraft draft, String number, Totals totals) {
        return statement
                .param("number", number)
                .param("title", draft.title())
                .param("customer", draft.customer().value())
                .param("owner", draft.owner().value())
                .param("category", draft.category())
                .param("state", draft.state())
                .param("currency", draft.currency())
                .param("signedOn", draft.signedOn())
                .param("startsOn", draft.startsOn())
                .param("endsOn", draft.endsOn())
                .param("counterpart", draft.counterpart())
                .param("summary", draft.summary())
                .param("payment", draft.payment())
                .param("deliveryAddress", draft.deliveryAddress())
                .param("remark", draft.remark())
                .param("freight", draft.freight())
                .param("total", totals.total())
                .param("concession", totals.concession())
                .param("amount", totals.amount())
                .param("tax", totals.tax())
                .param("baseQuantity", totals.baseQuantity());
    }

    private static ProblemException numberTaken() {
        return new ProblemException(Problem.Taken.field("number", "合同编号已被使用，不能保存！", "尚未使用的合同编号，或留空"));
    }

    void insertLine(ContractId contract, LineTerms terms, long unit, BigDecimal baseQuantity, LineMoney money) {
        jdbc.sql("""
                        insert into contract_line (
                          contract, product, unit, quantity, base_quantity, price, discount, tax_included, tax_rate,
                          total, concession, amount, tax, delivered_on, remark)
                        values (
                          :contract, :product, :unit, :quantity, :baseQuantity, :price, :discount, :taxIncluded,
                          :taxRate, :total, :concession, :amount, :tax, :deliveredOn, :remark)""")
                .param("contract", contract.value())
                .param("product", terms.product().value())
                .param("unit", unit)
                .param("quantity", terms.quantity())
                .param("baseQuantity", baseQuantity)
                .param("price", terms.price())
                .param("discount", terms.discount())
                .param("taxIncluded", terms.taxIncluded())
                .param("taxRate", terms.taxRate())
                .param("total", money.total())
                .param("concession", money.concession())
                .param("amount", money.amount())
                .param("tax", money.tax())
                .param("deliveredOn", terms.deliveredOn())
                .param("remark", terms.remark())
                .update();
    }

    /** Holds off others who decide about this contract until the transaction ends. */
    void lock(ContractId id) {
        jdbc.sql("select id from contract where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    void decide(ContractId id, Approval approval) {
        jdbc.sql("update contract set approval = :approval where id = :id")
                .param("approval", approval.name())
                .param("id", id.value())
                .update();
    }

    void noteStage(ContractId id, Approval result, String opinion, UserId by, Instant at) {
        jdbc.sql("""
                        insert into contract_stage (contract, result, opinion, by_user, at)
                        values (:contract, :result, :opinion, :by, :at)""")
                .param("contract", id.value())
                .param("result", result.name())
                .param("opinion", opinion)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<ContractStage> stages(ContractId id) {
        return jdbc.sql("select id, result, opinion, by_user, at from contract_stage where contract = :id order by id")
                .param("id", id.value())
                .query((row, number) -> new ContractStage(
                        row.getLong("id"),
                        Approval.valueOf(row.getString("result")),
                        row.getString("opinion"),
                        new UserId(row.getLong("by_user")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Who decided last about each of these contracts; one that nobody has decided about is left out. */
    Map<ContractId, UserId> deciders(Collection<ContractId> ids) {
        var deciders = new HashMap<ContractId, UserId>();
        jdbc.sql("""
                        select distinct on (contract) contract, by_user
                        from contract_stage
                        where contract = any(:ids)
                        order by contract, id desc""")
                .param("ids", ids.stream().map(ContractId::value).toArray(Long[]::new))
                .query(row -> {
                    deciders.put(new ContractId(row.getLong("contract")), new UserId(row.getLong("by_user")));
                });
        return deciders;
    }

    /** Replaces whom the contract is shown to. */
    void share(ContractId id, Collection<Long> viewers) {
        jdbc.sql("delete from contract_share where contract = :id")
                .param("id", id.value())
                .update();
        jdbc.sql(
                        "insert into contract_share (viewer, contract) select viewer, :id from unnest(cast(:viewers as bigint[])) as viewer")
                .param("id", id.value())
                .param("viewers", viewers.toArray(Long[]::new))
                .update();
    }

    boolean isShared(ContractId id, UserId viewer) {
        return jdbc.sql("select exists (select from contract_share where contract = :id and viewer in (:viewer, 0))")
                .param("id", id.value())
                .param("viewer", viewer.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Row> find(ContractId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> row(row))
                .optional();
    }

    List<ContractLine> lines(ContractId id) {
        return jdbc.sql("""
                        select l.*, p.name as product_name, p.code as product_code, p.model as product_model,
                          e.text as unit_name
                        from contract_line l
                        join product p on p.id = l.product
                        join dictionary_entry e on e.id = l.unit
                        where l.contract = :id
                        order by l.id""")
                .param("id", id.value())
                .query((row, number) -> line(row))
                .list();
    }

    Page<Row> list(ContractFilter filter, Sight sight, PageRequest page) {
        var query = query(filter, sight, page);
        return jdbc.sql(query.sql()).params(query.values()).query(rows -> {
            var total = 0L;
            var contracts = new ArrayList<Row>(page.size());
            while (rows.next()) {
                total = rows.getLong("total_found");
                rows.getLong("id");
                if (!rows.wasNull()) {
                    contracts.add(row(rows));
                }
            }
            return new Page<>(contracts, total, page);
        });
    }

    /** The very statement that {@link #list} sends. */
    static Query query(ContractFilter filter, Sight sight, PageRequest page) {
        var values = new HashMap<String, Object>();
        values.put("offset", page.offset());
        values.put("size", page.size());
        values.put("below", page.below());
        var owners = sight.owners();
        if (owners != null) {
            values.put("owners", owners.stream().map(UserId::value).toArray(Long[]::new));
            values.put("viewer", sight.viewer().value());
        }
        var conditions = new ArrayList<String>(List.of("true"));
        equal("owner", filter.owner() == null ? null : filter.owner().value(), conditions, values);
        equal("state", emptyToNull(filter.state()), conditions, values);
        equal("category", emptyToNull(filter.category()), conditions, values);
        equal("approval", filter.approval() == null ? null : filter.approval().name(), conditions, values);
        var counted = conditions.size();
        narrow(filter, conditions, values);
        var joined = filter.customerName().isEmpty() ? "" : "join customer k on k.id = c.customer";
        var sql = template(conditions.size() == counted, owners == null)
                .replace("{more}", MORE)
                .replace("{shown}", SHOWN)
                .replace("{joined}", joined)
                .replace("{conditions}", String.join(" and ", conditions));
        return new Query(sql, values);
    }

    private static String template(boolean counted, boolean everything) {
        if (counted) {
            return everything ? BROWSE : BROWSE_SEEN;
        }
        return everything ? SEARCH : SEARCH_SEEN;
    }

    /** Adds what only a look at the contracts can tell. */
    private static void narrow(ContractFilter filter, List<String> conditions, Map<String, Object> values) {
        part("keyword", "search_text", filter.keyword(), conditions, values);
        part("number", "number", filter.number(), conditions, values);
        part("title", "title", filter.title(), conditions, values);
        equal("customer", filter.customer() == null ? null : filter.customer().value(), conditions, values);
        bound("c.amount >= :amountFrom", "amountFrom", filter.amountFrom(), conditions, values);
        bound("c.amount <= :amountTo", "amountTo", filter.amountTo(), conditions, values);
        bound("c.signed_on >= :signedFrom", "signedFrom", filter.signedFrom(), conditions, values);
        bound("c.signed_on <= :signedTo", "signedTo", filter.signedTo(), conditions, values);
        if (!filter.customerName().isEmpty()) {
            values.put("customerName", filter.customerName());
            conditions.add(
                    "customer_grams(k.search_text) @@ (select customer_keyword_grams(customer_folded(:customerName)))");
            conditions.add("strpos(customer_folded(k.name), customer_folded(:customerName)) > 0");
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void part(
            String name, String column, String text, List<String> conditions, Map<String, Object> values) {
        if (!text.isEmpty()) {
            values.put(name, text);
            conditions.add("customer_grams(c.search_text) @@ (select customer_keyword_grams(customer_folded(:%s)))"
                    .formatted(name));
            conditions.add("strpos(customer_folded(c.%s), customer_folded(:%s)) > 0".formatted(column, name));
        }
    }

    private static void equal(
            String column, @Nullable Object value, List<String> conditions, Map<String, Object> values) {
        if (value != null) {
            values.put(column, value);
            conditions.add("c.%s = :%s".formatted(column, column));
        }
    }

    private static void bound(
            String condition,
            String name,
            @Nullable Object value,
            List<String> conditions,
            Map<String, Object> values) {
        if (value != null) {
            values.put(name, value);
            conditions.add(condition);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        var amount = row.getBigDecimal("amount");
        var paid = row.getBigDecimal("paid");
        var invoiced = row.getBigDecimal("invoiced");
        var contract = new Contract(
                new ContractId(row.getLong("id")),
                row.getString("number"),
                row.getString("title"),
                new CustomerId(row.getLong("customer")),
                row.getString("customer_name"),
                new UserId(row.getLong("owner")),
                row.getString("category"),
                row.getString("state"),
                row.getString("currency"),
                row.getObject("signed_on", LocalDate.class),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("counterpart"),
                row.getString("summary"),
                row.getString("payment"),
                row.getString("delivery_address"),
                row.getString("remark"),
                row.getBigDecimal("freight"),
                row.getBigDecimal("total"),
                row.getBigDecimal("concession"),
                amount,
                row.getBigDecimal("tax"),
                paid,
                invoiced,
                Progress.NONE,
                Progress.of(paid, amount),
                Progress.of(invoiced, amount),
                Approval.valueOf(row.getString("approval")),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
        return new Row(contract, row.getBigDecimal("base_quantity"));
    }

    private static ContractLine line(ResultSet row) throws SQLException {
        return new ContractLine(
                row.getLong("id"),
                new LineTerms(
                        new ProductId(row.getLong("product")),
                        row.getLong("unit"),
                        row.getBigDecimal("quantity"),
                        row.getBigDecimal("price"),
                        row.getBigDecimal("discount"),
                        row.getBoolean("tax_included"),
                        row.getBigDecimal("tax_rate"),
                        row.getBigDecimal("concession"),
                        row.getObject("delivered_on", LocalDate.class),
                        row.getString("remark")),
                row.getString("product_name"),
                row.getString("product_code"),
                row.getString("product_model"),
                row.getLong("unit"),
                row.getString("unit_name"),
                row.getBigDecimal("base_quantity"),
                row.getBigDecimal("total"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("tax"));
    }
}
