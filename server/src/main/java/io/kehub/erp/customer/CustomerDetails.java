package io.kehub.erp.customer;

import java.util.Map;

/**
 * What people write about a customer. Every text is trimmed, never null, and empty where nothing was given.
 *
 * @param kCode the hub's K-code K编码, unique among customers; empty where there is none
 * @param customFields name of a defined custom field ({@code field1}) to its value; only filled ones
 */
public record CustomerDetails(
        String name,
        String shortName,
        CustomerKind kind,
        String source,
        String contactPerson,
        String phone,
        String mobile,
        String email,
        String address,
        String remark,
        String level,
        String industry,
        String scale,
        String region,
        String website,
        String fax,
        String postcode,
        String kCode,
        Map<String, String> customFields) {

    public CustomerDetails {
        customFields = Map.copyOf(customFields);
    }
}
