package io.kehub.erp.customer;

import io.kehub.kernel.TextField;

/** Fields of a contact person other than name, phone, mobile, e-mail and fax (catalog: 联系人添加). */
public enum ContactPersonField implements TextField {
    PINYIN("拼音码", 100),
    SEX("性别", 2),
    AGE("年龄", 3),
    BIRTHDAY("生日", 10),
    DEPARTMENT("部门", 50),
    JOB("职务", 50),
    ROLE("角色", 50),
    SECOND_MOBILE("手机2", 50, Form.CODE),
    HOME_PHONE("家庭电话", 50, Form.CODE),
    QQ("QQ", 50, Form.CODE),
    WECHAT("微信", 50, Form.CODE),
    MSN("MSN", 100, Form.CODE),
    NATIVE_PLACE("籍贯", 50),
    POSTCODE("邮编", 20, Form.CODE),
    HOBBIES("爱好特长", 200),
    REMARK("备注", 2000),
    GREETING("喜鹊声声", 200),
    RECEIVING_PHONE("收货固定电话", 50, Form.CODE),
    RECEIVING_MOBILE("收货手机", 50, Form.CODE),
    RECEIVING_AREA("收货区域", 50),
    RECEIVING_ADDRESS("收货详细地址", 500),
    RECEIVING_POSTCODE("收货邮编", 20, Form.CODE);

    private final Shape shape;

    ContactPersonField(String caption, int maxLength) {
        this(caption, maxLength, Form.PROSE);
    }

    ContactPersonField(String caption, int maxLength, Form form) {
        this.shape = new Shape(caption, maxLength, form);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String domainName() {
        return "person." + name();
    }
}
