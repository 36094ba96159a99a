/** REST for people and their pages: the hub, the administration. */
@ApplicationModule(
        id = "console",
        allowedDependencies = {
            "kernel",
            "erp.access",
            "erp.dictionary",
            "erp.customer",
            "hub.contact",
            "hub.filing",
            "sync.outbox"
        })
@NullMarked
package io.kehub.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
