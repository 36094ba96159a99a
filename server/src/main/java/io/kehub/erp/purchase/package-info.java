/** Purchases 采购 and suppliers 供应商: lines, approval, cancellation, and what has arrived. */
@ApplicationModule(
        id = "erp.purchase",
        allowedDependencies = {"kernel", "database::sql", "erp.access", "erp.dictionary", "erp.product", "erp.inventory"
        })
@NullMarked
package io.kehub.erp.purchase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
