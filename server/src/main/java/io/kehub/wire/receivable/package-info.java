/** Accounts receivable 应收账款 as operations of the ERP. */
@ApplicationModule(
        id = "wire.receivable",
        allowedDependencies = {
            "kernel",
            "wire.operation",
            "wire.operation::type",
            "erp.access",
            "erp.dictionary",
            "erp.customer",
            "erp.contract",
            "erp.receivable"
        })
@NullMarked
package io.kehub.wire.receivable;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
