package io.kehub.client;

import java.time.LocalDate;
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
