package io.kehub.client;

import java.util.Locale;
import java.util.Optional;

/** The fields of a customer, whatever a dialect calls them. Custom fields of an ERP come beside them, by name. */
public enum CustomerField {
    /** The full name 客户名称. */
    NAME("客户名称"),
    /** The short name 客户简称. */
    SHORT_NAME("客户简称"),
    /** The kind of customer 客户类型: a {@link CustomerKind#key()}. */
    KIND("客户类型"),
    /** Where the customer was met 客户来源: a value of the ERP's dictionary, such as 微信. */
    SOURCE("客户来源"),
    /** The person to talk to 联系人. */
    CONTACT_PERSON("联系人"),
    /** The phone number 电话. */
    PHONE("电话"),
    /** The mobile number 手机. */
    MOBILE("手机"),
    /** The e-mail address 邮箱. */
    EMAIL("邮箱"),
    /** The postal address 地址. */
    ADDRESS("地址"),
    /** The remark 备注. */
    REMARK("备注"),
    /** The id of the user in charge 负责人; if absent in a new customer, the caller is in charge. */
    OWNER_ID("负责人编号"),
    /** The name of the user in charge 负责人姓名. */
    OWNER_NAME("负责人姓名"),
    /** When the customer was added 添加时间, in the ERP's time zone. */
    ADDED_AT("添加时间"),
    /** When the customer was last followed up 最后跟进时间, in the ERP's time zone. */
    LAST_FOLLOWED_UP_AT("最后跟进时间"),
    /** The state of review 审核状态: a {@link CustomerStatus#key()}. */
    STATUS("审核状态"),
    /** Whether others can't take the customer over 是否保护: {@code true} or {@code false}. */
    PROTECTED("是否保护"),
    /** The level 客户级别. */
    LEVEL("客户级别"),
    /** The industry 所属行业. */
    INDUSTRY("所属行业"),
    /** The size of the company 企业规模, such as 100-500人. */
    SCALE("企业规模"),
    /** The region 所属区域. */
    REGION("所属区域"),
    /** The web address 网址. */
    WEBSITE("网址"),
    /** The fax number 传真. */
    FAX("传真"),
    /** The postal code 邮编. */
    POSTCODE("邮编"),
    /** The code under which the hub filed the customer K编码; unique in the ERP. */
    K_CODE("K编码");

    private final String caption;
    private final String key;

    CustomerField(String caption) {
        this.caption = caption;
        this.key = name().toLowerCase(Locale.ROOT);
    }

    /**
     * The Chinese name, for people.
     *
     * @return such as 客户简称
     */
    public String caption() {
        return caption;
    }

    /**
     * The name in files and in stored customers.
     *
     * @return the constant's name in lower case, such as {@code short_name}
     */
    public String key() {
        return key;
    }

    /**
     * The field with this key.
     *
     * @param key such as {@code short_name}
     * @return empty if no field has this key
     */
    public static Optional<CustomerField> of(String key) {
        for (var field : values()) {
            if (field.key.equals(key)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
