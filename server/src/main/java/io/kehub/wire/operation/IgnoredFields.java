package io.kehub.wire.operation;

import io.kehub.wire.operation.type.DialectId;

/** Receives each unknown field that a native dialect ignores, for example to count them. */
@FunctionalInterface
public interface IgnoredFields {

    /** @param name as sent by the caller, shortened */
    void ignored(Operation<?> operation, DialectId dialect, String name);
}
