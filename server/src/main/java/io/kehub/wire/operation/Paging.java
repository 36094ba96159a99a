package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The parameters by which all dialects ask for a page. */
public final class Paging {

    public static final Parameter<Integer> INDEX = Parameter.<Integer>named("pageIndex", "页码")
            .quick("pageindex", Types.whole(1, Integer.MAX_VALUE))
            .ov1("pageindex", Types.whole(1, Integer.MAX_VALUE))
            .v3("page_index", Types.whole(1, Integer.MAX_VALUE), "pageindex")
            .helper("pageindex", Types.whole(1, Integer.MAX_VALUE), "page_index");

    public static final Parameter<Integer> SIZE = Parameter.<Integer>named("pageSize", "每页数量")
            .quick("pagesize", Types.whole(1, PageRequest.LARGEST_SIZE))
            .ov1("pagesize", Types.whole(1, PageRequest.LARGEST_SIZE))
            .v3("page_size", Types.whole(1, PageRequest.LARGEST_SIZE), "pagesize")
            .helper("pagesize", Types.whole(1, PageRequest.LARGEST_SIZE), "page_size");

    private Paging() {}

    /**
     * Reads the page that a call asks for, of a list whose newest records come first. It goes on where the page before it
     * has ended for this caller, whatever was added since (ADR 0008); where that is not known, it begins where its number
     * says.
     *
     * @param id the id by which the list is ordered
     */
    public static <T> Page<T> through(
            Arguments given, ErpCall call, Function<PageRequest, Page<T>> list, ToLongFunction<T> id) {
        var request = of(given);
        var asked = given.allBut(INDEX);
        var begun = request.index() == 1 ? null : call.pageEnd(asked, request.index() - 1);
        var page = list.apply(begun == null ? request : request.after(begun));
        var end = page.items().isEmpty()
                ? begun
                : Long.valueOf(id.applyAsLong(page.items().getLast()));
        if (end != null) {
            call.pageEnded(asked, request.index(), end);
        }
        return page;
    }

    /** The page that a call asks for: the first of {@value PageRequest#DEFAULT_SIZE} records where it says nothing. */
    public static PageRequest of(Arguments given) {
        return new PageRequest(given.orElse(INDEX, 1), given.orElse(SIZE, PageRequest.DEFAULT_SIZE));
    }
}
