/** Values that every module shares: pages, texts, typed ids, problems. Knows the JDK only. */
@ApplicationModule(
        id = "kernel",
        allowedDependencies = {})
@NullMarked
package io.kehub.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
