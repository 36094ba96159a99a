/** Opportunities 项目管理 as operations of the ERP. */
@ApplicationModule(
        id = "wire.opportunity",
        allowedDependencies = {
            "kernel",
            "wire.operation",
            "wire.operation::type",
            "wire.customer",
            "erp.access",
            "erp.dictionary",
            "erp.customer",
            "erp.contract",
            "erp.opportunity"
        })
@NullMarked
package io.kehub.wire.opportunity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
