/** A fake ERP over real HTTP that fails on demand: {@link io.kehub.client.testing.FakeErp}. */
@NullMarked
package io.kehub.client.testing;

import org.jspecify.annotations.NullMarked;
