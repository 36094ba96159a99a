/** Maps a contact to a customer of the ERP; pure functions. */
@ApplicationModule(
        id = "sync.mapping",
        allowedDependencies = {"kernel", "hub.contact", "hub.filing"})
@NullMarked
package io.kehub.sync.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
