/** The dialect helper: a flat body with {@code Token} in, {@code flag}, {@code code} and {@code datas} out. */
@ApplicationModule(
        id = "wire.helper",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type", "wire.json"})
@NullMarked
package io.kehub.wire.helper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
