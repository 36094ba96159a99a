package io.kehub.erp.access;

/** What a role may do. On whose records is decided by {@link io.kehub.kernel.AccessScope}. */
public enum Permission {
    /** 查看客户: customers, their persons and follow-ups. */
    READ_CUSTOMERS,
    /** 维护客户: add, change, follow up, share, protect, take from and return to the pool. */
    WRITE_CUSTOMERS,
    /** 管理客户: assign to others, take back, review. */
    MANAGE_CUSTOMERS,
    /** 查看合同. */
    READ_CONTRACTS,
    /** 维护合同: draw up and change while not approved. */
    WRITE_CONTRACTS,
    /** 审批合同. */
    APPROVE_CONTRACTS,
    /** 查看项目. */
    READ_OPPORTUNITIES,
    /** 维护项目. */
    WRITE_OPPORTUNITIES,
    /** 审批项目. */
    APPROVE_OPPORTUNITIES,
    /** 查看产品: products, classes and units. */
    READ_PRODUCTS,
    /** 维护产品. */
    WRITE_PRODUCTS,
    /** 查看库存: stock, warehouses and stock documents. */
    READ_STOCK,
    /** 维护库存: warehouses, stock-in, stock-out, transfer, adjustment. */
    WRITE_STOCK,
    /** 查看采购: purchases and suppliers. */
    READ_PURCHASES,
    /** 维护采购: draw up, change while not approved, cancel, request a stock-in; suppliers. */
    WRITE_PURCHASES,
    /** 审批采购. */
    APPROVE_PURCHASES,
    /** 查看组织架构: departments and accounts, without what only an administrator needs. */
    READ_ORGANISATION,
    /** 维护组织架构: departments and accounts. */
    WRITE_ORGANISATION,
    /** 查看联系人: the WeChat contacts of the hub. */
    READ_CONTACTS,
    /** 维护联系人: add, import, change, file. */
    WRITE_CONTACTS,
    /** 查看投递: the deliveries of filed contacts to the ERP. */
    READ_DELIVERIES,
    /** 重试投递. */
    WRITE_DELIVERIES,
    /** 系统管理: users, dictionaries, custom fields and settings. */
    ADMINISTER
}
