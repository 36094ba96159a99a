/** REST of the administration: users, dictionaries, custom fields, settings. */
@ApplicationModule(
        id = "api.admin",
        allowedDependencies = {
            "kernel",
            "api.web",
            "api.me",
            "erp.access",
            "erp.dictionary",
            "erp.customfield",
            "erp.customer",
            "erp.inventory",
            "erp.opportunity",
            "erp.contract"
        })
@NullMarked
package io.kehub.api.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
