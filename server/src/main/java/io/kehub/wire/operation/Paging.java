package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.wire.operation.type.Types;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The page parameters of all dialects. */
public final class Paging {

    /** The helper services answer no more records on one page. */
    private static final int MAX_HELPER_SIZE = 50;

    public static final Parameter<Integer> INDEX = Parameter.<Integer>named("pageIndex", "页码")
            .quick("pageindex", Types.integer(1, Integer.MAX_VALUE))
            .ov1("pageindex", Types.integer(1, Integer.MAX_VALUE))
            .v3("page_index", Types.integer(1, Integer.MAX_VALUE), "pageindex")
            .helper("PageNumber", Types.integer(1, Integer.MAX_VALUE), "pageindex", "page_index");

    public static final Parameter<Integer> SIZE = Parameter.<Integer>named("pageSize", "每页数量")
            .quick("pagesize", Types.integer(1, PageRequest.MAX_SIZE))
            .ov1("pagesize", Types.clamped(1, PageRequest.MAX_SIZE))
            .v3("page_size", Types.clamped(1, PageRequest.MAX_SIZE), "pagesize")
            .helper("PageSize", Types.clamped(1, MAX_HELPER_SIZE), "page_size");

    private Paging() {}

    /**
     * Reads the requested page of a list, newest first. The page continues where this reader's previous page ended,
     * even if records were added (ADR 0008); if that is unknown, it starts at its page number.
     *
     * @param id the id by which the list is ordered
     */
    public static <T> Page<T> read(
            Arguments given, ErpCall call, Function<PageRequest, Page<T>> list, ToLongFunction<T> id) {
        return read(given, call, Keyset.newestFirst(list, id));
    }

    /** Reads the requested page of a list in any order. */
    public static <T, P> Page<T> read(Arguments given, ErpCall call, Keyset<T, P> list) {
        var request = of(given);
        var asked = List.of(given.allBut(INDEX, SIZE), request.size());
        return call.turn(asked, request.index(), list).read(request, list);
    }

    /** Returns the requested page of a short list that is read completely, newest first. */
    public static <T> Page<T> cut(Arguments given, ErpCall call, List<T> all, ToLongFunction<T> id) {
        return read(
                given,
                call,
                request -> new Page<>(
                        all.stream()
                                .filter(each -> id.applyAsLong(each) < request.below())
                                .skip(request.offset())
                                .limit(request.size())
                                .toList(),
                        all.size(),
                        request),
                id);
    }

    /** The requested page; by default the first, with {@value PageRequest#DEFAULT_SIZE} records. */
    public static PageRequest of(Arguments given) {
        return new PageRequest(given.orElse(INDEX, 1), given.orElse(SIZE, PageRequest.DEFAULT_SIZE));
    }
}
