package io.kehub.kernel;

/** The id of a stock document: a stock-in 入库单, stock-out 出库单, transfer or adjustment in the ERP; the ERP's native dialects call it {@code ord}. */
public record StockDocumentId(long value) {

    public StockDocumentId {
        if (value < 1) {
            throw new IllegalArgumentException("a stock document id is a positive number, not " + value);
        }
    }
}
