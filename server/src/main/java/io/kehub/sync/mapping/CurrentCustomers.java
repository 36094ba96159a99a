package io.kehub.sync.mapping;

/** Maps what the hub says now. Implemented by those who know what a delivery is about. */
public interface CurrentCustomers {

    /**
     * The customer that the ERP shall have now.
     *
     * @param subject what the delivery is about, as its writer named it
     * @param profile name of the mapping profile
     * @throws UnmappableException if nothing can be sent for the subject now
     */
    MappedCustomer of(String subject, String profile);
}
