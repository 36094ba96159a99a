@NullMarked
package io.kehub.wire;

import org.jspecify.annotations.NullMarked;
