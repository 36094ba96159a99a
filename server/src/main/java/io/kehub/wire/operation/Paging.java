package io.kehub.wire.operation;

import io.kehub.kernel.PageRequest;

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

    /** The page that a call asks for: the first of {@value PageRequest#DEFAULT_SIZE} records where it says nothing. */
    public static PageRequest of(Arguments given) {
        return new PageRequest(given.orElse(INDEX, 1), given.orElse(SIZE, PageRequest.DEFAULT_SIZE));
    }
}
