/** The quick dialect: the flat requests and the success/message/data envelope of the quick reference. */
@ApplicationModule(
        id = "wire.quick",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type", "wire.json"})
@NullMarked
package io.kehub.wire.quick;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
