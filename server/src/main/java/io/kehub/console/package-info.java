/** REST of the ERP where its own API has no operation. */
@ApplicationModule(
        id = "console",
        allowedDependencies = {
            "kernel",
            "api.web",
            "erp.access",
            "erp.dictionary",
            "erp.product",
            "erp.inventory",
            "erp.contract"
        })
@NullMarked
package io.kehub.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
