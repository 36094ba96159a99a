package io.kehub.wire.purchase;

import io.kehub.erp.access.Users;
import io.kehub.erp.purchase.Purchase;
import io.kehub.erp.purchase.Purchases;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.UserId;
import io.kehub.wire.purchase.PurchaseView.DecisionView;
import java.util.HashSet;

/** Loads what is shown with purchases. */
final class PurchaseViews {

    private final Purchases purchases;
    private final Users users;

    PurchaseViews(Purchases purchases, Users users) {
        this.purchases = purchases;
        this.users = users;
    }

    Page<PurchaseRow> rows(Page<Purchase> found) {
        var ids = new HashSet<UserId>();
        found.items().forEach(purchase -> {
            ids.add(purchase.buyer());
            ids.add(purchase.addedBy());
        });
        var names = users.names(ids);
        return found.map(purchase -> new PurchaseRow(purchase, names));
    }

    /** @throws io.kehub.kernel.ProblemException if the viewer sees no such purchase */
    PurchaseView view(PurchaseId id, AccessScope scope) {
        var purchase = purchases.find(id, scope).orElseThrow(() -> Purchases.unknown(id));
        var decisions = purchases.decisions(id);
        var ids = new HashSet<UserId>();
        ids.add(purchase.buyer());
        ids.add(purchase.addedBy());
        decisions.forEach(decision -> ids.add(decision.by()));
        var names = users.names(ids);
        return new PurchaseView(
                new PurchaseRow(purchase, names),
                purchases.lines(id),
                decisions.stream()
                        .map(decision -> new DecisionView(decision, names.getOrDefault(decision.by(), "")))
                        .toList());
    }
}
