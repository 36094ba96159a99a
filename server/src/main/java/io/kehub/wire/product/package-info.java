/** Products 产品管理 as operations of the ERP. */
@ApplicationModule(
        id = "wire.product",
        allowedDependencies = {
            "kernel",
            "wire.operation",
            "wire.operation::type",
            "wire.json",
            "erp.access",
            "erp.dictionary",
            "erp.product"
        })
@NullMarked
package io.kehub.wire.product;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
