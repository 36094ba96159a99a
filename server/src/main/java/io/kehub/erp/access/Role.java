package io.kehub.erp.access;

/** What a user may do. */
public enum Role {
    /** 管理员: may also edit users, dictionaries, custom fields and settings. */
    ADMINISTRATOR,
    /** 销售: works with customers and contacts. */
    SALES
}
