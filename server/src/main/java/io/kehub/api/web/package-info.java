/** What every address under {@code /api} shares: reading requests, answers, errors, authentication, permissions. */
@ApplicationModule(
        id = "api.web",
        allowedDependencies = {"kernel", "erp.access"})
@NullMarked
package io.kehub.api.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
