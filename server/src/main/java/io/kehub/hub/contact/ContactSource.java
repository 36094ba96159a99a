package io.kehub.hub.contact;

/** How a contact came into the hub. */
public enum ContactSource {
    /** 微信 */
    WECHAT,
    /** 手工录入 */
    MANUAL,
    /** 导入 */
    IMPORT
}
