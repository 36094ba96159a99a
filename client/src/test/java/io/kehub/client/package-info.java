@NullMarked
package io.kehub.client;

import org.jspecify.annotations.NullMarked;
