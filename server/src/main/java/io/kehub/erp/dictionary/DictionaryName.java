package io.kehub.erp.dictionary;

/** Which list an administrator edits. */
public enum DictionaryName {
    CUSTOMER_SOURCE("客户来源"),
    /** {@code level} of the quick reference, {@code sort1} of ov1, {@code sort} of v3; a tree. */
    CUSTOMER_CLASS("客户分类"),
    CUSTOMER_PROGRESS("跟进程度"),
    CUSTOMER_VALUE("价值评估"),
    TRADE("客户行业"),
    /** A tree. */
    AREA("客户区域"),
    FOLLOW_UP_WAY("跟进方式"),
    FOLLOW_UP_TEMPLATE("洽谈模板"),
    CONTRACT_CLASS("合同分类"),
    CONTRACT_STATE("合同状态"),
    CURRENCY("币种"),
    INVOICE_TYPE("票据类型"),
    PRODUCT_UNIT("产品单位"),
    PACKAGING("包装"),
    STOCK_IN_KIND("入库类别"),
    STOCK_OUT_KIND("出库类别"),
    POSITION("岗位"),
    OPPORTUNITY_STAGE("项目阶段"),
    OPPORTUNITY_STATE("项目状态"),
    OPPORTUNITY_SOURCE("项目来源"),
    OPPORTUNITY_CLASS("项目分类"),
    PURCHASE_CLASS("采购分类"),
    PAYMENT_METHOD("收款方式");

    private final String caption;

    DictionaryName(String caption) {
        this.caption = caption;
    }

    /** Whether entries may have a parent. */
    public boolean isTree() {
        return this == CUSTOMER_CLASS || this == AREA;
    }

    /** Its caption for people, in Chinese. */
    public String caption() {
        return caption;
    }
}
