package io.kehub.hub.contact;

/** What kind of contact it is. */
public enum ContactType {
    /** 客户 */
    CUSTOMER,
    /** 线索 */
    LEAD,
    /** 供应商 */
    VENDOR,
    /** 私人 */
    PERSONAL,
    /** 未知 */
    UNKNOWN
}
