@NullMarked
package io.kehub;

import org.jspecify.annotations.NullMarked;
