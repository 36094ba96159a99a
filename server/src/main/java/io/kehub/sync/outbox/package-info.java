/** Deliveries 投递 that must not be lost: rows, leases, attempts. Independent of what is delivered. */
@ApplicationModule(
        id = "sync.outbox",
        allowedDependencies = {"kernel", "database::sql"})
@NullMarked
package io.kehub.sync.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
