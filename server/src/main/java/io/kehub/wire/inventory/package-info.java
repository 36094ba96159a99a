/** Stock 库存, warehouses 仓库, stock-in 入库 and stock-out 出库 as operations of the ERP. */
@ApplicationModule(
        id = "wire.inventory",
        allowedDependencies = {
            "kernel",
            "wire.operation",
            "wire.operation::type",
            "erp.access",
            "erp.dictionary",
            "erp.inventory",
            "erp.product"
        })
@NullMarked
package io.kehub.wire.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
