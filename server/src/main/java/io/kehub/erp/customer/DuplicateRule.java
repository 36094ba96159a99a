package io.kehub.erp.customer;

/**
 * A field in which no two customers may say the same where an administrator chooses it 查重规则. The customer number 客户编号
 * and the K-code K编码 are unique always and need no rule.
 */
public enum DuplicateRule {
    /** 客户名称: whatever the case and width of its letters and the blanks between them. */
    NAME,
    /** 电话: whatever its blanks, dashes, dots, brackets and a leading +86; fewer than five digits are never compared. */
    PHONE,
    /** 手机: as {@link #PHONE}. */
    MOBILE
}
