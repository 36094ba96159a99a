package io.kehub.erp.product;

import io.kehub.kernel.TextField;

/** Extra fields of a product, from the ERP's own form (catalog: 产品添加). */
public enum ProductField implements TextField {
    PINYIN("产品拼音码", Kind.TEXT, 100),
    DESCRIPTION("产品说明", Kind.TEXT, 2000),
    PARAMETERS("产品参数", Kind.TEXT, 2000),
    PICTURES("图片与附件", Kind.TEXT, 2000),
    ROLES("产品角色", Kind.TEXT, 100),
    PRICE_MODE("计价方式", Kind.NUMBER, 9),
    TAX_INCLUDED("是否含税", Kind.NUMBER, 9),
    INVOICE_TYPES("可开票据类型", Kind.TEXT, 200),
    STOCKED("产品属性", Kind.NUMBER, 9),
    BATCHES("产品批号管理", Kind.NUMBER, 9),
    SERIAL_NUMBERS("序列号管理", Kind.NUMBER, 9),
    QUALITY_CHECK("是否需要质检", Kind.NUMBER, 9),
    POINTS("积分", Kind.NUMBER, 12),
    LOWEST_STOCK("库存下限", Kind.NUMBER, 20),
    HIGHEST_STOCK("库存上限", Kind.NUMBER, 20),
    SAFE_STOCK("安全库存", Kind.NUMBER, 20),
    SHELF_LIFE("产品有效期", Kind.NUMBER, 9),
    SHELF_LIFE_UNIT("产品有效期单位", Kind.NUMBER, 9),
    PURCHASE_DAYS("采购提前期", Kind.NUMBER, 9),
    SUPPLIER("主供应商", Kind.TEXT, 100),
    CALLABLE_BY("可调用范围", Kind.TEXT, 500),
    SALES_CYCLE("预计销售周期", Kind.NUMBER, 20),
    EXPIRY_NOTICE("产品失效提前期", Kind.NUMBER, 20),
    EXPIRY_NOTICE_UNIT("产品失效提前期单位", Kind.NUMBER, 9),
    MAINTENANCE_CYCLE("产品养护周期", Kind.NUMBER, 20),
    MAINTENANCE_CYCLE_UNIT("产品养护周期单位", Kind.NUMBER, 9),
    REMINDED_PEOPLE("提醒人员", Kind.TEXT, 200),
    PRODUCTION_DAYS("制造提前期", Kind.NUMBER, 9),
    VARIABLE_DAYS("变动提前期", Kind.NUMBER, 9),
    VARIABLE_BATCH("变动提前期批量", Kind.NUMBER, 20),
    WASTAGE("损耗率", Kind.NUMBER, 20),
    COMMISSION_RATE("提成比例", Kind.NUMBER, 20),
    COMMISSION_BASE("产品提成基数值", Kind.NUMBER, 20),
    COMMISSION_MODE("产品提成比例方式值", Kind.NUMBER, 20),
    OUTSOURCER("主委外供应商", Kind.TEXT, 100),
    PRODUCTION_CYCLE("生产周期", Kind.NUMBER, 20),
    STOCK_IN_EXCESS("超量入库上限", Kind.NUMBER, 20),
    STOCK_OUT_EXCESS("销售出库超量上限", Kind.NUMBER, 20),
    SMALLEST_SUPPLY("最小分配供货量", Kind.NUMBER, 20),
    SMALLEST_PURCHASE("最小采购量", Kind.NUMBER, 20),
    SMALLEST_PACKAGE("最小包装量", Kind.NUMBER, 20),
    PURCHASE_UNIT("采购主单位", Kind.NUMBER, 9),
    MAIN_WAREHOUSE("主仓库", Kind.NUMBER, 12),
    WAREHOUSE_CAPACITY("仓库容量", Kind.NUMBER, 20),
    PACKAGE_CODES("入库包装码", Kind.NUMBER, 9),
    SHORTAGE_URGENCY("下限紧急度", Kind.NUMBER, 9),
    QUALITY_PLAN("质检方案", Kind.NUMBER, 9),
    CUSTOM_1("自定义1", Kind.TEXT, 500),
    CUSTOM_2("自定义2", Kind.TEXT, 500),
    CUSTOM_3("自定义3", Kind.TEXT, 500),
    CUSTOM_4("自定义4", Kind.TEXT, 500),
    CUSTOM_5("自定义5", Kind.TEXT, 500),
    CUSTOM_6("自定义6", Kind.TEXT, 500);

    /** Format of a value. */
    public enum Kind {
        /** any text; the limit is its maximum length */
        TEXT,
        /** a decimal number, not below zero; the limit is its maximum length as text */
        NUMBER
    }

    private final Shape shape;
    private final Kind kind;

    ProductField(String caption, Kind kind, int maxLength) {
        this.shape = new Shape(caption, maxLength, Form.PROSE);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String domainName() {
        return "field." + name();
    }
}
