package io.kehub.erp.access;

import java.util.EnumSet;
import java.util.Set;

/** The role of a user: its permissions and scope. */
public enum Role {
    /** 管理员: everything, and alone may edit users, dictionaries, custom fields and settings. */
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    /** 部门经理: the contacts, customers, opportunities, contracts and purchases of the own department, their review and approval. */
    MANAGER(EnumSet.of(
            Permission.READ_CUSTOMERS,
            Permission.WRITE_CUSTOMERS,
            Permission.MANAGE_CUSTOMERS,
            Permission.READ_CONTRACTS,
            Permission.WRITE_CONTRACTS,
            Permission.APPROVE_CONTRACTS,
            Permission.READ_OPPORTUNITIES,
            Permission.WRITE_OPPORTUNITIES,
            Permission.APPROVE_OPPORTUNITIES,
            Permission.READ_PRODUCTS,
            Permission.READ_STOCK,
            Permission.READ_PURCHASES,
            Permission.WRITE_PURCHASES,
            Permission.APPROVE_PURCHASES,
            Permission.READ_ORGANISATION,
            Permission.READ_CONTACTS,
            Permission.WRITE_CONTACTS,
            Permission.READ_DELIVERIES,
            Permission.WRITE_DELIVERIES)),
    /** 销售: own and unassigned contacts, own and shared customers, opportunities and contracts, own purchases, the public pool. */
    SALES(EnumSet.of(
            Permission.READ_CUSTOMERS,
            Permission.WRITE_CUSTOMERS,
            Permission.READ_CONTRACTS,
            Permission.WRITE_CONTRACTS,
            Permission.READ_OPPORTUNITIES,
            Permission.WRITE_OPPORTUNITIES,
            Permission.READ_PRODUCTS,
            Permission.READ_STOCK,
            Permission.READ_PURCHASES,
            Permission.WRITE_PURCHASES,
            Permission.READ_ORGANISATION,
            Permission.READ_CONTACTS,
            Permission.WRITE_CONTACTS,
            Permission.READ_DELIVERIES,
            Permission.WRITE_DELIVERIES)),
    /** 库管: products, stock and own purchases; sees neither contacts nor customers, opportunities and contracts. */
    WAREHOUSE(EnumSet.of(
            Permission.READ_PRODUCTS,
            Permission.WRITE_PRODUCTS,
            Permission.READ_STOCK,
            Permission.WRITE_STOCK,
            Permission.READ_PURCHASES,
            Permission.WRITE_PURCHASES,
            Permission.READ_ORGANISATION)),
    /** 只读: sees everything and changes nothing. */
    READER(EnumSet.of(
            Permission.READ_CUSTOMERS,
            Permission.READ_CONTRACTS,
            Permission.READ_OPPORTUNITIES,
            Permission.READ_PRODUCTS,
            Permission.READ_STOCK,
            Permission.READ_PURCHASES,
            Permission.READ_ORGANISATION,
            Permission.READ_CONTACTS,
            Permission.READ_DELIVERIES)),
    /** 服务账号: a part of the program, such as the hub, that must find every customer, regardless of its owner. */
    SERVICE(EnumSet.of(Permission.READ_CUSTOMERS, Permission.WRITE_CUSTOMERS, Permission.READ_ORGANISATION));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    /** Whether the role has the permission, for the records in its scope. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether the role sees the records of everyone. */
    public boolean seesEverything() {
        return this == ADMINISTRATOR || this == READER || this == SERVICE;
    }
}
