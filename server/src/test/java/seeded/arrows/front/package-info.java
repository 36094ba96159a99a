@ApplicationModule(
        id = "front",
        allowedDependencies = {"back"})
@NullMarked
package seeded.arrows.front;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
