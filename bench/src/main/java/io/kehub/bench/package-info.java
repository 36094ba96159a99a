@NullMarked
package io.kehub.bench;

import org.jspecify.annotations.NullMarked;
