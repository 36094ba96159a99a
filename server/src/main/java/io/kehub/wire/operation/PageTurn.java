package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One page request, assigned to the read that it continues.
 *
 * @param after the page starts after this position; null if it starts at its page number
 * @param owed skipped records that the page returns first; null if there are none
 * @param <P> a position in the list
 */
record PageTurn<P>(@Nullable P after, @Nullable Owed<P> owed, Result<P> result) {

    /**
     * Records that a read has skipped.
     *
     * @param after they begin after this position
     * @param last position of the last of them
     */
    record Owed<P>(P after, P last) {}

    /** Receives the content of the page. */
    @FunctionalInterface
    interface Result<P> {
        /**
         * Records a page.
         *
         * @param first position of the first record; null on an empty page
         * @param end position of the last record in the order of the list; null if that is not known
         * @param owed skipped records that are still to be returned
         */
        void served(@Nullable P first, @Nullable P end, @Nullable Owed<P> owed);
    }

    <T> Page<T> read(PageRequest request, Keyset<T, P> list) {
        return owed == null ? plain(request, list) : withOwed(request, list, owed);
    }

    private <T> Page<T> plain(PageRequest request, Keyset<T, P> list) {
        var page = list.read().page(request, after);
        if (page.items().isEmpty()) {
            result.served(null, after, null);
        } else {
            result.served(
                    position(page.items().getFirst(), list),
                    position(page.items().getLast(), list),
                    null);
        }
        return page;
    }

    private <T> Page<T> withOwed(PageRequest request, Keyset<T, P> list, Owed<P> due) {
        var skipped = list.read().page(request, due.after);
        var items = new ArrayList<>(skipped.items().stream()
                .filter(item -> list.order().compare(position(item, list), due.last) <= 0)
                .toList());
        if (items.size() == request.size()) {
            var reached = position(items.getLast(), list);
            var left = list.order().compare(reached, due.last) < 0 ? new Owed<>(reached, due.last) : null;
            result.served(null, after, left);
            return skipped;
        }
        var rest = list.read().page(new PageRequest(request.index(), request.size() - items.size()), after);
        result.served(
                null, rest.items().isEmpty() ? after : position(rest.items().getLast(), list), null);
        items.addAll(rest.items());
        return new Page<>(items, rest.total(), request);
    }

    private static <T, P> P position(T item, Keyset<T, P> list) {
        return list.position().apply(item);
    }
}
