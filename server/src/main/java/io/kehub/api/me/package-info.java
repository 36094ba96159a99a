/** REST of the current user. */
@ApplicationModule(
        id = "api.me",
        allowedDependencies = {"kernel", "api.web", "erp.access"})
@NullMarked
package io.kehub.api.me;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
