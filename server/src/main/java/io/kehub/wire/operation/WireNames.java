package io.kehub.wire.operation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How each dialect calls one field. A dialect without a name for it doesn't know the field. */
public final class WireNames {

    private final Map<DialectId, String> names;

    private WireNames(Map<DialectId, String> names) {
        this.names = names;
    }

    /** A field that so far only the quick dialect knows. */
    public static WireNames quick(String name) {
        return new WireNames(Map.of()).and(DialectId.QUICK, name);
    }

    /** The same field, known to one more dialect. */
    public WireNames and(DialectId dialect, String name) {
        var more = new EnumMap<DialectId, String>(DialectId.class);
        more.putAll(names);
        more.put(dialect, name);
        return new WireNames(more);
    }

    /** The field's name in a dialect; empty where the dialect doesn't know it. */
    public Optional<String> in(DialectId dialect) {
        return Optional.ofNullable(names.get(dialect));
    }
}
