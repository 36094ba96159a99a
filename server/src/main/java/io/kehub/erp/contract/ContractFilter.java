package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which contracts a list shows; null and empty match all.
 *
 * @param texts the given texts, by what they are compared with
 */
public record ContractFilter(
        Map<Text, String> texts,
        @Nullable CustomerId customer,
        @Nullable UserId owner,
        @Nullable Approval approval,
        Range<BigDecimal> amount,
        Range<LocalDate> signedOn) {

    /** Matches every contract. */
    public static final ContractFilter ALL = new ContractFilter(Map.of(), null, null, null, Range.all(), Range.all());

    public ContractFilter {
        texts = Map.copyOf(texts);
    }

    /** What a text is compared with. */
    public enum Text {
        /** Part of the number or the title, without regard to case and width. */
        KEYWORD,
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

    /** The given text; empty if there is none. */
    public String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    /** A copy with another text; an empty one matches all. */
    public ContractFilter with(Text text, String value) {
        var changed = new EnumMap<Text, String>(Text.class);
        changed.putAll(texts);
        changed.put(text, value);
        return new ContractFilter(changed, customer, owner, approval, amount, signedOn);
    }

    /** A copy for another customer; null matches all. */
    public ContractFilter withCustomer(@Nullable CustomerId other) {
        return new ContractFilter(texts, other, owner, approval, amount, signedOn);
    }

    /** A copy for another owner; null matches all. */
    public ContractFilter withOwner(@Nullable UserId other) {
        return new ContractFilter(texts, customer, other, approval, amount, signedOn);
    }

    /** A copy for another approval; null matches all. */
    public ContractFilter withApproval(@Nullable Approval other) {
        return new ContractFilter(texts, customer, owner, other, amount, signedOn);
    }

    /** A copy for another range of 优惠后总额. */
    public ContractFilter withAmount(Range<BigDecimal> other) {
        return new ContractFilter(texts, customer, owner, approval, other, signedOn);
    }

    /** A copy for another range of 签订日期. */
    public ContractFilter withSignedOn(Range<LocalDate> other) {
        return new ContractFilter(texts, customer, owner, approval, amount, other);
    }
}
