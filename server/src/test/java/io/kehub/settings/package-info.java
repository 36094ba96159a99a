@NullMarked
package io.kehub.settings;

import org.jspecify.annotations.NullMarked;
