/** What the dialects share. Not exported: the dialects' own. */
@NullMarked
package io.kehub.client.wire;

import org.jspecify.annotations.NullMarked;
