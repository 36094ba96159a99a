package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which contracts a list shows; null and empty mean all. Texts are compared folded, days are inclusive.
 *
 * @param keyword part of number or title
 * @param number part of the number
 * @param title part of the title
 * @param customerName part of the customer's name
 * @param state text of the entry
 * @param category text of the entry
 */
public record ContractFilter(
        String keyword,
        String number,
        String title,
        String customerName,
        @Nullable CustomerId customer,
        @Nullable UserId owner,
        String state,
        String category,
        @Nullable Approval approval,
        @Nullable BigDecimal amountFrom,
        @Nullable BigDecimal amountTo,
        @Nullable LocalDate signedFrom,
        @Nullable LocalDate signedTo) {

    /** The filters of the quick reference. */
    public static ContractFilter quick(String keyword, @Nullable CustomerId customer, String state) {
        return new ContractFilter(keyword, "", "", "", customer, null, state, "", null, null, null, null, null);
    }
}
