package io.kehub.erp.customer;

/** 客户类型, {@code sort} in the quick reference. */
public enum CustomerKind {
    /** 单位客户 */
    COMPANY(1),
    /** 个人客户 */
    PERSON(2);

    private final int number;

    CustomerKind(int number) {
        this.number = number;
    }

    /** The number by which the ERP's API knows it; never changes. */
    public int number() {
        return number;
    }
}
