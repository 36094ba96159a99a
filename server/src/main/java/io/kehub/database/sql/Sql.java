package io.kehub.database.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A fragment of SQL: a constant of the program, or fragments put together by a template. It never holds input of a caller;
 * to keep it so, {@link #of} and {@link SqlTemplate#of} are called from static initializers only (checked by
 * {@code ArchitectureTest}).
 */
public final class Sql {

    public static final Sql EMPTY = new Sql("");
    public static final Sql TRUE = new Sql("true");

    private final String text;

    Sql(String text) {
        this.text = text;
    }

    /**
     * A constant fragment.
     *
     * @throws IllegalArgumentException if it contains a placeholder of a {@link SqlTemplate}
     */
    public static Sql of(String text) {
        var placeholders = SqlTemplate.placeholders(text);
        if (!placeholders.isEmpty()) {
            throw new IllegalArgumentException("a fragment has no placeholders, but this one has " + placeholders);
        }
        return new Sql(text);
    }

    /** The fragments with a separator such as {@code " and "} between them; {@link #EMPTY} for no fragments. */
    public static Sql join(Sql separator, List<Sql> fragments) {
        return new Sql(fragments.stream().map(Sql::text).collect(Collectors.joining(separator.text)));
    }

    /** A whole number as a literal, for the few places where a bound value would change the plan. */
    public static Sql literal(long number) {
        return new Sql(Long.toString(number));
    }

    /** A boolean as a literal, for the few places where a bound value would change the plan. */
    public static Sql literal(boolean value) {
        return new Sql(Boolean.toString(value));
    }

    public String text() {
        return text;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sql that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
