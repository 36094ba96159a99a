package io.kehub.erp.dictionary;

/** Which list an administrator edits. */
public enum DictionaryName {
    /** 客户来源 */
    CUSTOMER_SOURCE
}
