/** Sends a delivery to the ERP through the SDK over HTTP and verifies that it arrived. */
@ApplicationModule(
        id = "sync.delivery",
        allowedDependencies = {"kernel", "settings", "sync.outbox", "sync.mapping"})
@NullMarked
package io.kehub.sync.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
