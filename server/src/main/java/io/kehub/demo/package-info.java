/** The demo: files generated contacts and reads them back from the ERP, over HTTP only, like any other client. */
@ApplicationModule(
        id = "demo",
        allowedDependencies = {})
@NullMarked
package io.kehub.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
