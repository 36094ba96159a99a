package io.kehub.erp.customer;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.customer.AdvancedCustomerFilter.Choice;
import io.kehub.erp.customer.AdvancedCustomerFilter.Text;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The conditions of customer lists. */
final class CustomerConditions {

    private static final Sql OWNER = Sql.of("c.owner = :owner");
    private static final Sql SOURCE = Sql.of("c.source = :source");

    /** As above, without the planner walking an index for it. */
    private static final Sql OWNER_UNINDEXED = Sql.of("c.owner + 0 = :owner");

    private static final Sql SOURCE_UNINDEXED = Sql.of("c.source || '' = :source");

    private static final SqlTemplate KIND_UNINDEXED = SqlTemplate.of("c.kind + 0 = {kind}");
    private static final Sql REVIEWED = Sql.of("c.reviewed");
    private static final Sql NOT_REVIEWED = Sql.of("not c.reviewed");
    private static final SqlTemplate SELECTED =
            SqlTemplate.of("{equal} and c.kind in ({kinds}) and c.reviewed in ({states})");
    private static final Sql COMMA = Sql.of(", ");

    private static final Sql ADDED_FROM = Sql.of("c.added_at >= :addedFrom");
    private static final Sql ADDED_BEFORE = Sql.of("c.added_at < :addedBefore");

    private static final SqlTemplate NGRAMS =
            SqlTemplate.of("text_ngrams(c.search_text) @@ (select customer_search_grams(:{parameter}))");

    /** A part of one of the five searched fields: found by n-grams, then looked for in the field itself. */
    private static final SqlTemplate PART = SqlTemplate.of("{ngrams} and {contains}");

    private static final Sql NAME = PART.with(
                    "ngrams", NGRAMS.with("parameter", Sql.of("namePart")).sql())
            .with("contains", TextSearch.contains("namePart", "c.name"))
            .sql();
    private static final Sql REMARK = PART.with(
                    "ngrams", NGRAMS.with("parameter", Sql.of("remarkPart")).sql())
            .with("contains", TextSearch.contains("remarkPart", "c.remark"))
            .sql();
    private static final Sql PHONE = SqlTemplate.of(
                    "{ngrams} and (phone_holds(c.phone, :phonePart) or phone_holds(c.mobile, :phonePart))")
            .with("ngrams", NGRAMS.with("parameter", Sql.of("phonePart")).sql())
            .sql();
    /** Indexes of n-grams lead to the customers and persons, and the index of owners to the customers of searched users. */
    private static final Sql ANYWHERE = Sql.of("""
            c.id in (
              select k.id
              from customer k
              where text_ngrams(k.search_text) @@ (select customer_search_grams(:anywhere))
                and customer_search_holds(k.search_text, :anywhere)
              union all
              select w.id
              from customer w
              where text_ngrams(w.wide_text) @@ (select text_keyword_ngrams(text_folded(:anywhere)))
                and strpos(w.wide_text, text_folded(:anywhere)) > 0
              union all
              select p.customer
              from customer_person p
              where text_ngrams(p.search_text) @@ (select customer_search_grams(:anywhere))
                and customer_search_holds(p.search_text, :anywhere)
              union all
              select p.customer
              from customer_person p
              where text_ngrams(p.wide_text) @@ (select text_keyword_ngrams(text_folded(:anywhere)))
                and strpos(text_folded(coalesce(p.fields ->> 'JOB', '')), text_folded(:anywhere)) > 0
              union all
              select o.id from customer o where o.owner = any(:searchedOwners))""");

    private static final Sql NUMBER_START = Sql.of("text_key(c.number) ^@ text_key(:numberStart)");
    private static final Sql K_CODE = Sql.of("c.k_code <> '' and text_key(c.k_code) = text_key(:kCode)");
    private static final Sql LEVELS = Sql.of("c.level = any(:levels)");
    private static final Sql INDUSTRIES = Sql.of("c.industry = any(:industries)");
    private static final Sql REGIONS = Sql.of("c.region = any(:regions)");
    private static final Sql VALUES = Sql.of("(c.profile ->> 'VALUE') = any(:customerValues)");
    private static final Sql SOURCES = Sql.of("c.source = any(:sources)");
    private static final Map<Text, TextSearch> WIDE = new EnumMap<>(Map.of(
            Text.ADDRESS, TextSearch.indexed("addressPart", "c.wide_text", "c.address"),
            Text.FAX, TextSearch.indexed("faxPart", "c.wide_text", "c.fax"),
            Text.WEBSITE, TextSearch.indexed("websitePart", "c.wide_text", "c.website"),
            Text.POSTCODE, TextSearch.indexed("postcodePart", "c.wide_text", "c.postcode"),
            Text.PINYIN, TextSearch.indexed("pinyinPart", "c.wide_text", "coalesce(c.profile ->> 'PINYIN', '')")));
    private static final Sql PROTECTED = Sql.of("c.is_protected");
    private static final Sql UNPROTECTED = Sql.of("not c.is_protected");
    private static final Sql IDS = Sql.of("c.id = any(:ids)");

    private static final SqlTemplate ANY_ROLE = SqlTemplate.of("({roles})");
    private static final Sql OR = Sql.of(" or ");
    private static final Sql ROLE_OWNER = Sql.of("c.owner = :roleUser");
    private static final Sql ROLE_ADDED = Sql.of("c.added_by = :roleUser");
    private static final Sql ROLE_RETURNED = Sql.of("""
            c.id in (
              select e.customer from customer_event e where e.kind = 'RETURNED_TO_POOL' and e.from_owner = :roleUser)""");
    private static final Sql POOLED = Sql.of("c.owner = 1");
    private static final Sql SHARED_BY =
            Sql.of("c.id in (select s.customer from customer_share s where s.shared_by = :sharingViewer)");
    private static final Sql SHARED_WITH = Sql.of("""
            c.owner <> :sharingViewer
            and c.id in (select s.customer from customer_share s where s.viewer in (:sharingViewer, 0))""");

    /** A customer that never changed hands belongs to its owner since it was added. */
    private static final Sql CLAIMED = Sql.of("""
            c.owner <> 1 and c.id in (
              select e.customer
              from customer_event e
              where e.kind in ('ASSIGNED', 'CLAIMED') and e.at >= :claimedFrom and e.at < :claimedBefore
                and not exists (
                  select from customer_event later
                  where later.customer = e.customer and later.id > e.id and later.kind in ('ASSIGNED', 'CLAIMED'))
              union all
              select added.id
              from customer added
              where (added.added_at at time zone 'UTC') >= (cast(:claimedFrom as timestamptz) at time zone 'UTC')
                and (added.added_at at time zone 'UTC') < (cast(:claimedBefore as timestamptz) at time zone 'UTC')
                and not exists (
                  select from customer_event event
                  where event.customer = added.id and event.kind in ('ASSIGNED', 'CLAIMED')))""");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private CustomerConditions() {}

    /** Binds the values that several conditions name. */
    static void bind(CustomerFilter filter, Conditions values) {
        var source = filter.source();
        if (source != null) {
            values.bind("source", source);
        }
        var owner = filter.owner();
        if (owner != null) {
            values.bind("owner", owner.value());
        }
        var from = filter.addedFrom();
        if (from != null) {
            values.bind("addedFrom", from.atOffset(ZoneOffset.UTC));
        }
        var before = filter.addedBefore();
        if (before != null) {
            values.bind("addedBefore", before.atOffset(ZoneOffset.UTC));
        }
    }

    static List<CustomerKind> kinds(CustomerFilter filter) {
        return filter.kind() == null ? List.of(CustomerKind.values()) : List.of(filter.kind());
    }

    static List<Boolean> reviewed(CustomerFilter filter) {
        return filter.reviewed() == null ? List.of(false, true) : List.of(filter.reviewed());
    }

    static Sql terms(CustomerFilter filter, Conditions values) {
        var terms = filter.terms();
        var conditions = values.another()
                .addText(NAME, "namePart", terms.text(Text.NAME))
                .addText(REMARK, "remarkPart", terms.text(Text.REMARK))
                .addText(PHONE, "phonePart", terms.text(Text.PHONE));
        WIDE.forEach((text, search) -> search.addTo(conditions, terms.text(text)));
        if (!terms.text(Text.ANYWHERE).isEmpty()) {
            conditions.bind(
                    "searchedOwners",
                    terms.searchedOwners().stream().map(UserId::value).toArray(Long[]::new));
        }
        conditions
                .addText(ANYWHERE, "anywhere", terms.text(Text.ANYWHERE))
                .addText(NUMBER_START, "numberStart", terms.text(Text.NUMBER_START))
                .addText(K_CODE, "kCode", terms.text(Text.K_CODE))
                .add(LEVELS, "levels", anyOf(terms.values(Choice.LEVEL)))
                .add(INDUSTRIES, "industries", anyOf(terms.values(Choice.INDUSTRY)))
                .add(REGIONS, "regions", anyOf(terms.values(Choice.REGION)))
                .add(VALUES, "customerValues", anyOf(terms.values(Choice.VALUE)))
                .add(SOURCES, "sources", anyOf(terms.values(Choice.SOURCE)))
                .either(terms.isProtected(), PROTECTED, UNPROTECTED)
                .add(
                        IDS,
                        "ids",
                        terms.ids().isEmpty()
                                ? null
                                : terms.ids().stream().map(CustomerId::value).toArray(Long[]::new));
        involvement(terms.involvement(), conditions);
        return conditions.joined();
    }

    private static String @Nullable [] anyOf(List<String> texts) {
        return texts.isEmpty() ? null : texts.toArray(String[]::new);
    }

    private static void involvement(AdvancedCustomerFilter.Involvement involvement, Conditions conditions) {
        var user = involvement.user();
        if (user != null && !involvement.roles().isEmpty()) {
            conditions
                    .bind("roleUser", user.value())
                    .add(ANY_ROLE.with(
                                    "roles",
                                    Sql.join(
                                            OR,
                                            involvement.roles().stream()
                                                    .sorted()
                                                    .map(CustomerConditions::role)
                                                    .toList()))
                            .sql());
        }
        if (involvement.pooled()) {
            conditions.add(POOLED);
        }
        var sharing = involvement.sharing();
        if (sharing != null) {
            conditions
                    .bind(
                            "sharingViewer",
                            Objects.requireNonNull(involvement.viewer()).value())
                    .add(sharing == AdvancedCustomerFilter.Sharing.BY_VIEWER ? SHARED_BY : SHARED_WITH);
        }
        var from = involvement.claimedFrom();
        var before = involvement.claimedBefore();
        if (from != null || before != null) {
            conditions
                    .bind("claimedFrom", (from == null ? EARLIEST : from).atOffset(ZoneOffset.UTC))
                    .bind("claimedBefore", (before == null ? LATEST : before).atOffset(ZoneOffset.UTC))
                    .add(CLAIMED);
        }
    }

    private static Sql role(AdvancedCustomerFilter.Role role) {
        return switch (role) {
            case OWNER -> ROLE_OWNER;
            case ADDED -> ROLE_ADDED;
            case RETURNED -> ROLE_RETURNED;
        };
    }

    static Sql equalTo(CustomerFilter filter, Conditions values) {
        var conditions = values.another();
        if (filter.owner() != null) {
            conditions.add(OWNER);
        }
        if (filter.source() != null) {
            conditions.add(SOURCE);
        }
        return conditions.joined();
    }

    /** @param seen the condition on visible customers; empty for all of them */
    static Sql selected(CustomerFilter filter, Sql seen, Conditions values) {
        var conditions = values.another()
                .add(SELECTED.with("equal", equalTo(filter, values))
                        .with(
                                "kinds",
                                Sql.join(
                                        COMMA,
                                        kinds(filter).stream()
                                                .map(kind -> Sql.literal(kind.number()))
                                                .toList()))
                        .with(
                                "states",
                                Sql.join(
                                        COMMA,
                                        reviewed(filter).stream()
                                                .map(state -> Sql.literal(state))
                                                .toList()))
                        .sql());
        return seen.isEmpty() ? conditions.joined() : conditions.add(seen).joined();
    }

    /**
     * The rest of the filter, if another condition leads to the customers. Conditions that select everything are left out,
     * because the planner would walk an index for them.
     *
     * @param unindexed whether the planner must not walk an index for the rest either: a keyword finds few customers, and
     *     the planner cannot know it
     */
    static Sql narrowed(CustomerFilter filter, CustomerView view, boolean unindexed, Conditions values) {
        var conditions = values.another();
        if (filter.owner() != null) {
            conditions.add(unindexed ? OWNER_UNINDEXED : OWNER);
        }
        if (filter.source() != null) {
            conditions.add(unindexed ? SOURCE_UNINDEXED : SOURCE);
        }
        var kind = filter.kind();
        if (kind != null) {
            conditions.add(
                    KIND_UNINDEXED.with("kind", Sql.literal(kind.number())).sql());
        }
        conditions.either(filter.reviewed(), REVIEWED, NOT_REVIEWED);
        if (!view.condition().isEmpty()) {
            conditions.add(view.condition());
        }
        return conditions.joined();
    }

    static Sql added(CustomerFilter filter, Conditions values) {
        var conditions = values.another();
        if (filter.addedFrom() != null) {
            conditions.add(ADDED_FROM);
        }
        if (filter.addedBefore() != null) {
            conditions.add(ADDED_BEFORE);
        }
        return conditions.joined();
    }
}
