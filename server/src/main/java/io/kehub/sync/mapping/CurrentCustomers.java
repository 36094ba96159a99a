package io.kehub.sync.mapping;

/** Maps the current state of a delivery's subject. Implemented by the module that knows the subject. */
public interface CurrentCustomers {

    /**
     * The customer as the ERP should have it now.
     *
     * @param subject the delivery's subject, as its writer named it
     * @param profile name of the mapping profile
     * @throws UnmappableException if nothing can be sent for the subject now
     */
    MappedCustomer of(String subject, String profile);
}
