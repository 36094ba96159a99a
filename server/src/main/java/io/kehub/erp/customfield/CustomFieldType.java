package io.kehub.erp.customfield;

/** The type of a custom field's values. */
public enum CustomFieldType {
    /** 文本, at most 500 characters */
    TEXT,
    /** 数字, a decimal number */
    NUMBER,
    /** 日期, {@code yyyy-MM-dd} */
    DATE,
    /** 选项, one of the field's options */
    CHOICE
}
