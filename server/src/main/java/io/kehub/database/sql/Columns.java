package io.kehub.database.sql;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns that a statement writes, listed once for all of its clauses. Each column is bound to the parameter of the
 * same name. The names are constants of the program.
 */
public final class Columns {

    private final List<String> names;

    private Columns(List<String> names) {
        this.names = names;
    }

    public static Columns of(String... names) {
        return new Columns(List.of(names));
    }

    /** These columns and then others. */
    public Columns and(String... others) {
        return new Columns(Stream.concat(names.stream(), Stream.of(others)).toList());
    }

    /** {@code a, b}: for {@code insert into}, {@code select} and {@code returning}. */
    public String names() {
        return list(name -> name);
    }

    /** {@code :a, :b}: for {@code values}. */
    public String parameters() {
        return list(name -> ":" + name);
    }

    /** {@code a = :a, b = :b}: for {@code update … set}. */
    public String assignments() {
        return list(name -> name + " = :" + name);
    }

    private String list(UnaryOperator<String> item) {
        return names.stream().map(item).collect(Collectors.joining(", "));
    }
}
