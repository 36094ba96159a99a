/** The PostgreSQL that KeHub keeps its state in: an embedded one or a given one, and its schema. */
@ApplicationModule(
        id = "database",
        allowedDependencies = {"kernel", "settings"})
@NullMarked
package io.kehub.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
