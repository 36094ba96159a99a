package io.kehub.client;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which customers to list. All conditions hold together; an empty text or null sets no condition.
 *
 * @param keyword part of the name, short name, phone, mobile or remark 搜索关键词
 * @param kind the kind of customer 客户类型
 * @param source the customer source 客户来源, exactly as the ERP's dictionary writes it
 * @param ownerId the id of the user in charge 负责人
 * @param addedFrom added on this day or later, in the ERP's time zone
 * @param addedTo added on this day or earlier; the whole day counts
 * @param status the state of review 审核状态
 */
public record CustomerQuery(
        String keyword,
        @Nullable CustomerKind kind,
        String source,
        String ownerId,
        @Nullable LocalDate addedFrom,
        @Nullable LocalDate addedTo,
        @Nullable CustomerStatus status) {

    /** What KeHub takes for customers without a source. */
    private static final String NO_SOURCE = "(无)";

    /**
     * Every customer that the account may see.
     *
     * @return a query without conditions
     */
    public static CustomerQuery all() {
        return keyword("");
    }

    /**
     * Customers that contain a text.
     *
     * @param keyword the text; empty for all
     * @return a query with this condition alone
     */
    public static CustomerQuery keyword(String keyword) {
        return new CustomerQuery(keyword, null, "", "", null, null, null);
    }

    /**
     * Whether a row of a list shows that its customer does not match. An ERP may ignore a condition and answer with every
     * customer. The keyword is not compared, nor a field that the row does not have, because ERPs search more than they show.
     *
     * @param row a customer of a list
     * @return true if the row contradicts a condition
     */
    public boolean excludes(Customer row) {
        return (!source.isEmpty() && !source.equals(NO_SOURCE) && differs(row, CustomerField.SOURCE, source))
                || (!ownerId.isEmpty() && differs(row, CustomerField.OWNER_ID, ownerId))
                || (kind != null && row.kind().filter(other -> other != kind).isPresent())
                || (status != null
                        && row.status().filter(other -> other != status).isPresent())
                || row.addedAt().filter(this::isOutside).isPresent();
    }

    private boolean isOutside(LocalDateTime addedAt) {
        var day = addedAt.toLocalDate();
        return (addedFrom != null && day.isBefore(addedFrom)) || (addedTo != null && day.isAfter(addedTo));
    }

    private static boolean differs(Customer row, CustomerField field, String wanted) {
        return row.has(field) && !WireValues.folded(row.get(field)).equals(WireValues.folded(wanted));
    }

    /**
     * Narrows the query to one kind of customer.
     *
     * @param kind the kind; null for all
     * @return the narrowed query
     */
    public CustomerQuery withKind(@Nullable CustomerKind kind) {
        return new CustomerQuery(keyword, kind, source, ownerId, addedFrom, addedTo, status);
    }

    /**
     * Narrows the query to one customer source.
     *
     * @param source the source, such as 微信; empty for all
     * @return the narrowed query
     */
    public CustomerQuery withSource(String source) {
        return new CustomerQuery(keyword, kind, source, ownerId, addedFrom, addedTo, status);
    }

    /**
     * Narrows the query to the customers of one user.
     *
     * @param ownerId the user's id; empty for all
     * @return the narrowed query
     */
    public CustomerQuery withOwner(String ownerId) {
        return new CustomerQuery(keyword, kind, source, ownerId, addedFrom, addedTo, status);
    }

    /**
     * Narrows the query to customers added within whole days.
     *
     * @param first the first day; null for no limit
     * @param last the last day, which counts whole; null for no limit
     * @return the narrowed query
     */
    public CustomerQuery addedBetween(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new CustomerQuery(keyword, kind, source, ownerId, first, last, status);
    }

    /**
     * Narrows the query by the state of review.
     *
     * @param status the state; null for all
     * @return the narrowed query
     */
    public CustomerQuery withStatus(@Nullable CustomerStatus status) {
        return new CustomerQuery(keyword, kind, source, ownerId, addedFrom, addedTo, status);
    }
}
