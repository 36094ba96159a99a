package io.kehub.erp.receivable;

import io.kehub.kernel.Text;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A receipt to be recorded; it is a payment 到账 of the contract.
 *
 * @param number of the bank slip, unique among payments; empty if there is none
 * @param amount above zero
 */
public record NewReceipt(String number, BigDecimal amount, LocalDate receivedOn, String remark) {
    public NewReceipt {
        number = Text.withoutInvisible(number);
    }
}
