package io.kehub.erp.contract;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractFilter.Text;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The conditions of contract lists. */
final class ContractConditions {

    private static final Sql OWNER = Sql.of("c.owner = :owner");
    private static final Sql STATE = Sql.of("c.state = :state");
    private static final Sql CATEGORY = Sql.of("c.category = :category");
    private static final Sql APPROVAL = Sql.of("c.approval = :approval");
    private static final TextSearch KEYWORD = TextSearch.indexed("keyword", "c.search_text", "c.search_text");
    private static final TextSearch NUMBER = TextSearch.indexed("number", "c.search_text", "c.number");
    private static final TextSearch TITLE = TextSearch.indexed("title", "c.search_text", "c.title");
    private static final Sql CUSTOMER = Sql.of("c.customer = :customer");
    private static final Sql OPPORTUNITY = Sql.of("c.opportunity = :opportunity");
    private static final Sql ADDED_BY = Sql.of("""
            ((c.owner = :addedBy and c.added_by = :addedBy) or (c.added_by <> c.owner and c.added_by = :addedBy))""");
    private static final Sql CURRENCIES = Sql.of("c.currency = any(:currencies)");

    /**
     * Indexes lead to the contracts: n-grams of contracts and of customers' names, and the categories, currencies, approvals
     * and owners that match.
     */
    private static final Sql ANYWHERE = Sql.of("""
            c.id in (
              select w.id
              from contract w
              where text_ngrams(w.search_text) @@ (select text_keyword_ngrams(text_folded(:anywhere)))
                and strpos(w.search_text, text_folded(:anywhere)) > 0
              union all
              select w.id
              from customer k
              join contract w on w.customer = k.id
              where text_ngrams(k.search_text) @@ (select text_keyword_ngrams(text_folded(:anywhere)))
                and strpos(text_folded(k.name), text_folded(:anywhere)) > 0
              union all
              select w.id
              from contract w
              where w.category = any(array(
                select n.category
                from (select category from contract_count union select category from contract_count_change) as n
                where strpos(text_folded(n.category), text_folded(:anywhere)) > 0))
              union all
              select w.id
              from contract w
              where w.currency = any(array(
                with recursive present (currency) as (
                  (select currency from contract order by currency limit 1)
                  union all
                  select (select n.currency from contract n where n.currency > p.currency order by n.currency limit 1)
                  from present p
                  where p.currency is not null
                )
                select currency from present where strpos(text_folded(currency), text_folded(:anywhere)) > 0))
              union all
              select w.id from contract w where w.approval = any(:searchedApprovals)
              union all
              select w.id from contract w where w.owner = any(:searchedOwners))""");

    private static final Sql AMOUNT_FROM = Sql.of("c.amount >= :amountFrom");
    private static final Sql AMOUNT_TO = Sql.of("c.amount <= :amountTo");
    private static final Sql SIGNED_FROM = Sql.of("c.signed_on >= :signedFrom");
    private static final Sql SIGNED_TO = Sql.of("c.signed_on <= :signedTo");
    private static final Sql TOTAL_FROM = Sql.of("c.total >= :totalFrom");
    private static final Sql TOTAL_TO = Sql.of("c.total <= :totalTo");
    private static final Sql STARTS_FROM = Sql.of("c.starts_on >= :startsFrom");
    private static final Sql STARTS_TO = Sql.of("c.starts_on <= :startsTo");
    private static final Sql ENDS_FROM = Sql.of("c.ends_on >= :endsFrom");
    private static final Sql ENDS_TO = Sql.of("c.ends_on <= :endsTo");
    private static final Sql ADDED_FROM =
            Sql.of("(c.added_at at time zone 'UTC') >= (cast(:addedFrom as timestamptz) at time zone 'UTC')");
    private static final Sql ADDED_BEFORE =
            Sql.of("(c.added_at at time zone 'UTC') < (cast(:addedBefore as timestamptz) at time zone 'UTC')");
    private static final TextSearch CUSTOMER_NAME = TextSearch.indexed("customerName", "k.search_text", "k.name");

    private ContractConditions() {}

    /** Adds the conditions that the counters cover. */
    static void counted(ContractFilter filter, Conditions conditions) {
        var owner = filter.owner();
        var approval = filter.approval();
        conditions
                .add(OWNER, "owner", owner == null ? null : owner.value())
                .addText(STATE, "state", filter.text(Text.STATE))
                .addText(CATEGORY, "category", filter.text(Text.CATEGORY))
                .add(APPROVAL, "approval", approval == null ? null : approval.name());
    }

    /** Adds the conditions that the counters do not cover. */
    static void narrow(ContractFilter filter, Conditions conditions) {
        KEYWORD.addTo(conditions, filter.text(Text.KEYWORD));
        NUMBER.addTo(conditions, filter.text(Text.NUMBER));
        TITLE.addTo(conditions, filter.text(Text.TITLE));
        var opportunity = filter.opportunity();
        var customer = filter.customer();
        var addedBy = filter.addedBy();
        var ranges = filter.ranges();
        conditions
                .add(CUSTOMER, "customer", customer == null ? null : customer.value())
                .add(OPPORTUNITY, "opportunity", opportunity == null ? null : opportunity.value())
                .add(ADDED_BY, "addedBy", addedBy == null ? null : addedBy.value())
                .add(
                        CURRENCIES,
                        "currencies",
                        filter.currencies().isEmpty()
                                ? null
                                : filter.currencies().toArray(String[]::new))
                .add(AMOUNT_FROM, "amountFrom", ranges.amount().from())
                .add(AMOUNT_TO, "amountTo", ranges.amount().to())
                .add(TOTAL_FROM, "totalFrom", ranges.total().from())
                .add(TOTAL_TO, "totalTo", ranges.total().to())
                .add(SIGNED_FROM, "signedFrom", ranges.signedOn().from())
                .add(SIGNED_TO, "signedTo", ranges.signedOn().to())
                .add(STARTS_FROM, "startsFrom", ranges.startsOn().from())
                .add(STARTS_TO, "startsTo", ranges.startsOn().to())
                .add(ENDS_FROM, "endsFrom", ranges.endsOn().from())
                .add(ENDS_TO, "endsTo", ranges.endsOn().to())
                .add(ADDED_FROM, "addedFrom", utc(ranges.addedAt().from()))
                .add(ADDED_BEFORE, "addedBefore", utc(ranges.addedAt().to()));
        CUSTOMER_NAME.addTo(conditions, filter.text(Text.CUSTOMER_NAME));
        anywhere(filter, conditions);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static void anywhere(ContractFilter filter, Conditions conditions) {
        var anywhere = filter.text(Text.ANYWHERE);
        if (anywhere.isEmpty()) {
            return;
        }
        var folded = io.kehub.kernel.Text.folded(anywhere);
        conditions
                .bind(
                        "searchedApprovals",
                        Arrays.stream(Approval.values())
                                .filter(approval -> approval.caption().contains(folded))
                                .map(Approval::name)
                                .toArray(String[]::new))
                .bind(
                        "searchedOwners",
                        filter.searchedOwners().stream().map(UserId::value).toArray(Long[]::new))
                .addText(ANYWHERE, "anywhere", anywhere);
    }
}
