/** REST of the hub: contacts, their import, their deliveries. */
@ApplicationModule(
        id = "api.hub",
        allowedDependencies = {"kernel", "api.web", "erp.access", "hub.contact", "hub.filing", "sync.outbox"})
@NullMarked
package io.kehub.api.hub;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
