package io.kehub.erp.purchase;

import java.util.List;

/** A purchase to be saved. */
public record PurchaseDraft(PurchaseTerms terms, List<PurchaseLineTerms> lines) {

    public PurchaseDraft {
        lines = List.copyOf(lines);
    }
}
