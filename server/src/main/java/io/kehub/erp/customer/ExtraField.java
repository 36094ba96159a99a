package io.kehub.erp.customer;

import io.kehub.kernel.TextField;

/**
 * Fields of a customer in addition to {@link CustomerField}: those of the ERP's own forms that few customers fill
 * (catalog: 单位客户添加, 个人客户添加).
 */
public enum ExtraField implements TextField {
    PINYIN(Group.BASE, "拼音码", Kind.TEXT, 100),
    PROGRESS(Group.BASE, "跟进程度", Kind.TEXT, 50),
    VALUE(Group.BASE, "价值评估", Kind.TEXT, 50),
    EARNS_POINTS(Group.BASE, "是否积分", Kind.FLAG, 1),
    CREDIT(Group.BASE, "信用等级", Kind.TEXT, 50),
    CURRENCY(Group.BASE, "客户币种", Kind.TEXT, 50),
    PAYMENT_LIMIT(Group.BASE, "到款限制", Kind.AMOUNT, 20),
    LONGITUDE(Group.BASE, "经度", Kind.TEXT, 30),
    LATITUDE(Group.BASE, "纬度", Kind.TEXT, 30),
    LEGAL_REPRESENTATIVE(Group.BASE, "法人代表", Kind.TEXT, 50),
    REGISTERED_CAPITAL(Group.BASE, "注册资本", Kind.AMOUNT, 20),
    SALES_STAFF(Group.BASE, "人员数量-销售", Kind.COUNT, 9),
    TECHNICAL_STAFF(Group.BASE, "人员数量-技术", Kind.COUNT, 9),
    INTRODUCTION(Group.SITUATION, "客户简介", Kind.TEXT, 2000),
    COOPERATION(Group.SITUATION, "合作现状", Kind.TEXT, 2000),
    PROSPECT(Group.SITUATION, "合作前景", Kind.TEXT, 2000),
    STRATEGY(Group.SITUATION, "跟进策略", Kind.TEXT, 2000),
    BANK(Group.BANK, "开户银行1", Kind.TEXT, 100),
    BANK_ACCOUNT_NAME(Group.BANK, "开户名称1", Kind.TEXT, 100),
    BANK_CODE(Group.BANK, "银行行号1", Kind.TEXT, 50, Form.CODE),
    BANK_ACCOUNT(Group.BANK, "银行账号1", Kind.TEXT, 50, Form.CODE),
    TAX_NUMBER(Group.BANK, "税号1", Kind.TEXT, 50, Form.CODE),
    INVOICE_ADDRESS(Group.BANK, "地址1", Kind.TEXT, 200),
    INVOICE_PHONE(Group.BANK, "电话1", Kind.TEXT, 50, Form.CODE),
    SECOND_BANK(Group.BANK, "开户银行2", Kind.TEXT, 100),
    SECOND_BANK_ACCOUNT_NAME(Group.BANK, "开户名称2", Kind.TEXT, 100),
    SECOND_BANK_CODE(Group.BANK, "银行行号2", Kind.TEXT, 50, Form.CODE),
    SECOND_BANK_ACCOUNT(Group.BANK, "银行账号2", Kind.TEXT, 50, Form.CODE),
    SECOND_TAX_NUMBER(Group.BANK, "税号2", Kind.TEXT, 50, Form.CODE),
    SECOND_INVOICE_ADDRESS(Group.BANK, "地址2", Kind.TEXT, 200),
    SECOND_INVOICE_PHONE(Group.BANK, "电话2", Kind.TEXT, 50, Form.CODE),
    CREDIT_DAYS(Group.BANK, "账期", Kind.COUNT, 5),
    SETTLEMENT_DAY(Group.BANK, "结算日期", Kind.DAY_OF_MONTH, 2);

    /** The group of the ERP's form that shows the field. */
    public enum Group {
        /** 基本信息 */
        BASE,
        /** 客户情况 */
        SITUATION,
        /** 账户信息 */
        BANK
    }

    /** The format of a value. */
    public enum Kind {
        /** maximum length in code points */
        TEXT,
        /** an amount of at most 16 digits and 2 decimals, not negative */
        AMOUNT,
        /** an integer with a maximum number of digits */
        COUNT,
        /** 1 to 31 */
        DAY_OF_MONTH,
        /** 1 or 0 */
        FLAG
    }

    private final Group group;
    private final Shape shape;
    private final Kind kind;

    ExtraField(Group group, String caption, Kind kind, int maxLength) {
        this(group, caption, kind, maxLength, Form.PROSE);
    }

    ExtraField(Group group, String caption, Kind kind, int maxLength, Form form) {
        this.group = group;
        this.shape = new Shape(caption, maxLength, form);
        this.kind = kind;
    }

    /** The group of the ERP's form that shows the field. */
    public Group group() {
        return group;
    }

    /** The format of a value. */
    public Kind kind() {
        return kind;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String domainName() {
        return "profile." + name();
    }
}
