package io.kehub.wire.receivable;

import io.kehub.erp.access.Users;
import io.kehub.erp.receivable.Receivable;
import io.kehub.erp.receivable.Receivables;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.ReceivableId;
import io.kehub.kernel.UserId;
import java.util.HashSet;
import java.util.List;

/** Loads what is shown with receivables. */
final class ReceivableViews {

    private final Receivables receivables;
    private final Users users;

    ReceivableViews(Receivables receivables, Users users) {
        this.receivables = receivables;
        this.users = users;
    }

    Page<ReceivableView> rows(Page<Receivable> found) {
        var ids = new HashSet<UserId>();
        found.items().forEach(receivable -> {
            ids.add(receivable.contract().owner());
            ids.add(receivable.addedBy());
        });
        var names = users.names(ids);
        return found.map(receivable -> new ReceivableView(receivable, List.of(), names));
    }

    /** @throws io.kehub.kernel.ProblemException if the viewer sees no such receivable */
    ReceivableView view(ReceivableId id, AccessScope scope) {
        var receivable = receivables.find(id, scope).orElseThrow(() -> Receivables.unknown(id));
        var receipts = receivables.receipts(id);
        var ids = new HashSet<UserId>();
        ids.add(receivable.contract().owner());
        ids.add(receivable.addedBy());
        receipts.forEach(receipt -> ids.add(receipt.by()));
        return new ReceivableView(receivable, receipts, users.names(ids));
    }
}
