/** The PostgreSQL server of KeHub, embedded or external, its connections and its schema. */
@ApplicationModule(
        id = "database",
        allowedDependencies = {"kernel", "settings"})
@NullMarked
package io.kehub.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
