package io.kehub.erp.contract;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract to be.
 *
 * @param number unique; empty asks for the next one
 * @param owner 销售人员
 * @param category 合同分类, the text of an entry
 * @param state 合同状态, the text of an entry
 * @param currency 币种, the text of an entry
 * @param endsOn null if no end is agreed
 * @param counterpart 对方代表
 * @param freight 运杂费, not part of the total
 * @param expectedTotal what the caller takes the total to be; null if it doesn't say
 */
public record ContractDraft(
        String number,
        String title,
        CustomerId customer,
        UserId owner,
        String category,
        String state,
        String currency,
        LocalDate signedOn,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        String counterpart,
        String summary,
        String payment,
        String deliveryAddress,
        String remark,
        BigDecimal freight,
        @Nullable BigDecimal expectedTotal,
        List<LineTerms> lines) {
    public ContractDraft {
        number = Text.withoutInvisible(number);
        lines = List.copyOf(lines);
    }

    /** The same contract under another number. */
    ContractDraft numbered(String given) {
        return new ContractDraft(
                given,
                title,
                customer,
                owner,
                category,
                state,
                currency,
                signedOn,
                startsOn,
                endsOn,
                counterpart,
                summary,
                payment,
                deliveryAddress,
                remark,
                freight,
                expectedTotal,
                lines);
    }

    /** The same contract with other lines. */
    ContractDraft withLines(List<LineTerms> given) {
        return new ContractDraft(
                number,
                title,
                customer,
                owner,
                category,
                state,
                currency,
                signedOn,
                startsOn,
                endsOn,
                counterpart,
                summary,
                payment,
                deliveryAddress,
                remark,
                freight,
                expectedTotal,
                given);
    }
}
