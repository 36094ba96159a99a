/** Contracts 合同管理 as operations of the ERP. */
@ApplicationModule(
        id = "wire.contract",
        allowedDependencies = {
            "kernel",
            "wire.operation",
            "wire.operation::type",
            "wire.inventory",
            "erp.access",
            "erp.dictionary",
            "erp.customer",
            "erp.opportunity",
            "erp.product",
            "erp.inventory",
            "erp.contract"
        })
@NullMarked
package io.kehub.wire.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
