/** Finds out which dialect an ERP speaks. */
@NullMarked
package io.kehub.client.auto;

import org.jspecify.annotations.NullMarked;
