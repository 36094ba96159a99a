package io.kehub.client;

import java.util.Map;
import java.util.Optional;

/**
 * What a customer that is to be added and a customer that was read have in common (quick reference: 添加客户). A text that is
 * missing reads as the empty text, since the API writes no nulls.
 */
public sealed interface CustomerFields permits CustomerDraft, ErpCustomer {

    /**
     * All fields as they stand on the wire.
     *
     * @return wire name in lower case to value as text, in the order of the source; can't be changed
     */
    Map<String, String> fields();

    /**
     * One field by its wire name.
     *
     * @param wireName the name, in any case
     * @return the value as text; empty where the field is missing or empty
     */
    default String field(String wireName) {
        return WireFields.text(fields(), wireName);
    }

    /**
     * The customer's full name 客户名称.
     *
     * @return the name
     */
    default String name() {
        return field("name");
    }

    /**
     * The customer's short name 客户简称.
     *
     * @return the short name; empty where there is none
     */
    default String shortName() {
        return field("telname");
    }

    /**
     * The kind of customer 客户类型.
     *
     * @return empty where the field is missing or holds a kind that is not known here
     */
    default Optional<CustomerSort> sort() {
        return CustomerSort.of(WireValues.wholeNumber(field("sort")));
    }

    /**
     * Where the customer came from 客户来源, a value of the ERP's dictionary.
     *
     * @return the source; empty where none is set
     */
    default String source() {
        return field("source");
    }

    /**
     * The person to talk to 联系人.
     *
     * @return the person's name; empty where none is set
     */
    default String contactPerson() {
        return field("linkman");
    }

    /**
     * The phone number 电话.
     *
     * @return the number as it was written; empty where none is set
     */
    default String phone() {
        return field("tel");
    }

    /**
     * The mobile number 手机.
     *
     * @return the number as it was written; empty where none is set
     */
    default String mobile() {
        return field("mobile");
    }

    /**
     * The e-mail address 邮箱.
     *
     * @return the address; empty where none is set
     */
    default String email() {
        return field("email");
    }

    /**
     * The postal address 地址.
     *
     * @return the address; empty where none is set
     */
    default String address() {
        return field("address");
    }

    /**
     * The remark 备注.
     *
     * @return the remark; empty where none is set
     */
    default String remark() {
        return field("remark");
    }

    /**
     * The user in charge 负责人.
     *
     * @return the user's id; empty where none is set
     */
    default String charge() {
        return field("charge");
    }

    /**
     * The customer's level 客户级别.
     *
     * @return the level; empty where none is set
     */
    default String level() {
        return field("level");
    }

    /**
     * The industry 所属行业.
     *
     * @return the industry; empty where none is set
     */
    default String industry() {
        return field("industry");
    }

    /**
     * The region 所属区域.
     *
     * @return the region; empty where none is set
     */
    default String region() {
        return field("region");
    }

    /**
     * The code under which the hub filed the customer K编码, unique in the ERP.
     *
     * @return the code; empty where none is set
     */
    default String kCode() {
        return field("k_code");
    }

    /**
     * The fields that an administrator of the ERP has defined 自定义字段.
     *
     * @return wire name ({@code field1}, {@code field2}, …) to value as text; can't be changed
     */
    default Map<String, String> customFields() {
        return WireFields.custom(fields());
    }
}
