package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The parameters by which all dialects ask for a page. */
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
     * Reads the page that a call asks for, of a list whose newest records come first. It goes on where the page before it
     * has ended for this reader, whatever was added since (ADR 0008); if that is not known, it begins where its number says.
     *
     * @param id the id by which the list is ordered
     */
    public static <T> Page<T> read(
            Arguments given, ErpCall call, Function<PageRequest, Page<T>> list, ToLongFunction<T> id) {
        return read(given, call, Keyset.newestFirst(list, id));
    }

    /** Reads the page that a call asks for, of a list in any order. */
    public static <T, P> Page<T> read(Arguments given, ErpCall call, Keyset<T, P> list) {
        var request = of(given);
        var asked = List.of(given.allBut(INDEX, SIZE), request.size());
        return call.turn(asked, request.index(), list).read(request, list);
    }

    /** Cuts the page that a call asks for out of a short list, newest first, that is read as a whole. */
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

    /** The page that a call asks for: the first of {@value PageRequest#DEFAULT_SIZE} records where it says nothing. */
    public static PageRequest of(Arguments given) {
        return new PageRequest(given.orElse(INDEX, 1), given.orElse(SIZE, PageRequest.DEFAULT_SIZE));
    }
}
