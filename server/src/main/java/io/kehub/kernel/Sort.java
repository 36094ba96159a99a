package io.kehub.kernel;

/**
 * The requested order of a list. Records with equal values are ordered by id in the same direction, so the order is total.
 *
 * @param column the domain's name of the column
 */
public record Sort(String column, boolean descending) {

    /** The order of a list that is not sorted: the highest id first. */
    public static final Sort NEWEST_FIRST = new Sort("id", true);
}
