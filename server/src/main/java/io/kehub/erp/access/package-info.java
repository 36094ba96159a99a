/** Users 用户, their passwords and sessions 会话. */
@ApplicationModule(
        id = "erp.access",
        allowedDependencies = {"kernel"})
@NullMarked
package io.kehub.erp.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
