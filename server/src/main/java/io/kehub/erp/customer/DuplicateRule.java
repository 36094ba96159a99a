package io.kehub.erp.customer;

/**
 * A field that must be unique across customers once an administrator activates the rule 查重规则. The customer number 客户编号
 * and the K-code K编码 are always unique and need no rule.
 */
public enum DuplicateRule {
    /** 客户名称: ignoring letter case, width and blanks. */
    NAME,
    /** 电话: ignoring blanks, dashes, dots, brackets and a leading +86; fewer than five digits are never compared. */
    PHONE,
    /** 手机: as {@link #PHONE}. */
    MOBILE
}
