package io.kehub.erp.access;

import java.util.EnumSet;
import java.util.Set;

/** What a user may do. */
public enum Role {
    /** 管理员: everything, and alone may edit users, dictionaries, custom fields and settings. */
    ADMINISTRATOR(EnumSet.allOf(Right.class)),
    /** 部门经理: the contacts, customers and contracts of the own department, their review and approval. */
    MANAGER(EnumSet.of(
            Right.READ_CUSTOMERS,
            Right.WRITE_CUSTOMERS,
            Right.MANAGE_CUSTOMERS,
            Right.READ_CONTRACTS,
            Right.WRITE_CONTRACTS,
            Right.APPROVE_CONTRACTS,
            Right.READ_PRODUCTS,
            Right.READ_STOCK,
            Right.READ_ORGANISATION,
            Right.READ_CONTACTS,
            Right.WRITE_CONTACTS,
            Right.READ_DELIVERIES,
            Right.WRITE_DELIVERIES)),
    /** 销售: own and unassigned contacts, own and shared customers and contracts, and the public pool. */
    SALES(EnumSet.of(
            Right.READ_CUSTOMERS,
            Right.WRITE_CUSTOMERS,
            Right.READ_CONTRACTS,
            Right.WRITE_CONTRACTS,
            Right.READ_PRODUCTS,
            Right.READ_STOCK,
            Right.READ_ORGANISATION,
            Right.READ_CONTACTS,
            Right.WRITE_CONTACTS,
            Right.READ_DELIVERIES,
            Right.WRITE_DELIVERIES)),
    /** 库管: products and stock; sees neither contacts nor customers nor contracts. */
    WAREHOUSE(EnumSet.of(
            Right.READ_PRODUCTS, Right.WRITE_PRODUCTS, Right.READ_STOCK, Right.WRITE_STOCK, Right.READ_ORGANISATION)),
    /** 只读: sees everything and changes nothing. */
    READER(EnumSet.of(
            Right.READ_CUSTOMERS,
            Right.READ_CONTRACTS,
            Right.READ_PRODUCTS,
            Right.READ_STOCK,
            Right.READ_ORGANISATION,
            Right.READ_CONTACTS,
            Right.READ_DELIVERIES)),
    /** 服务账号: a part of the program, such as the hub, that must find every customer again, whoever has it by then. */
    SERVICE(EnumSet.of(Right.READ_CUSTOMERS, Right.WRITE_CUSTOMERS, Right.READ_ORGANISATION));

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = Set.copyOf(rights);
    }

    /** Whether the role may do this to the records that it sees. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Whether the role sees the records of everyone. */
    public boolean seesEverything() {
        return this == ADMINISTRATOR || this == READER || this == SERVICE;
    }
}
