/** WeChat contacts 联系人 as they come in. */
@ApplicationModule(
        id = "hub.contact",
        allowedDependencies = {"kernel", "database::sql"})
@NullMarked
package io.kehub.hub.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
