package io.kehub.wire.receivable;

import io.kehub.erp.receivable.Receivable;
import io.kehub.erp.receivable.Receivable.Receipt;
import io.kehub.kernel.UserId;
import java.util.List;
import java.util.Map;

/**
 * A receivable with the names of its users.
 *
 * @param receipts empty in a list
 */
record ReceivableView(Receivable receivable, List<Receipt> receipts, Map<UserId, String> names) {

    ReceivableView {
        receipts = List.copyOf(receipts);
    }

    String owner() {
        return names.getOrDefault(receivable.contract().owner(), "");
    }

    String addedBy() {
        return names.getOrDefault(receivable.addedBy(), "");
    }

    List<ReceiptView> receiptViews() {
        return receipts.stream()
                .map(receipt -> new ReceiptView(receipt, names.getOrDefault(receipt.by(), "")))
                .toList();
    }

    /** @param name of the user who recorded it */
    record ReceiptView(Receipt receipt, String name) {

        /** 正常, 已撤销, or 冲回 for an amount below zero. */
        String state() {
            return receipt.undone() ? "已撤销" : receipt.amount().signum() < 0 ? "冲回" : "正常";
        }
    }
}
