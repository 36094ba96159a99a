package io.kehub.sync.mapping;

import io.kehub.client.CustomerDraft;
import io.kehub.client.CustomerSort;
import io.kehub.hub.contact.Contact;
import io.kehub.kernel.Text;
import java.util.Map;
import java.util.Objects;

/**
 * A filed contact as a customer, exactly as the quick reference maps it ("建档后同步到ERP"). A pure function: the same
 * contact always gives the same customer.
 */
public final class QuickProfile {

    /** The operation of a delivery that adds a customer. */
    public static final String ADD_CUSTOMER = "customer.add";

    private static final String FROM_WECHAT = "微信";

    private static final Map<String, String> CAPTIONS = Map.of(
            "name", "客户名称",
            "telname", "客户简称",
            "sort", "客户类型",
            "source", "客户来源",
            "tel", "电话",
            "remark", "备注",
            "k_code", "K编码");

    private QuickProfile() {}

    /**
     * The customer that stands for a filed contact: its name is the remark or, where there is none, the WeChat id; the
     * phone is empty because WeChat does not show it.
     *
     * <p>Where nothing is known about the confidence 置信度 yet, the remark says {@code 未知}; the quick reference's
     * example would print Python's {@code None} there, which tells an ERP user nothing.
     *
     * @throws IllegalArgumentException when the contact is not filed
     */
    public static MappedCustomer customerOf(Contact contact) {
        var kCode = contact.kCode();
        if (kCode == null) {
            throw new IllegalArgumentException("contact " + contact.id().value() + " is not filed");
        }
        var remark = Text.trimmed(contact.remark());
        var draft = CustomerDraft.builder(remark.isEmpty() ? contact.wxId() : remark, CustomerSort.ORGANISATION)
                .shortName(remark)
                .source(FROM_WECHAT)
                .phone("")
                .remark(remarkStart(kCode) + " 置信度: " + Objects.requireNonNullElse(contact.confidence(), "未知"))
                .kCode(kCode)
                .build();
        return new MappedCustomer(kCode, draft.toJson());
    }

    /**
     * The beginning of the remark that {@link #customerOf} writes. The comma closes the K-code, so that looking for
     * K12 does not find K123.
     */
    public static String remarkStart(String kCode) {
        return "K编码: " + kCode + ",";
    }

    /** The customer in a payload. */
    public static CustomerDraft draftOf(String payload) {
        return CustomerDraft.fromJson(payload);
    }

    /** The Chinese name of a field with its wire name, for people who compare records. */
    public static String caption(String wireName) {
        var caption = CAPTIONS.get(wireName);
        return caption == null ? wireName : caption + "（" + wireName + "）";
    }
}
