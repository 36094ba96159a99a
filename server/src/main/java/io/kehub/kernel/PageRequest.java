package io.kehub.kernel;

/**
 * The requested page of a list.
 *
 * @param index number of the page, counted from 1 as the quick reference does ({@code pageindex})
 * @param size records on a page, 1 to {@value #MAX_SIZE} ({@code pagesize})
 * @param below the page starts at the first record with a smaller id; {@link Long#MAX_VALUE} if it starts at the position
 *     that follows from its index. In a sorted list, the id of the record after which it starts
 * @param sort the order; {@link Sort#NEWEST_FIRST} unless the caller asked for another
 * @param sortKey in a sorted list, the sort key of the record after which the page starts, as {@link Page#sortKeys} gave it;
 *     empty in a list that is not sorted
 */
public record PageRequest(int index, int size, long below, Sort sort, String sortKey) {

    public static final int DEFAULT_SIZE = 20;
    public static final int MAX_SIZE = 500;

    private static final long ANY = Long.MAX_VALUE;

    public PageRequest {
        if (index < 1) {
            throw new IllegalArgumentException("pages count from 1, not " + index);
        }
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_SIZE + " records, not " + size);
        }
    }

    /** A page that starts at the position that follows from its index. */
    public PageRequest(int index, int size) {
        this(index, size, ANY, Sort.NEWEST_FIRST, "");
    }

    /** The same page, but starting right after the last record of the previous one, even if records were added since. */
    public PageRequest after(long lastId) {
        return new PageRequest(index, size, lastId, sort, "");
    }

    /** The same page of a sorted list, starting right after a record with this sort key and id. */
    public PageRequest after(String lastKey, long lastId) {
        return new PageRequest(index, size, lastId, sort, lastKey);
    }

    /** The same page of the list in another order. */
    public PageRequest sortedBy(Sort other) {
        return new PageRequest(index, size, below, other, sortKey);
    }

    /** Whether the list has another order than newest first. */
    public boolean isSorted() {
        return !sort.equals(Sort.NEWEST_FIRST);
    }

    /** Whether the page starts after a known record. */
    public boolean continues() {
        return below != ANY;
    }

    /** Number of records with an id below {@link #below} to skip before this page. */
    public long offset() {
        return continues() ? 0 : (index - 1L) * size;
    }
}
