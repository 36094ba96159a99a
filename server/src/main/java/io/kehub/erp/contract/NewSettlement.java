package io.kehub.erp.contract;

import io.kehub.kernel.Text;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A payment or an invoice to be recorded.
 *
 * @param number of the bank slip or the invoice; empty if there is none
 * @param amount in the contract's currency, at most two decimals, not zero; negative for 退款 or 红冲
 * @param settledOn the date on the slip or the invoice
 */
public record NewSettlement(
        Settlement.Kind kind, String number, BigDecimal amount, LocalDate settledOn, String remark) {
    public NewSettlement {
        number = Text.withoutInvisible(number);
    }
}
