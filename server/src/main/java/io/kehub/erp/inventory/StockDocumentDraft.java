package io.kehub.erp.inventory;

import java.util.List;

/**
 * A stock document to be.
 *
 * @param number unique; empty asks for the next one
 * @param title empty asks for one that says what it is
 * @param category 入库类别 or 出库类别, the text of an entry
 * @param supplier name of the supplier; empty if there is none
 */
public record StockDocumentDraft(
        String number,
        String title,
        String category,
        String supplier,
        String remark,
        SourceRef source,
        List<StockLineDraft> lines) {
    public StockDocumentDraft {
        lines = List.copyOf(lines);
    }
}
