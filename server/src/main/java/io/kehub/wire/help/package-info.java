/** The API's help pages and the OpenAPI document, generated from the catalog. */
@ApplicationModule(
        id = "wire.help",
        allowedDependencies = {"kernel", "wire.operation", "wire.operation::type", "wire.json", "erp.access"})
@NullMarked
package io.kehub.wire.help;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
