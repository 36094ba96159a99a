package io.kehub.erp.opportunity;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.erp.opportunity.OpportunityFilter.Text;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The conditions of opportunity lists. */
final class OpportunityConditions {

    /** A condition that any of several values meets; one value is compared by {@code =}, so that an index returns its rows newest first. */
    private record AnyOf(String parameter, Sql one, Sql any) {

        <T> void addTo(Conditions conditions, T[] values) {
            if (values.length == 1) {
                conditions.add(one, parameter, values[0]);
            } else if (values.length > 1) {
                conditions.add(any, parameter, values);
            }
        }
    }

    private static final AnyOf OWNERS =
            new AnyOf("ofOwners", Sql.of("o.owner = :ofOwners"), Sql.of("o.owner = any(:ofOwners)"));
    private static final AnyOf STAGES =
            new AnyOf("stages", Sql.of("o.stage = :stages"), Sql.of("o.stage = any(:stages)"));
    private static final AnyOf STATES =
            new AnyOf("states", Sql.of("o.state = :states"), Sql.of("o.state = any(:states)"));
    private static final AnyOf SOURCES =
            new AnyOf("sources", Sql.of("o.source = :sources"), Sql.of("o.source = any(:sources)"));
    private static final AnyOf CATEGORIES =
            new AnyOf("categories", Sql.of("o.category = :categories"), Sql.of("o.category = any(:categories)"));
    private static final AnyOf REGIONS =
            new AnyOf("regions", Sql.of("o.region = :regions"), Sql.of("o.region = any(:regions)"));
    private static final AnyOf CUSTOMERS =
            new AnyOf("customers", Sql.of("o.customer = :customers"), Sql.of("o.customer = any(:customers)"));
    private static final AnyOf PERSONS =
            new AnyOf("persons", Sql.of("o.person = :persons"), Sql.of("o.person = any(:persons)"));
    private static final Sql IDS = Sql.of("o.id = any(:ids)");
    private static final Sql APPROVAL = Sql.of("o.approval = :approval");

    private static final TextSearch NUMBER = TextSearch.indexed("number", "o.search_text", "o.number");
    private static final TextSearch TITLE = TextSearch.indexed("title", "o.search_text", "o.title");

    private static final SqlTemplate OF_CUSTOMERS =
            SqlTemplate.of("o.customer in (select k.id from customer k where {conditions})");

    private static final Map<Text, TextSearch> CUSTOMER_TEXTS = new EnumMap<>(Map.of(
            Text.CUSTOMER_NAME, TextSearch.indexed("customerName", "k.search_text", "k.name"),
            Text.CUSTOMER_ADDRESS, TextSearch.unindexed("customerAddress", "k.address"),
            Text.CUSTOMER_FAX, TextSearch.unindexed("customerFax", "k.fax")));

    private static final Sql CUSTOMER_PHONE = Sql.of("""
            text_ngrams(k.search_text) @@ (select customer_search_grams(:customerPhone))
            and (phone_holds(k.phone, :customerPhone) or phone_holds(k.mobile, :customerPhone))""");

    /**
     * Each branch has its own index. The texts that are entries of dictionaries are compared with the matching entries, which
     * are few, because n-grams of them would find nearly every opportunity.
     */
    private static final Sql KEYWORD = Sql.of("""
            o.id = any(array(
              select found.id
              from opportunity found
              where text_ngrams(found.search_text) @@ (select text_keyword_ngrams(text_folded(:keyword)))
                and strpos(found.search_text, text_folded(:keyword)) > 0
              union all
              select found.id
              from customer k
              join opportunity found on found.customer = k.id
              where text_ngrams(k.search_text) @@ (select text_keyword_ngrams(text_folded(:keyword)))
                and strpos(text_folded(k.name), text_folded(:keyword)) > 0
              union all
              select found.id
              from customer_person p
              join opportunity found on found.person = p.id
              where text_ngrams(p.search_text) @@ (select text_keyword_ngrams(text_folded(:keyword)))
                and strpos(text_folded(p.name), text_folded(:keyword)) > 0
              union all
              select found.id from opportunity found where found.owner = any(:keywordOwners)
              union all
              select found.id from opportunity found where found.stage = any(:keywordEntries)
              union all
              select found.id from opportunity found where found.state = any(:keywordEntries)
              union all
              select found.id from opportunity found where found.source = any(:keywordEntries)
              union all
              select found.id from opportunity found where found.category = any(:keywordEntries)
              union all
              select found.id from opportunity found where found.region = any(:keywordEntries)
              union all
              select found.id from opportunity found where found.currency = any(:keywordEntries)
              union all
              select found.id from opportunity found where found.approval = any(:keywordApprovals)))""");

    private static final Sql AMOUNT_FROM = Sql.of("o.amount >= :amountFrom");
    private static final Sql AMOUNT_TO = Sql.of("o.amount <= :amountTo");
    private static final Sql FOUND_FROM = Sql.of("o.found_on >= :foundFrom");
    private static final Sql FOUND_TO = Sql.of("o.found_on <= :foundTo");
    private static final Sql EXPECTED_FROM = Sql.of("o.expected_on >= :expectedFrom");
    private static final Sql EXPECTED_TO = Sql.of("o.expected_on <= :expectedTo");

    private OpportunityConditions() {}

    /** Adds the conditions that the counters cover. */
    static void counted(OpportunityFilter filter, Conditions conditions) {
        OWNERS.addTo(conditions, ids(filter.related().owners(), UserId::value));
        STAGES.addTo(conditions, choices(filter, OpportunityField.STAGE));
        STATES.addTo(conditions, choices(filter, OpportunityField.STATE));
        var approval = filter.approval();
        conditions.add(APPROVAL, "approval", approval == null ? null : approval.name());
    }

    /** Adds all other conditions. */
    static void narrow(OpportunityFilter filter, Conditions conditions) {
        SOURCES.addTo(conditions, choices(filter, OpportunityField.SOURCE));
        CATEGORIES.addTo(conditions, choices(filter, OpportunityField.CATEGORY));
        REGIONS.addTo(conditions, choices(filter, OpportunityField.REGION));
        NUMBER.addTo(conditions, filter.text(Text.NUMBER));
        TITLE.addTo(conditions, filter.text(Text.TITLE));
        var related = filter.related();
        CUSTOMERS.addTo(conditions, ids(related.customers(), CustomerId::value));
        PERSONS.addTo(conditions, ids(related.persons(), ContactPersonId::value));
        var ids = related.ids();
        conditions
                .add(IDS, "ids", ids == null ? null : ids(ids, OpportunityId::value))
                .add(AMOUNT_FROM, "amountFrom", filter.amount().from())
                .add(AMOUNT_TO, "amountTo", filter.amount().to())
                .add(FOUND_FROM, "foundFrom", filter.foundOn().from())
                .add(FOUND_TO, "foundTo", filter.foundOn().to())
                .add(EXPECTED_FROM, "expectedFrom", filter.expectedOn().from())
                .add(EXPECTED_TO, "expectedTo", filter.expectedOn().to());
        customers(filter, conditions);
        keyword(filter, conditions);
    }

    private static void customers(OpportunityFilter filter, Conditions conditions) {
        var ofCustomers = conditions.another();
        CUSTOMER_TEXTS.forEach((text, search) -> search.addTo(ofCustomers, filter.text(text)));
        ofCustomers.addText(CUSTOMER_PHONE, "customerPhone", filter.text(Text.CUSTOMER_PHONE));
        if (!ofCustomers.isEmpty()) {
            conditions.add(OF_CUSTOMERS.with("conditions", ofCustomers.joined()).sql());
        }
    }

    private static void keyword(OpportunityFilter filter, Conditions conditions) {
        var keyword = filter.keyword();
        if (!keyword.text().isEmpty()) {
            conditions
                    .bind("keywordOwners", ids(keyword.owners(), UserId::value))
                    .bind("keywordEntries", keyword.entries().toArray(String[]::new))
                    .bind("keywordApprovals", approvalsWith(keyword.text()))
                    .addText(KEYWORD, "keyword", keyword.text());
        }
    }

    private static String[] approvalsWith(String part) {
        var folded = io.kehub.kernel.Text.folded(part);
        return Stream.of(Approval.values())
                .filter(approval ->
                        io.kehub.kernel.Text.folded(approval.caption()).contains(folded))
                .map(Approval::name)
                .toArray(String[]::new);
    }

    private static String[] choices(OpportunityFilter filter, OpportunityField field) {
        return filter.choices(field).toArray(String[]::new);
    }

    private static <T> Long[] ids(List<T> given, ToLongFunction<T> value) {
        return given.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }
}
