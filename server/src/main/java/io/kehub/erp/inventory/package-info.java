/** Warehouses 仓库, stock 库存, and the documents that move stock 入库, 出库, 调拨, 盘点. */
@ApplicationModule(
        id = "erp.inventory",
        allowedDependencies = {"kernel", "database::sql", "erp.dictionary", "erp.product"})
@NullMarked
package io.kehub.erp.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
