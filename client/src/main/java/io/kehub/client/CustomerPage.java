package io.kehub.client;

import java.util.List;

/**
 * One page of a customer list, newest customer first.
 *
 * @param customers the customers on this page; empty past the end of the list
 * @param total how many customers match the query on all pages together
 * @param pageIndex the number of this page, from 1
 * @param pageSize how many customers a full page holds
 */
public record CustomerPage(List<Customer> customers, long total, int pageIndex, int pageSize) {
    /** Keeps a copy of the list. */
    public CustomerPage {
        customers = List.copyOf(customers);
    }
}
