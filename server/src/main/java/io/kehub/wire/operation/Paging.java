package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Sort;
import io.kehub.kernel.Text;
import io.kehub.kernel.WrittenValue;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.Types.SortableColumn;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * The order of a list, by the columns that it answers.
     *
     * @param columns the columns in their order
     * @param sortable names of the columns by which the module sorts, see {@code SortColumns.names}
     */
    public static Parameter<Sort> sort(List<? extends AnswerField<?>> columns, Set<String> sortable) {
        var sorting = new ArrayList<SortableColumn>();
        columns.forEach(column -> sorting.add(
                new SortableColumn(column.wireName(), Optional.of(column.name()).filter(sortable::contains))));
        if (columns.stream().noneMatch(column -> column.wireName().equals("id"))) {
            sorting.add(new SortableColumn("id", Optional.of(Sort.NEWEST_FIRST.column())));
        }
        return Parameter.<Sort>named("sort", "排序字段").ov1("_rpt_sort", Types.sort(sorting));
    }

    /** A record of a sorted list with its position. */
    private record Sorted<T>(T item, String key, long id) {}

    private record Position(String key, long id) {}

    /**
     * As {@link #read(Arguments, ErpCall, Function, ToLongFunction)}, in the order that the request asks for. A sorted list
     * continues after the sort key that the last record had on the previous page. Only the usual order tells apart readers
     * that share a session and all missed their turn (ADR 0008).
     */
    public static <T> Page<T> read(
            Arguments given,
            ErpCall call,
            Parameter<Sort> order,
            Function<PageRequest, Page<T>> list,
            ToLongFunction<T> id) {
        var sort = given.orElse(order, Sort.NEWEST_FIRST);
        if (sort.equals(Sort.NEWEST_FIRST)) {
            return read(given, call, list, id);
        }
        var before = sort.descending() ? 1 : -1;
        return read(
                        given,
                        call,
                        new Keyset<Sorted<T>, Position>(
                                sorted -> new Position(sorted.key(), sorted.id()),
                                (unusedOne, unusedOther) -> 0,
                                first -> new Position(first.key(), first.id() + before),
                                (request, after) -> sorted(
                                        list.apply(
                                                after == null
                                                        ? request.sortedBy(sort)
                                                        : request.sortedBy(sort).after(after.key(), after.id())),
                                        id)))
                .map(Sorted::item);
    }

    private static <T> Page<Sorted<T>> sorted(Page<T> page, ToLongFunction<T> id) {
        var keys = page.sortKeys().iterator();
        return page.map(item -> new Sorted<>(item, keys.next(), id.applyAsLong(item)));
    }

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

    /**
     * A short list in the order that a request asks for, by the values that the list answers; in its own order if the request
     * asks for none. Records with equal values keep their order.
     */
    public static <T> List<T> sorted(List<T> all, List<AnswerField<T>> columns, Sort sort) {
        var column = columns.stream()
                .filter(each -> each.name().equals(sort.column()))
                .findFirst();
        if (sort.equals(Sort.NEWEST_FIRST) || column.isEmpty()) {
            return all;
        }
        Comparator<T> order =
                Comparator.comparing(record -> column.get().value().apply(record), Paging::compare);
        return all.stream().sorted(sort.descending() ? order.reversed() : order).toList();
    }

    private static int compare(WireValue one, WireValue other) {
        var number = number(one);
        var otherNumber = number(other);
        return number.isPresent() && otherNumber.isPresent()
                ? number.get().compareTo(otherNumber.get())
                : text(one).compareTo(text(other));
    }

    private static Optional<BigDecimal> number(WireValue value) {
        return value instanceof WireValue.Number number
                ? Optional.of(number.number())
                : value instanceof WireValue.Text text ? WrittenValue.number(text.text()) : Optional.empty();
    }

    private static String text(WireValue value) {
        return value instanceof WireValue.Text text ? Text.folded(text.text()) : "";
    }

    /** The requested page; by default the first, with {@value PageRequest#DEFAULT_SIZE} records. */
    public static PageRequest of(Arguments given) {
        return new PageRequest(given.orElse(INDEX, 1), given.orElse(SIZE, PageRequest.DEFAULT_SIZE));
    }
}
