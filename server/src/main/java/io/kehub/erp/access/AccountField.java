package io.kehub.erp.access;

import io.kehub.kernel.TextField;

/** Fields of an account other than login, name, role and department (catalog: 账号添加). */
public enum AccountField implements TextField {
    EMPLOYEE_NUMBER("员工编码", 50, Form.CODE),
    POSITION("岗位", 50),
    TITLE("职位", 50),
    ID_CARD("身份证号", 30, Form.CODE),
    SEX("性别", 2),
    NATIVE_PLACE("籍贯", 50),
    NATION("民族", 50),
    BIRTHDAY("出生日期", 10),
    EDUCATION("学历", 50),
    MAJOR("专业", 50),
    SCHOOL("毕业院校", 100),
    OFFICE_PHONE("办公电话", 50, Form.CODE),
    HOME_PHONE("家庭电话", 50, Form.CODE),
    MOBILE("手机", 50, Form.CODE),
    FAX("传真", 50, Form.CODE),
    EMAIL("电子邮件", 100, Form.CODE),
    ADDRESS("家庭住址", 500),
    REMARK("特长/爱好/备注", 2000);

    private final Shape shape;

    AccountField(String caption, int maxLength) {
        this(caption, maxLength, Form.PROSE);
    }

    AccountField(String caption, int maxLength, Form form) {
        this.shape = new Shape(caption, maxLength, form);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String domainName() {
        return "field." + name();
    }
}
