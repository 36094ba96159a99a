/** Brings a delivery into the ERP through the SDK over HTTP and proves that it is there. */
@ApplicationModule(
        id = "sync.delivery",
        allowedDependencies = {"kernel", "settings", "sync.outbox", "sync.mapping"})
@NullMarked
package io.kehub.sync.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
