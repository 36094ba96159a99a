@ApplicationModule(id = "kernel")
@NullMarked
package seeded.house.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
