package io.kehub.sync.mapping;

import io.kehub.client.Customer;
import io.kehub.client.KCodeSearch;

/**
 * A contact mapped to a customer of the ERP.
 *
 * @param profile name of the mapping profile
 * @param version version of the contact
 * @param customer the fields to send
 * @param search finds the customer in the ERP by its K-code K编码
 */
public record MappedCustomer(String profile, long version, Customer customer, KCodeSearch search) {

    /** The operation of a delivery that adds a customer. */
    public static final String ADD = "customer.add";

    public String kCode() {
        return search.kCode();
    }

    /** The fields as text for storing, as {@link Customer#fromJson} reads it. */
    public String fields() {
        return customer.toJson();
    }
}
