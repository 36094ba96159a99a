package io.kehub.erp.product;

/** A text by which lists of products and of stock are searched, compared folded. */
public enum ProductText {
    /** name, code or model */
    KEYWORD,
    NAME,
    CODE,
    MODEL
}
