/** Customers 客户管理 as operations of the ERP. */
@ApplicationModule(
        id = "wire.customer",
        allowedDependencies = {
            "kernel",
            "wire.operation",
            "wire.operation::type",
            "erp.access",
            "erp.dictionary",
            "erp.customfield",
            "erp.customer"
        })
@NullMarked
package io.kehub.wire.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
