@NullMarked
package io.kehub.api;

import org.jspecify.annotations.NullMarked;
