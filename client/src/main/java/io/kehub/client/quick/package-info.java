/** The quick dialect: flat JSON, a session cookie, the envelope {@code {success, message, data}}. */
@NullMarked
package io.kehub.client.quick;

import org.jspecify.annotations.NullMarked;
