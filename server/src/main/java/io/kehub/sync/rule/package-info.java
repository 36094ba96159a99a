/** Which facts of the hub go to the ERP. */
@ApplicationModule(
        id = "sync.rule",
        allowedDependencies = {"kernel", "hub.contact", "hub.filing", "sync.mapping", "sync.outbox"})
@NullMarked
package io.kehub.sync.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
