package io.kehub.client;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * A customer as the ERP answered it (quick reference: 获取客户列表, 获取客户详情).
 *
 * @param id the ERP's id
 * @param fields wire name in lower case to value as text, in the order of the answer
 */
public record ErpCustomer(String id, Map<String, String> fields) implements CustomerFields {
    /** Keeps a copy of the fields, their names in lower case. */
    public ErpCustomer {
        fields = WireFields.lowerCase(fields);
    }

    /**
     * The name of the user in charge 负责人姓名.
     *
     * @return the name; empty where the ERP gave none
     */
    public String chargeName() {
        return field("chargename");
    }

    /**
     * When the customer was added 添加时间.
     *
     * @return the time in the ERP's time zone; empty where the ERP gave none
     */
    public Optional<LocalDateTime> addedAt() {
        return WireValues.time(field("addtime"));
    }

    /**
     * When somebody last followed the customer up 最后跟进时间.
     *
     * @return the time in the ERP's time zone; empty where nobody has
     */
    public Optional<LocalDateTime> lastFollowedUpAt() {
        return WireValues.time(field("lasttime"));
    }

    /**
     * Whether the customer has been reviewed 审核状态.
     *
     * @return empty where the field is missing or holds a state that is not known here
     */
    public Optional<CustomerStatus> status() {
        return CustomerStatus.of(WireValues.wholeNumber(field("status")));
    }

    /**
     * Whether the customer is kept from being taken over by others 是否保护.
     *
     * @return false where the ERP says nothing about it
     */
    public boolean isProtected() {
        return WireValues.wholeNumber(field("protect")).orElse(0) == 1;
    }

    /**
     * How large the company is 企业规模.
     *
     * @return a text such as 100-500人; empty where none is set
     */
    public String scale() {
        return field("scale");
    }

    /**
     * The web address 网址.
     *
     * @return the address as it was written; empty where none is set
     */
    public String website() {
        return field("website");
    }

    /**
     * The fax number 传真.
     *
     * @return the number as it was written; empty where none is set
     */
    public String fax() {
        return field("fax");
    }

    /**
     * The postal code 邮编.
     *
     * @return the code; empty where none is set
     */
    public String postalCode() {
        return field("zip");
    }

    /** The id and how many fields there are; values stay out, since they are personal data. */
    @Override
    public String toString() {
        return "ErpCustomer[id=" + id + ", fields=" + fields.size() + "]";
    }
}
