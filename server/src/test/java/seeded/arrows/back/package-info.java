@ApplicationModule(
        id = "back",
        allowedDependencies = {})
@NullMarked
package seeded.arrows.back;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
