package io.kehub.kernel;

/** The id of a contract 合同 in the ERP; the ERP's native dialects call it {@code ord}. */
public record ContractId(long value) {

    public ContractId {
        if (value < 1) {
            throw new IllegalArgumentException("a contract id is a positive number, not " + value);
        }
    }
}
