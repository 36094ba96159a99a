/**
 * The SDK: reads and adds customers of an ERP that speaks the quick dialect of the open API of 智邦国际.
 *
 * <p>{@link io.kehub.client.ErpClient} is the way in. Every call that fails throws an
 * {@link io.kehub.client.ErpException}, whose three kinds tell whether the ERP said no, whether nobody knows, or whether
 * the call never got there.
 */
@NullMarked
package io.kehub.client;

import org.jspecify.annotations.NullMarked;
