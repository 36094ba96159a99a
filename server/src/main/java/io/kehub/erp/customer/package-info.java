/** Customers 客户 and their custom fields 自定义字段. */
@ApplicationModule(
        id = "erp.customer",
        allowedDependencies = {"kernel", "database::sql", "erp.dictionary"})
@NullMarked
package io.kehub.erp.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
