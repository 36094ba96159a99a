package io.kehub.wire.purchase;

import io.kehub.erp.purchase.Purchase;
import io.kehub.kernel.UserId;
import java.util.Map;

/** A purchase with the names of its users. */
record PurchaseRow(Purchase purchase, Map<UserId, String> names) {

    String buyer() {
        return names.getOrDefault(purchase.buyer(), "");
    }

    String addedBy() {
        return names.getOrDefault(purchase.addedBy(), "");
    }
}
