package io.kehub.database.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a {@code where} clause and the values bound in them. A value that is null narrows nothing: its
 * condition is left out. For one thread.
 */
public final class Conditions {

    private static final Sql AND = Sql.of(" and ");

    private final List<Sql> all = new ArrayList<>();
    private final Map<String, Object> values;

    public Conditions() {
        this(new HashMap<>());
    }

    private Conditions(Map<String, Object> values) {
        this.values = values;
    }

    /** Further conditions of the same statement, for another place in it: they bind their values together. */
    public Conditions another() {
        return new Conditions(values);
    }

    public Conditions add(Sql condition) {
        all.add(condition);
        return this;
    }

    /** One of two conditions; null adds none. */
    public Conditions either(@Nullable Boolean choice, Sql ifTrue, Sql ifFalse) {
        return choice == null ? this : add(choice ? ifTrue : ifFalse);
    }

    /**
     * A condition on one value.
     *
     * @param condition names the parameter as {@code :parameter}
     * @param value null leaves the condition out
     * @throws IllegalArgumentException if the condition does not name the parameter, or another value is bound to it
     */
    public Conditions add(Sql condition, String parameter, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        if (!condition.text().contains(":" + parameter)) {
            throw new IllegalArgumentException("the condition does not name :" + parameter + ": " + condition);
        }
        return bind(parameter, value).add(condition);
    }

    /** As {@link #add(Sql, String, Object)} for a text that narrows nothing when it is empty. */
    public Conditions addText(Sql condition, String parameter, String text) {
        return add(condition, parameter, text.isEmpty() ? null : text);
    }

    /**
     * Binds a value that the statement names outside of these conditions.
     *
     * @throws IllegalArgumentException if another value is bound to the parameter
     */
    public Conditions bind(String parameter, Object value) {
        var before = values.putIfAbsent(parameter, value);
        if (before != null && !before.equals(value)) {
            throw new IllegalArgumentException("another value is bound to :" + parameter);
        }
        return this;
    }

    /** Number of conditions so far; tells whether a part of a filter has added any. */
    public int size() {
        return all.size();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The conditions joined by {@code and}; {@code true} without any. */
    public Sql joined() {
        return all.isEmpty() ? Sql.TRUE : Sql.join(AND, all);
    }

    /** The statement with the values bound so far. */
    public BoundSql bound(Sql statement) {
        return new BoundSql(statement, Map.copyOf(values));
    }
}
