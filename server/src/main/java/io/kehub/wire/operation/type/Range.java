package io.kehub.wire.operation.type;

import org.jspecify.annotations.Nullable;

/**
 * Both ends of a range; null leaves an end open.
 *
 * @param from the first value that belongs to it
 * @param to the last one; of a period, the first moment after it
 */
public record Range<T>(@Nullable T from, @Nullable T to) {}
