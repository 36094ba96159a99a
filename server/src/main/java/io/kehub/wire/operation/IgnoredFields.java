package io.kehub.wire.operation;

/** Is told of each field that a native dialect sent and no operation knows, so that somebody can count them. */
@FunctionalInterface
public interface IgnoredFields {

    /** @param name as the caller spelled it, cut to a length */
    void ignored(Operation<?> operation, DialectId dialect, String name);
}
