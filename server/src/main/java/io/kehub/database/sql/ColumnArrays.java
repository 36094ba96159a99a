package io.kehub.database.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows as one array per column, so that one statement inserts all of them: {@code insert … select … from unnest(…)}. The
 * arrays have the order of the rows.
 *
 * @param <R> a row
 */
public final class ColumnArrays<R> {

    private final List<R> rows;

    public ColumnArrays(List<R> rows) {
        this.rows = List.copyOf(rows);
    }

    public Long[] longs(ToLongFunction<R> column) {
        return rows.stream().mapToLong(column).boxed().toArray(Long[]::new);
    }

    public String[] texts(Function<R, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    public BigDecimal[] numbers(Function<R, BigDecimal> column) {
        return rows.stream().map(column).toArray(BigDecimal[]::new);
    }

    public Boolean[] booleans(Function<R, Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }

    /** Dates as {@code yyyy-MM-dd}, to be cast to {@code date[]}; null stays null. */
    public @Nullable String[] dates(Function<R, @Nullable LocalDate> column) {
        return rows.stream()
                .map(row -> Objects.toString(column.apply(row), null))
                .toArray(String[]::new);
    }
}
