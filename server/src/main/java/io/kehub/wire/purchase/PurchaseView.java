package io.kehub.wire.purchase;

import io.kehub.erp.purchase.Purchase.Decision;
import io.kehub.erp.purchase.PurchaseLine;
import java.util.List;

/** A purchase with its lines and decisions. */
record PurchaseView(PurchaseRow row, List<PurchaseLine> lines, List<DecisionView> decisions) {

    /** @param name of the user who decided */
    record DecisionView(Decision decision, String name) {}
}
