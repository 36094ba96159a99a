package io.kehub.client;

import java.util.List;

/**
 * One page of a customer list, newest customer first.
 *
 * @param customers the customers on this page that match the query; empty past the end of the list
 * @param total how many customers match the query on all pages together, as the ERP counts them
 * @param pageIndex the number of this page, from 1
 * @param pageSize how many customers a full page holds
 * @param skipped how many rows of this page were left out because they do not match the query: more than 0 if the ERP
 *     ignores a condition, and then {@code total} counts customers that do not match
 */
public record CustomerPage(List<Customer> customers, long total, int pageIndex, int pageSize, int skipped) {
    /** Keeps a copy of the list. */
    public CustomerPage {
        customers = List.copyOf(customers);
    }

    /**
     * A page of which nothing was left out.
     *
     * @param customers the customers on this page
     * @param total how many customers match the query on all pages together
     * @param pageIndex the number of this page, from 1
     * @param pageSize how many customers a full page holds
     */
    public CustomerPage(List<Customer> customers, long total, int pageIndex, int pageSize) {
        this(customers, total, pageIndex, pageSize, 0);
    }

    /**
     * The page as an ERP answered it, without the rows that show that they do not match.
     *
     * @param rows every row of the answer
     * @param query what was asked for
     * @param total the ERP's number of matches
     * @param pageIndex the number of this page, from 1
     * @param pageSize how many customers a full page holds
     * @return the page
     */
    public static CustomerPage of(List<Customer> rows, CustomerQuery query, long total, int pageIndex, int pageSize) {
        var matching = rows.stream().filter(row -> !query.excludes(row)).toList();
        return new CustomerPage(matching, total, pageIndex, pageSize, rows.size() - matching.size());
    }

    /** How many rows the ERP answered. */
    int rows() {
        return customers.size() + skipped;
    }
}
