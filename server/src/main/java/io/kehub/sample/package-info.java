/** The sample firm: made-up departments, users, customers, goods and contracts, created over HTTP like any other client. */
@ApplicationModule(
        id = "sample",
        allowedDependencies = {"demo"})
@NullMarked
package io.kehub.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
