/** Departments and accounts 组织架构 as operations of the ERP. */
@ApplicationModule(
        id = "wire.organisation",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type", "erp.access", "erp.dictionary"})
@NullMarked
package io.kehub.wire.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
