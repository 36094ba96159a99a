package io.kehub.erp.opportunity;

import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which opportunities a list shows; null and empty match all.
 *
 * @param texts the given texts, by what they are compared with
 * @param choices the texts of dictionary entries, any of which matches
 * @param keyword what every text of a list row is searched for
 */
public record OpportunityFilter(
        Map<Text, String> texts,
        Map<OpportunityField, List<String>> choices,
        Keyword keyword,
        Related related,
        @Nullable Approval approval,
        Range<BigDecimal> amount,
        Range<LocalDate> foundOn,
        Range<LocalDate> expectedOn) {

    /** Matches every opportunity. */
    public static final OpportunityFilter ALL = new OpportunityFilter(
            Map.of(), Map.of(), Keyword.NONE, Related.ANY, null, Range.all(), Range.all(), Range.all());

    public OpportunityFilter {
        texts = Map.copyOf(texts);
        choices = Map.copyOf(choices);
    }

    /** What a text is compared with: a part of it, without regard to case and width. */
    public enum Text {
        NUMBER,
        TITLE,
        CUSTOMER_NAME,
        CUSTOMER_ADDRESS,
        /** The phone or mobile number of the customer. */
        CUSTOMER_PHONE,
        CUSTOMER_FAX
    }

    /**
     * A text that any shown text may contain.
     *
     * @param owners users whose names contain it; their opportunities match
     * @param entries dictionary entries that contain it; {@link Opportunities} fills them in
     */
    public record Keyword(String text, List<UserId> owners, List<String> entries) {

        /** Matches all. */
        public static final Keyword NONE = new Keyword("", List.of());

        public Keyword {
            owners = List.copyOf(owners);
            entries = List.copyOf(entries);
        }

        public Keyword(String text, List<UserId> owners) {
            this(text, owners, List.of());
        }
    }

    /** The records that an opportunity belongs to, any of which matches. */
    public record Related(
            List<CustomerId> customers,
            List<ContactPersonId> persons,
            List<UserId> owners,
            @Nullable List<OpportunityId> ids) {

        /** Matches all. */
        public static final Related ANY = new Related(List.of(), List.of(), List.of(), null);

        public Related {
            customers = List.copyOf(customers);
            persons = List.copyOf(persons);
            owners = List.copyOf(owners);
            ids = ids == null ? null : List.copyOf(ids);
        }
    }

    /**
     * An inclusive range.
     *
     * @param from null for no lower limit
     * @param to null for no upper limit
     */
    public record Range<T>(@Nullable T from, @Nullable T to) {

        /** Contains every value. */
        public static <T> Range<T> all() {
            return new Range<>(null, null);
        }
    }

    /** The given text; empty if there is none. */
    public String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    /** The wanted entries of a field; empty for all. */
    public List<String> choices(OpportunityField field) {
        return choices.getOrDefault(field, List.of());
    }

    /** A copy with another text; an empty one matches all. */
    public OpportunityFilter with(Text text, String value) {
        var changed = new EnumMap<Text, String>(Text.class);
        changed.putAll(texts);
        changed.put(text, value);
        return new OpportunityFilter(changed, choices, keyword, related, approval, amount, foundOn, expectedOn);
    }

    /** A copy with other wanted entries of a field; none match all. */
    public OpportunityFilter with(OpportunityField field, List<String> values) {
        var changed = new EnumMap<OpportunityField, List<String>>(OpportunityField.class);
        changed.putAll(choices);
        changed.put(field, values);
        return new OpportunityFilter(texts, changed, keyword, related, approval, amount, foundOn, expectedOn);
    }

    /** A copy with another keyword. */
    public OpportunityFilter with(Keyword other) {
        return new OpportunityFilter(texts, choices, other, related, approval, amount, foundOn, expectedOn);
    }

    /** A copy for other related records. */
    public OpportunityFilter with(Related other) {
        return new OpportunityFilter(texts, choices, keyword, other, approval, amount, foundOn, expectedOn);
    }

    /** A copy for another approval; null matches all. */
    public OpportunityFilter withApproval(@Nullable Approval other) {
        return new OpportunityFilter(texts, choices, keyword, related, other, amount, foundOn, expectedOn);
    }

    /** A copy for another range of 预计金额. */
    public OpportunityFilter withAmount(Range<BigDecimal> other) {
        return new OpportunityFilter(texts, choices, keyword, related, approval, other, foundOn, expectedOn);
    }

    /** A copy for another range of 发现日期. */
    public OpportunityFilter withFoundOn(Range<LocalDate> other) {
        return new OpportunityFilter(texts, choices, keyword, related, approval, amount, other, expectedOn);
    }

    /** A copy for another range of 预计签单日期. */
    public OpportunityFilter withExpectedOn(Range<LocalDate> other) {
        return new OpportunityFilter(texts, choices, keyword, related, approval, amount, foundOn, other);
    }
}
