/** Purchases 采购 and suppliers 供应商 as operations of the ERP. */
@ApplicationModule(
        id = "wire.purchase",
        allowedDependencies = {
            "kernel",
            "wire.operation",
            "wire.operation::type",
            "wire.inventory",
            "erp.access",
            "erp.dictionary",
            "erp.inventory",
            "erp.product",
            "erp.purchase"
        })
@NullMarked
package io.kehub.wire.purchase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
