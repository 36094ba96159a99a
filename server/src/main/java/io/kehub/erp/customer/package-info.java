/** Customers 客户, their contact persons 联系人 and follow-ups 跟进. */
@ApplicationModule(
        id = "erp.customer",
        allowedDependencies = {"kernel", "database::sql", "erp.dictionary", "erp.customfield"})
@NullMarked
package io.kehub.erp.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
