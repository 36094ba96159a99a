package io.kehub.erp.purchase;

import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The head of a purchase.
 *
 * @param number unique; empty in a draft asks for a generated one
 * @param buyer 采购人员, the owner
 * @param category 采购分类, an entry of the dictionary; empty if there is none
 * @param currency 币种, an entry of the dictionary
 * @param arrivesOn the agreed date of arrival; null if none is agreed
 * @param summary 采购概要
 */
public record PurchaseTerms(
        String number,
        String title,
        SupplierId supplier,
        UserId buyer,
        String category,
        String currency,
        LocalDate orderedOn,
        @Nullable LocalDate arrivesOn,
        String summary) {

    /** A copy with another number. */
    public PurchaseTerms withNumber(String other) {
        return new PurchaseTerms(other, title, supplier, buyer, category, currency, orderedOn, arrivesOn, summary);
    }
}
