/** Opportunities 项目: possible sales to customers, their stage and approval. */
@ApplicationModule(
        id = "erp.opportunity",
        allowedDependencies = {"kernel", "database::sql", "erp.dictionary", "erp.customer"})
@NullMarked
package io.kehub.erp.opportunity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
