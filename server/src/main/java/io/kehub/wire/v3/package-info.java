/** The dialect v3: a flat body or query and the header {@code ZBAPI-Token} in, {@code Code} and {@code Msg} out. */
@ApplicationModule(
        id = "wire.v3",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type", "wire.json"})
@NullMarked
package io.kehub.wire.v3;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
