/** What an operator may set: read from one place, taken literally, checked before anything starts. Knows the JDK only. */
@ApplicationModule(
        id = "settings",
        allowedDependencies = {})
@NullMarked
package io.kehub.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
