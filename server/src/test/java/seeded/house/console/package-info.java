@ApplicationModule(id = "console")
@NullMarked
package seeded.house.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
