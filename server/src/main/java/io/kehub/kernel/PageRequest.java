package io.kehub.kernel;

/**
 * Which page of a list is asked for.
 *
 * @param index number of the page, counted from 1 as the quick reference does ({@code pageindex})
 * @param size records on a page, 1 to {@value #LARGEST_SIZE} ({@code pagesize})
 * @param below the page holds the first records with an id below it; {@link Long#MAX_VALUE} where it begins where its index
 *     says
 */
public record PageRequest(int index, int size, long below) {

    public static final int DEFAULT_SIZE = 20;
    public static final int LARGEST_SIZE = 500;

    private static final long ANY = Long.MAX_VALUE;

    public PageRequest {
        if (index < 1) {
            throw new IllegalArgumentException("pages count from 1, not " + index);
        }
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_SIZE + " records, not " + size);
        }
    }

    /** A page that begins where its index says. */
    public PageRequest(int index, int size) {
        this(index, size, ANY);
    }

    /** The same page, begun where the one before it has ended, whatever was added since. */
    public PageRequest after(long lastId) {
        return new PageRequest(index, size, lastId);
    }

    /** Whether it begins where another page has ended. */
    public boolean continues() {
        return below != ANY;
    }

    /** How many of the records below {@link #below} come before this page. */
    public long offset() {
        return continues() ? 0 : (index - 1L) * size;
    }
}
