/** The dialect ov1: {@code session}, {@code cmdkey} and {@code datas} in, {@code header} and {@code body} out. */
@ApplicationModule(
        id = "wire.ov1",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type", "wire.json"})
@NullMarked
package io.kehub.wire.ov1;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
