/** Sign-in and sign-out 鉴权接口 as operations of the ERP. */
@ApplicationModule(
        id = "wire.session",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type", "erp.access"})
@NullMarked
package io.kehub.wire.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
