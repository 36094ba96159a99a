package io.kehub.erp.customer;

import java.util.Map;

/**
 * What people write about a customer. Every text is trimmed, never null, and empty where nothing was given.
 *
 * @param kCode the hub's K-code K编码, unique among customers; empty where there is none
 * @param customFields name of a defined custom field ({@code field1}) to its value; only filled ones
 * @param number the customer number 客户编号 ({@code khid}), unique among customers; empty asks for the next one
 * @param profile the rarer fields; only filled ones
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
        Map<String, String> customFields,
        String number,
        Map<ProfileField, String> profile) {

    /** A company with nothing filled in. */
    public static final CustomerDetails EMPTY = new CustomerDetails(
            "", "", CustomerKind.COMPANY, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", Map.of());

    public CustomerDetails {
        customFields = Map.copyOf(customFields);
        profile = Map.copyOf(profile);
    }

    /** A customer as the quick reference knows it: the number is proposed by the ERP, and no rarer field is filled. */
    public CustomerDetails(
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
        this(
                name,
                shortName,
                kind,
                source,
                contactPerson,
                phone,
                mobile,
                email,
                address,
                remark,
                level,
                industry,
                scale,
                region,
                website,
                fax,
                postcode,
                kCode,
                customFields,
                "",
                Map.of());
    }

    /** The same details under another number. */
    CustomerDetails numbered(String given) {
        return numberedAs(kind, given);
    }

    /** The same details of another kind of customer, under another number. */
    public CustomerDetails numberedAs(CustomerKind otherKind, String given) {
        return new CustomerDetails(
                name,
                shortName,
                otherKind,
                source,
                contactPerson,
                phone,
                mobile,
                email,
                address,
                remark,
                level,
                industry,
                scale,
                region,
                website,
                fax,
                postcode,
                kCode,
                customFields,
                given,
                profile);
    }

    /** The value of a rarer field; empty where it is not filled. */
    public String profile(ProfileField field) {
        return profile.getOrDefault(field, "");
    }
}
