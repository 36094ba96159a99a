package io.kehub.erp.contract;

import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A payment received 到账 or an invoice issued 开票 of a contract.
 *
 * @param number of the bank slip or the invoice, unique among payments or invoices; empty if there is none
 * @param amount in the contract's currency; negative for 退款 or 红冲
 * @param settledOn the date on the slip or the invoice
 */
public record Settlement(
        long id,
        Kind kind,
        String number,
        BigDecimal amount,
        LocalDate settledOn,
        String remark,
        UserId by,
        Instant at) {

    public enum Kind {
        PAYMENT("到账"),
        INVOICE("开票");

        private final String caption;

        Kind(String caption) {
            this.caption = caption;
        }

        /** The name for people, in Chinese. */
        public String caption() {
            return caption;
        }
    }
}
