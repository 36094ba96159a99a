package io.kehub.sample;

/**
 * Ids of the sample firm, the same on every home that was empty before. Examples in the documentation may name them; they
 * never change.
 */
public final class SampleIds {

    /** 销售部, managed by {@link #MANAGER}. */
    public static final long SALES_DEPARTMENT = 2;

    public static final long ADMINISTRATOR = 1001;
    /** linjing 林静. */
    public static final long MANAGER = 1002;
    /** zhaolei 赵磊, in charge of {@link #CUSTOMER}. */
    public static final long SALES = 1003;
    /** qianduo 钱朵. */
    public static final long WAREHOUSE_KEEPER = 1007;
    /** heqing 何清. */
    public static final long READER = 1008;

    /** The first of {@link #CUSTOMERS} customers; the ids of the others follow. */
    public static final long CUSTOMER = 10001;

    public static final int CUSTOMERS = 200;

    /** 充电设备. */
    public static final long PRODUCT_CLASS = 2;
    /** YL-CP-7, 交流充电桩. */
    public static final long PRODUCT = 1001;

    /** 主仓库. */
    public static final long MAIN_WAREHOUSE = 1;
    /** 渝北成品仓. */
    public static final long SECOND_WAREHOUSE = 2;
    /** 江津备件仓. */
    public static final long THIRD_WAREHOUSE = 3;

    /** The stock-in of the main warehouse. */
    public static final long STOCK_IN = 30001;

    /** The first contract of each state. */
    public static final long RETURNED_CONTRACT = 50001;

    public static final long WAITING_CONTRACT = 50002;
    public static final long REFUSED_CONTRACT = 50003;
    public static final long APPROVED_CONTRACT = 50004;
    public static final long PARTLY_SHIPPED_CONTRACT = 50005;
    public static final long SHIPPED_CONTRACT = 50006;
    public static final long SETTLED_CONTRACT = 50007;
    public static final long CLOSED_CONTRACT = 50008;

    /** A contact that is filed, under {@link #K_CODE}. */
    public static final long FILED_CONTACT = 1;
    /** A contact that is not filed. */
    public static final long UNFILED_CONTACT = 40;

    public static final String K_CODE = "K1";

    private SampleIds() {}
}
