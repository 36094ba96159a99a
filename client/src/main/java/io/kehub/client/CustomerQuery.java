package io.kehub.client;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which customers are asked for (quick reference: 获取客户列表). All conditions hold together; an empty text or null sets no
 * condition.
 *
 * @param keyword any part of name, short name, phone, mobile or remark 搜索关键词
 * @param sort the kind of customer 客户类型
 * @param source the customer source 客户来源, exactly as the ERP's dictionary writes it
 * @param charge the id of the user in charge 负责人
 * @param startTime added on this day or later, in the ERP's time zone
 * @param endTime added on this day or earlier; the whole day counts
 * @param status whether reviewed 审核状态
 */
public record CustomerQuery(
        String keyword,
        @Nullable CustomerSort sort,
        String source,
        String charge,
        @Nullable LocalDate startTime,
        @Nullable LocalDate endTime,
        @Nullable CustomerStatus status) {

    /**
     * Every customer that the caller may see.
     *
     * @return a query without conditions
     */
    public static CustomerQuery all() {
        return keyword("");
    }

    /**
     * Customers that a text is found in.
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
     * @param sort the kind; null for all
     * @return the narrowed query
     */
    public CustomerQuery withSort(@Nullable CustomerSort sort) {
        return new CustomerQuery(keyword, sort, source, charge, startTime, endTime, status);
    }

    /**
     * Narrows the query to one customer source.
     *
     * @param source the source, such as 微信; empty for all
     * @return the narrowed query
     */
    public CustomerQuery withSource(String source) {
        return new CustomerQuery(keyword, sort, source, charge, startTime, endTime, status);
    }

    /**
     * Narrows the query to the customers of one user.
     *
     * @param charge the user's id; empty for all
     * @return the narrowed query
     */
    public CustomerQuery withCharge(String charge) {
        return new CustomerQuery(keyword, sort, source, charge, startTime, endTime, status);
    }

    /**
     * Narrows the query to customers added within whole days.
     *
     * @param first the first day; null for no limit
     * @param last the last day, which counts whole; null for no limit
     * @return the narrowed query
     */
    public CustomerQuery addedBetween(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new CustomerQuery(keyword, sort, source, charge, first, last, status);
    }

    /**
     * Narrows the query by the state of review.
     *
     * @param status the state; null for all
     * @return the narrowed query
     */
    public CustomerQuery withStatus(@Nullable CustomerStatus status) {
        return new CustomerQuery(keyword, sort, source, charge, startTime, endTime, status);
    }
}
