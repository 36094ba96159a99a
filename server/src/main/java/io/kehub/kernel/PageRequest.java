package io.kehub.kernel;

/**
 * Which page of a list is asked for.
 *
 * @param index number of the page, counted from 1 as the quick reference does ({@code pageindex})
 * @param size records on a page, 1 to {@value #LARGEST_SIZE} ({@code pagesize})
 */
public record PageRequest(int index, int size) {

    public static final int DEFAULT_SIZE = 20;
    public static final int LARGEST_SIZE = 500;

    public PageRequest {
        if (index < 1) {
            throw new IllegalArgumentException("pages count from 1, not " + index);
        }
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_SIZE + " records, not " + size);
        }
    }

    /** How many records of the list come before this page. */
    public long offset() {
        return (index - 1L) * size;
    }
}
