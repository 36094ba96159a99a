/** Accounts receivable 应收账款: planned receipts of contracts and what was received of them. */
@ApplicationModule(
        id = "erp.receivable",
        allowedDependencies = {"kernel", "database::sql", "erp.access", "erp.dictionary", "erp.customer", "erp.contract"
        })
@NullMarked
package io.kehub.erp.receivable;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
