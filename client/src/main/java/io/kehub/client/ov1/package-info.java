/**
 * The native dialect V1.0: parameters in {@code datas}, the session in the body, the envelope {@code {header, body}}. A customer
 * is saved under an id that was reserved before; choices are sent by their ids.
 */
@NullMarked
package io.kehub.client.ov1;

import org.jspecify.annotations.NullMarked;
