/** Filing 建档: a contact gets its K-code K编码. */
@ApplicationModule(
        id = "hub.filing",
        allowedDependencies = {"kernel", "hub.contact"})
@NullMarked
package io.kehub.hub.filing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
