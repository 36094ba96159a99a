package io.kehub.sync.mapping;

/**
 * A contact as the ERP shall know it.
 *
 * @param kCode K编码, by which the customer is recognised in the ERP
 * @param payload the customer in the words of the API, as {@link QuickProfile#draftOf} reads it
 */
public record MappedCustomer(String kCode, String payload) {

    /** Leaves out the payload, which holds personal data. */
    @Override
    public String toString() {
        return "MappedCustomer[" + kCode + "]";
    }
}
