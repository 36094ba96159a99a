/**
 * The SDK: finds, reads, adds and changes customers of an ERP.
 *
 * <p>{@link io.kehub.client.ErpClient} is the port. Each dialect of an ERP is an adapter behind it, which
 * {@link io.kehub.client.ErpClient#builder} selects. Callers see neutral {@link io.kehub.client.Customer}s and
 * {@link io.kehub.client.ErpResult}s, never wire names or HTTP statuses.
 *
 * <p>{@link io.kehub.client.ErpDialect}, {@link io.kehub.client.ErpConnection}, {@link io.kehub.client.Transport},
 * {@link io.kehub.client.SharedSession} and {@link io.kehub.client.WireValues} are for authors of dialects.
 */
@NullMarked
package io.kehub.client;

import org.jspecify.annotations.NullMarked;
