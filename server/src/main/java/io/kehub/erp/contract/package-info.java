/** Contracts 合同: lines, approval 审批, shipping, closing, payments and invoices. */
@ApplicationModule(
        id = "erp.contract",
        allowedDependencies = {
            "kernel",
            "database::sql",
            "erp.dictionary",
            "erp.customer",
            "erp.opportunity",
            "erp.product",
            "erp.inventory"
        })
@NullMarked
package io.kehub.erp.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
