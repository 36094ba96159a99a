/** Users 用户, their passwords and sessions 会话. */
@ApplicationModule(
        id = "erp.access",
        allowedDependencies = {"kernel", "database::sql"})
@NullMarked
package io.kehub.erp.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
