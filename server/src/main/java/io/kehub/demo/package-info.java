/** The main job done before one's eyes on made-up contacts, over HTTP only, as an outsider would do it. */
@ApplicationModule(
        id = "demo",
        allowedDependencies = {})
@NullMarked
package io.kehub.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
