package io.kehub.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, with the number of all records that the list has.
 *
 * @param items the records of this page in the order of the list; empty past the end, never null
 * @param total number of records on all pages together
 * @param request the requested page
 * @param sortKeys in a sorted list, the sort key of each record, for {@link PageRequest#after(String, long)}; otherwise empty
 */
public record Page<T>(List<T> items, long total, PageRequest request, List<String> sortKeys) {

    public Page {
        items = List.copyOf(items);
        sortKeys = List.copyOf(sortKeys);
    }

    /** A page of a list that is not sorted. */
    public Page(List<T> items, long total, PageRequest request) {
        this(items, total, request, List.of());
    }

    /** The same page with each record converted. */
    public <R> Page<R> map(Function<? super T, ? extends R> translation) {
        return new Page<>(items.stream().<R>map(translation).toList(), total, request, sortKeys);
    }
}
