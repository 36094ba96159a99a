@ApplicationModule(id = "api")
@NullMarked
package seeded.house.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
