package io.kehub.erp.customer;

/**
 * What a customer may have besides {@link CustomerDetails}: fields of the ERP's own forms that few customers fill
 * (catalog: 单位客户添加, 个人客户添加).
 */
public enum ProfileField {
    PINYIN("拼音码", Kind.TEXT, 100),
    PROGRESS("跟进程度", Kind.TEXT, 50),
    VALUE("价值评估", Kind.TEXT, 50),
    EARNS_POINTS("是否积分", Kind.FLAG, 1),
    CREDIT("信用等级", Kind.TEXT, 50),
    CURRENCY("客户币种", Kind.TEXT, 50),
    PAYMENT_LIMIT("到款限制", Kind.AMOUNT, 20),
    LONGITUDE("经度", Kind.TEXT, 30),
    LATITUDE("纬度", Kind.TEXT, 30),
    LEGAL_REPRESENTATIVE("法人代表", Kind.TEXT, 50),
    REGISTERED_CAPITAL("注册资本", Kind.AMOUNT, 20),
    SALES_STAFF("人员数量-销售", Kind.COUNT, 9),
    TECHNICAL_STAFF("人员数量-技术", Kind.COUNT, 9),
    INTRODUCTION("客户简介", Kind.TEXT, 2000),
    COOPERATION("合作现状", Kind.TEXT, 2000),
    PROSPECT("合作前景", Kind.TEXT, 2000),
    STRATEGY("跟进策略", Kind.TEXT, 2000),
    BANK("开户银行1", Kind.TEXT, 100),
    BANK_ACCOUNT_NAME("开户名称1", Kind.TEXT, 100),
    BANK_CODE("银行行号1", Kind.TEXT, 50),
    BANK_ACCOUNT("银行账号1", Kind.TEXT, 50),
    TAX_NUMBER("税号1", Kind.TEXT, 50),
    INVOICE_ADDRESS("地址1", Kind.TEXT, 200),
    INVOICE_PHONE("电话1", Kind.TEXT, 50),
    SECOND_BANK("开户银行2", Kind.TEXT, 100),
    SECOND_BANK_ACCOUNT_NAME("开户名称2", Kind.TEXT, 100),
    SECOND_BANK_CODE("银行行号2", Kind.TEXT, 50),
    SECOND_BANK_ACCOUNT("银行账号2", Kind.TEXT, 50),
    SECOND_TAX_NUMBER("税号2", Kind.TEXT, 50),
    SECOND_INVOICE_ADDRESS("地址2", Kind.TEXT, 200),
    SECOND_INVOICE_PHONE("电话2", Kind.TEXT, 50),
    CREDIT_DAYS("账期", Kind.COUNT, 5),
    SETTLEMENT_DAY("结算日期", Kind.DAY_OF_MONTH, 2);

    /** How a value is written. */
    public enum Kind {
        /** at most so many letters */
        TEXT,
        /** an amount of at most 16 digits and 2 decimals, not below zero */
        AMOUNT,
        /** a whole number of at most so many digits */
        COUNT,
        /** 1 to 31 */
        DAY_OF_MONTH,
        /** 1 or 0 */
        FLAG
    }

    private final String caption;
    private final Kind kind;
    private final int longest;

    ProfileField(String caption, Kind kind, int longest) {
        this.caption = caption;
        this.kind = kind;
        this.longest = longest;
    }

    /** What people call it. */
    public String caption() {
        return caption;
    }

    public Kind kind() {
        return kind;
    }

    /** The most letters that a value has. */
    public int longest() {
        return longest;
    }

    /** What a domain error calls the field. */
    public String domainName() {
        return "profile." + name();
    }
}
