package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which contracts a list shows; null and empty match all.
 *
 * @param texts the given texts, by what they are compared with
 * @param currencies the accepted currencies; empty matches all
 * @param searchedOwners owners that {@link Text#ANYWHERE} finds too, because their name contains the text
 */
public record ContractFilter(
        Map<Text, String> texts,
        @Nullable CustomerId customer,
        @Nullable OpportunityId opportunity,
        @Nullable UserId owner,
        @Nullable UserId addedBy,
        @Nullable Approval approval,
        List<String> currencies,
        Ranges ranges,
        List<UserId> searchedOwners) {

    /** Matches every contract. */
    public static final ContractFilter ALL =
            new ContractFilter(Map.of(), null, null, null, null, null, List.of(), Ranges.ALL, List.of());

    public ContractFilter {
        texts = Map.copyOf(texts);
        currencies = List.copyOf(currencies);
        searchedOwners = List.copyOf(searchedOwners);
    }

    /** What a text is compared with. */
    public enum Text {
        /** Part of the number or the title, without regard to case and width. */
        KEYWORD,
        /** Part of any text that the native list shows, without regard to case and width. */
        ANYWHERE,
        /** Part of the number, without regard to case and width. */
        NUMBER,
        /** Part of the title, without regard to case and width. */
        TITLE,
        /** Part of the customer's name, without regard to case and width. */
        CUSTOMER_NAME,
        /** 合同状态, the whole text of the entry. */
        STATE,
        /** 合同分类, the whole text of the entry. */
        CATEGORY
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

    /**
     * Ranges of amounts, days and times.
     *
     * @param amount 优惠后总额
     * @param total 合同总额, before the concession
     * @param signedOn 签订日期
     * @param startsOn 开始日期
     * @param endsOn 终止日期; a limit excludes contracts without one
     * @param addedAt 添加时间; its end is exclusive
     */
    public record Ranges(
            Range<BigDecimal> amount,
            Range<BigDecimal> total,
            Range<LocalDate> signedOn,
            Range<LocalDate> startsOn,
            Range<LocalDate> endsOn,
            Range<Instant> addedAt) {

        /** Contains every contract. */
        public static final Ranges ALL =
                new Ranges(Range.all(), Range.all(), Range.all(), Range.all(), Range.all(), Range.all());
    }

    /** The given text; empty if there is none. */
    public String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    /** A copy with another text; an empty one matches all. */
    public ContractFilter with(Text text, String value) {
        var changed = new EnumMap<Text, String>(Text.class);
        changed.putAll(texts);
        changed.put(text, value);
        return new ContractFilter(
                changed, customer, opportunity, owner, addedBy, approval, currencies, ranges, searchedOwners);
    }

    /** A copy for another customer; null matches all. */
    public ContractFilter withCustomer(@Nullable CustomerId other) {
        return new ContractFilter(
                texts, other, opportunity, owner, addedBy, approval, currencies, ranges, searchedOwners);
    }

    /** A copy for another opportunity; null matches all. */
    public ContractFilter withOpportunity(@Nullable OpportunityId other) {
        return new ContractFilter(texts, customer, other, owner, addedBy, approval, currencies, ranges, searchedOwners);
    }

    /** A copy for another owner; null matches all. */
    public ContractFilter withOwner(@Nullable UserId other) {
        return new ContractFilter(
                texts, customer, opportunity, other, addedBy, approval, currencies, ranges, searchedOwners);
    }

    /** A copy for another approval; null matches all. */
    public ContractFilter withApproval(@Nullable Approval other) {
        return new ContractFilter(
                texts, customer, opportunity, owner, addedBy, other, currencies, ranges, searchedOwners);
    }

    /** A copy with other ranges. */
    public ContractFilter with(Ranges other) {
        return new ContractFilter(
                texts, customer, opportunity, owner, addedBy, approval, currencies, other, searchedOwners);
    }
}
