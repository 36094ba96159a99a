package io.kehub.kernel;

/** The id of a planned receipt of a contract, an account receivable 应收账款. */
public record ReceivableId(long value) {

    public ReceivableId {
        if (value < 1) {
            throw new IllegalArgumentException("a receivable id is a positive number, not " + value);
        }
    }
}
