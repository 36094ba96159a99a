package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.wire.operation.type.Parsed;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list from a position onwards.
 *
 * @param position the position of a record; no two records of the list share one
 * @param order the list's order of positions
 * @param justBefore the position directly before a record's, so that a read after it starts with the record
 * @param read reads a page
 * @param <T> the records
 * @param <P> a position in the list
 */
public record Keyset<T, P>(
        Function<T, P> position, Comparator<P> order, UnaryOperator<P> justBefore, Parsed<T, P> read) {

    /** Reads a page. */
    @FunctionalInterface
    public interface Parsed<T, P> {
        /**
         * The page.
         *
         * @param after the page holds the first records after it; null if the page begins where its number says */
        Page<T> page(PageRequest request, @Nullable P after);
    }

    /** A list that is ordered by id, newest first. */
    public static <T> Keyset<T, Long> newestFirst(Function<PageRequest, Page<T>> list, ToLongFunction<T> id) {
        return new Keyset<>(
                id::applyAsLong,
                Comparator.reverseOrder(),
                first -> first + 1,
                (request, after) -> list.apply(after == null ? request : request.after(after)));
    }
}
