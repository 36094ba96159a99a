/** The input types of parameters: how a value on the wire becomes a typed one, and what is allowed. */
@NamedInterface("type")
@NullMarked
package io.kehub.wire.operation.type;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
