package io.kehub.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, with the number of all records that the list has.
 *
 * @param items the records of this page in the order of the list; empty past the end, never null
 * @param total number of records on all pages together
 * @param request the requested page
 */
public record Page<T>(List<T> items, long total, PageRequest request) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same page with each record converted. */
    public <R> Page<R> map(Function<? super T, ? extends R> translation) {
        return new Page<>(items.stream().<R>map(translation).toList(), total, request);
    }
}
