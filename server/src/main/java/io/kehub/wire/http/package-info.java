/** The front door of all ERP paths: path to operation, session, dialect, limits. */
@ApplicationModule(
        id = "wire.http",
        allowedDependencies = {"kernel", "settings", "wire.operation", "erp.access"})
@NullMarked
package io.kehub.wire.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
