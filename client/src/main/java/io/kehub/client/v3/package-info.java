/**
 * The native dialect V3: flat JSON, the session in a header, the envelope {@code {Code, Msg}}. It adds and changes customers and
 * answers no id; customers are read and found as ov1 does.
 */
@NullMarked
package io.kehub.client.v3;

import org.jspecify.annotations.NullMarked;
