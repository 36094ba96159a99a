/** REST for people and their pages: the hub, the ERP where its own API has no operation, the administration. */
@ApplicationModule(
        id = "console",
        allowedDependencies = {
            "kernel",
            "erp.access",
            "erp.dictionary",
            "erp.customer",
            "erp.product",
            "erp.inventory",
            "erp.contract",
            "hub.contact",
            "hub.filing",
            "sync.outbox"
        })
@NullMarked
package io.kehub.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
