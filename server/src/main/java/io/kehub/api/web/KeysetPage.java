package io.kehub.api.web;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One page of a list, newest first.
 *
 * @param next what to send as {@code before} to read on; empty at the end
 */
public record KeysetPage<T>(List<T> list, String next) {

    public static final int DEFAULT_LIMIT = 20;

    /**
     * The first page of what was found.
     *
     * @param found one item more than the limit if there is a next page
     */
    public static <T> KeysetPage<T> of(List<T> found, int limit, ToLongFunction<T> id) {
        return found.size() > limit
                ? new KeysetPage<>(found.subList(0, limit), String.valueOf(id.applyAsLong(found.get(limit - 1))))
                : new KeysetPage<>(found, "");
    }

    public <V> KeysetPage<V> map(Function<T, V> view) {
        return new KeysetPage<>(list.stream().map(view).toList(), next);
    }
}
