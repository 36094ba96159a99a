package io.kehub.erp.contract;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people write about a contract, without its lines. Immutable.
 *
 * @param texts only filled ones, as they are stored
 * @param owner 销售人员
 * @param freight 运杂费, not part of the total
 * @param opportunity 关联项目; null if none
 */
public record ContractTerms(
        Map<ContractField, String> texts,
        CustomerId customer,
        UserId owner,
        Dates dates,
        BigDecimal freight,
        @Nullable OpportunityId opportunity) {

    public ContractTerms {
        var stored = new EnumMap<ContractField, String>(ContractField.class);
        texts.forEach((field, given) -> {
            var text = field.stored(given);
            if (!text.isEmpty()) {
                stored.put(field, text);
            }
        });
        texts = Collections.unmodifiableMap(stored);
    }

    /** The terms of a contract without an opportunity. */
    public ContractTerms(
            Map<ContractField, String> texts, CustomerId customer, UserId owner, Dates dates, BigDecimal freight) {
        this(texts, customer, owner, dates, freight, null);
    }

    /**
     * The dates of a contract.
     *
     * @param signedOn 签订日期
     * @param startsOn 开始日期
     * @param endsOn 结束日期; null if no end is agreed
     */
    public record Dates(
            LocalDate signedOn,
            LocalDate startsOn,
            @Nullable LocalDate endsOn) {}

    /** The value of a field; {@code ""} if it is not filled. */
    public String text(ContractField field) {
        return texts.getOrDefault(field, "");
    }

    /** A copy with another value of one field. */
    public ContractTerms with(ContractField field, String text) {
        var changed = new EnumMap<ContractField, String>(ContractField.class);
        changed.putAll(texts);
        changed.put(field, text);
        return new ContractTerms(changed, customer, owner, dates, freight, opportunity);
    }
}
