/** Custom fields 自定义字段: their definitions, and whether values fit them. */
@ApplicationModule(
        id = "erp.customfield",
        allowedDependencies = {"kernel", "database::sql"})
@NullMarked
package io.kehub.erp.customfield;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
