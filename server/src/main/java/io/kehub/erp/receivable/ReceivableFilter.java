package io.kehub.erp.receivable;

import io.kehub.erp.receivable.Receivable.State;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which receivables a list shows; null and empty match all.
 *
 * @param texts the given texts, by what they are compared with
 * @param owners any of them
 * @param methods any of these entries of 收款方式
 * @param currencies any of these entries of 币种
 */
public record ReceivableFilter(
        Map<Text, String> texts,
        List<UserId> owners,
        @Nullable State state,
        List<String> methods,
        List<String> currencies,
        @Nullable ContractId contract,
        @Nullable CustomerId customer,
        Days planned,
        @Nullable Period period) {

    /** Matches every receivable. */
    public static final ReceivableFilter ALL =
            new ReceivableFilter(Map.of(), List.of(), null, List.of(), List.of(), null, null, Days.ALL, null);

    public ReceivableFilter {
        texts = Map.copyOf(texts);
        owners = List.copyOf(owners);
        methods = List.copyOf(methods);
        currencies = List.copyOf(currencies);
    }

    /** What a text is compared with; parts of texts are compared without regard to case and width. */
    public enum Text {
        /** Part of any text that a list shows. */
        KEYWORD,
        CUSTOMER_NAME,
        CUSTOMER_NUMBER,
        CONTRACT_TITLE,
        CONTRACT_NUMBER,
        REMARK,
        /** 收款计划 of the contract, the whole text. */
        CONTRACT_PLAN,
        /** 收款类型 of the contract, the whole text. */
        CONTRACT_KIND
    }

    /** Inclusive; null leaves an end open. */
    public record Days(@Nullable LocalDate from, @Nullable LocalDate to) {
        public static final Days ALL = new Days(null, null);
    }

    /** What a period narrows. */
    public enum Moment {
        /** Received within the period. */
        PAID,
        /** Not completely received, and planned within the period. */
        UNPAID,
        /** Added outside the period. */
        NOT_ADDED,
        /** Planned outside the period. */
        NOT_PLANNED,
        /** Received outside the period. */
        NOT_PAID
    }

    /** @param zone in which days begin */
    public record Period(Moment moment, Days days, ZoneId zone) {}

    String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    /** A copy that compares only this text. */
    ReceivableFilter with(Text text, String value) {
        return new ReceivableFilter(
                Map.of(text, value), owners, state, methods, currencies, contract, customer, planned, period);
    }
}
