package io.kehub.erp.product;

/** A text by which lists of products and of stock are searched, compared folded. */
public enum ProductText {
    /** name, code or model */
    KEYWORD,
    NAME,
    CODE,
    MODEL,
    /** 条形码 of one of the units */
    BARCODE,
    /** 产品说明 */
    DESCRIPTION,
    /** 产品参数 */
    PARAMETERS,
    /** 图片与附件 */
    PICTURES,
    /** 自定义2 */
    CUSTOM_2,
    /** 自定义3 */
    CUSTOM_3
}
