package io.kehub.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A customer that is to be added (quick reference: 添加客户).
 *
 * @param fields wire name in lower case to value as text, in the order in which it was built
 */
public record CustomerDraft(Map<String, String> fields) implements CustomerFields {
    /** Keeps a copy of the fields, their names in lower case. */
    public CustomerDraft {
        fields = WireFields.lowerCase(fields);
    }

    /**
     * Begins a draft with the two fields that every customer must have.
     *
     * @param name the full name 客户名称
     * @param sort the kind of customer 客户类型
     * @return a builder for the rest
     */
    public static Builder builder(String name, CustomerSort sort) {
        return new Builder(name, sort);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param json a flat JSON object
     * @return the draft, equal to the one that was written
     * @throws IllegalArgumentException where the text is no flat JSON object
     */
    public static CustomerDraft fromJson(String json) {
        return new CustomerDraft(Json.flatObject(json));
    }

    /**
     * The draft as text for storing: the very JSON object that is sent to the ERP. Equal drafts that were built in the
     * same order give equal texts.
     *
     * @return a flat JSON object in one line
     */
    public String toJson() {
        return Json.text(Json.customer(fields));
    }

    /** How many fields there are; values stay out, since they are personal data. */
    @Override
    public String toString() {
        return "CustomerDraft[fields=" + fields.size() + "]";
    }

    /** Builds a draft. Texts are sent as they are given; an empty text is sent as empty. Not for use by several threads. */
    public static final class Builder {
        private final Map<String, String> fields = new LinkedHashMap<>();

        private Builder(String name, CustomerSort sort) {
            field("name", name);
            field("sort", Integer.toString(sort.wireValue()));
        }

        /**
         * Sets the short name 客户简称.
         *
         * @param shortName the short name
         * @return this builder
         */
        public Builder shortName(String shortName) {
            return field("telname", shortName);
        }

        /**
         * Sets the customer source 客户来源.
         *
         * @param source a value of the ERP's dictionary, such as 微信
         * @return this builder
         */
        public Builder source(String source) {
            return field("source", source);
        }

        /**
         * Sets the person to talk to 联系人.
         *
         * @param contactPerson the person's name
         * @return this builder
         */
        public Builder contactPerson(String contactPerson) {
            return field("linkman", contactPerson);
        }

        /**
         * Sets the phone number 电话.
         *
         * @param phone the number
         * @return this builder
         */
        public Builder phone(String phone) {
            return field("tel", phone);
        }

        /**
         * Sets the mobile number 手机.
         *
         * @param mobile the number
         * @return this builder
         */
        public Builder mobile(String mobile) {
            return field("mobile", mobile);
        }

        /**
         * Sets the e-mail address 邮箱.
         *
         * @param email the address
         * @return this builder
         */
        public Builder email(String email) {
            return field("email", email);
        }

        /**
         * Sets the postal address 地址.
         *
         * @param address the address
         * @return this builder
         */
        public Builder address(String address) {
            return field("address", address);
        }

        /**
         * Sets the remark 备注.
         *
         * @param remark the remark
         * @return this builder
         */
        public Builder remark(String remark) {
            return field("remark", remark);
        }

        /**
         * Sets the user in charge 负责人; without it, the caller is in charge.
         *
         * @param userId the user's id in the ERP
         * @return this builder
         */
        public Builder charge(String userId) {
            return field("charge", userId);
        }

        /**
         * Sets the customer's level 客户级别.
         *
         * @param level the level
         * @return this builder
         */
        public Builder level(String level) {
            return field("level", level);
        }

        /**
         * Sets the industry 所属行业.
         *
         * @param industry the industry
         * @return this builder
         */
        public Builder industry(String industry) {
            return field("industry", industry);
        }

        /**
         * Sets the region 所属区域.
         *
         * @param region the region
         * @return this builder
         */
        public Builder region(String region) {
            return field("region", region);
        }

        /**
         * Sets the code under which the hub filed the customer K编码.
         *
         * @param kCode the code
         * @return this builder
         */
        public Builder kCode(String kCode) {
            return field("k_code", kCode);
        }

        /**
         * Sets a field that an administrator of the ERP has defined 自定义字段.
         *
         * @param wireName {@code field1}, {@code field2}, …
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException where the name isn't that of a custom field
         */
        public Builder customField(String wireName, String value) {
            if (!WireFields.isCustom(wireName)) {
                throw new IllegalArgumentException("a custom field is named field1, field2, …: " + wireName);
            }
            return field(wireName, value);
        }

        /**
         * Finishes the draft; the builder can go on to build another.
         *
         * @return the draft
         */
        public CustomerDraft build() {
            return new CustomerDraft(fields);
        }

        private Builder field(String wireName, String value) {
            fields.put(wireName, value);
            return this;
        }
    }
}
