/** The lists that an administrator edits, such as the customer sources 客户来源. */
@ApplicationModule(
        id = "erp.dictionary",
        allowedDependencies = {"kernel", "database::sql"})
@NullMarked
package io.kehub.erp.dictionary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
