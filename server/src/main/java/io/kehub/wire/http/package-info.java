/** HTTP for all ERP paths: dialect, session, operation, limits. */
@ApplicationModule(
        id = "wire.http",
        allowedDependencies = {"kernel", "settings", "wire.operation", "wire.operation::type", "erp.access"})
@NullMarked
package io.kehub.wire.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
