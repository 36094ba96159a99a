package io.kehub.client;

/**
 * A search for the customer that has a K-code K编码.
 *
 * @param kCode the code; a match is exact, except for blanks around it
 * @param writtenAs how the code is written at the beginning of the remark, for ERPs that can't search for K-codes, or that
 *     keep none; empty if it is not written there. It must not match another code: {@code K编码: K12,} rather than
 *     {@code K编码: K12}, with which the remark of K123 begins too.
 */
public record KCodeSearch(String kCode, String writtenAs) {

    /**
     * A search for a code that is written in no remark.
     *
     * @param kCode the code
     * @return the search
     */
    public static KCodeSearch of(String kCode) {
        return new KCodeSearch(kCode, "");
    }

    /**
     * Whether a customer has the code. The customer's K-code decides; if it has none, its remark does.
     *
     * @param customer a customer with all fields
     * @return true if it has
     */
    public boolean matches(Customer customer) {
        var held = WireValues.trimmed(customer.kCode());
        if (!held.isEmpty()) {
            return held.equals(kCode);
        }
        return !writtenAs.isEmpty()
                && WireValues.trimmed(customer.get(CustomerField.REMARK)).startsWith(writtenAs);
    }
}
