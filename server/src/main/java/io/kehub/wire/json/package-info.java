/** JSON to neutral values and back, for every dialect. */
@ApplicationModule(
        id = "wire.json",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type"})
@NullMarked
package io.kehub.wire.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
