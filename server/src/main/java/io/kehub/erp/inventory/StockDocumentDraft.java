package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Details;
import java.util.List;

/**
 * A new stock document. Start with {@link #of}, then add what the document needs.
 *
 * @param number unique; empty requests a generated one
 * @param title empty requests a generated one
 */
public record StockDocumentDraft(
        String number, String title, Details details, SourceRef source, List<StockLineDraft> lines) {

    private static final Details NO_DETAILS = new Details("", "", "", CustomTexts.NONE);

    public StockDocumentDraft {
        lines = List.copyOf(lines);
    }

    /** A draft with generated number and title. */
    public static StockDocumentDraft of(List<StockLineDraft> lines) {
        return new StockDocumentDraft("", "", NO_DETAILS, SourceRef.NONE, lines);
    }

    public StockDocumentDraft withNumber(String other) {
        return new StockDocumentDraft(other, title, details, source, lines);
    }

    public StockDocumentDraft withTitle(String other) {
        return new StockDocumentDraft(number, other, details, source, lines);
    }

    public StockDocumentDraft withCategory(String other) {
        return withDetails(new Details(other, details.supplier(), details.remark(), details.custom()));
    }

    public StockDocumentDraft withSupplier(String other) {
        return withDetails(new Details(details.category(), other, details.remark(), details.custom()));
    }

    public StockDocumentDraft withRemark(String other) {
        return withDetails(new Details(details.category(), details.supplier(), other, details.custom()));
    }

    public StockDocumentDraft withCustom(CustomTexts other) {
        return withDetails(new Details(details.category(), details.supplier(), details.remark(), other));
    }

    StockDocumentDraft withDetails(Details other) {
        return new StockDocumentDraft(number, title, other, source, lines);
    }

    public StockDocumentDraft withSource(SourceRef other) {
        return new StockDocumentDraft(number, title, details, other, lines);
    }
}
