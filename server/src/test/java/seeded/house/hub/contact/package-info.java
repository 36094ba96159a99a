@ApplicationModule(id = "hub.contact")
@NullMarked
package seeded.house.hub.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
