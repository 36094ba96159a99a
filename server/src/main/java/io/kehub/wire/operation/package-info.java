/** The ERP's operations, declared once: their fields, their outcomes, and the SPI by which dialects speak them. */
@ApplicationModule(
        id = "wire.operation",
        allowedDependencies = {"kernel", "erp.access", "erp.dictionary", "erp.customfield", "erp.customer"})
@NullMarked
package io.kehub.wire.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
