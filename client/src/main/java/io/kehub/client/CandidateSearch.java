package io.kehub.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds customers in a list of an ERP that compares in its own way: takes the rows that may match, reads the details of each
 * and compares these. For authors of dialects.
 */
public final class CandidateSearch {

    /** Candidates whose details are read at most; more are not one customer. */
    public static final int MAX_CANDIDATES = 50;

    /** Rows of a list that are read at most. */
    public static final int MAX_ROWS = 5000;

    /** Customers that a page should hold. */
    public static final int PAGE_SIZE = CustomerPages.PAGE_SIZE;

    private final Function<String, Optional<Customer>> detail;
    private final Set<String> ids = new LinkedHashSet<>();
    private boolean complete = true;
    private int rows;

    /**
     * Begins a search.
     *
     * @param detail reads a customer by its id; empty if there is none; throws an {@link ErpException} if it cannot be read
     */
    public CandidateSearch(Function<String, Optional<Customer>> detail) {
        this.detail = detail;
    }

    /**
     * Takes candidates from a list.
     *
     * @param pages the list, by the number of the page from 1; throws an {@link ErpException} if a page cannot be read
     * @param candidate whether the details of a row are worth reading
     * @return this search
     */
    public CandidateSearch among(IntFunction<CustomerPage> pages, Predicate<Customer> candidate) {
        var walk = new CustomerPages(pageIndex -> bounded(pages, pageIndex));
        while (walk.tryAdvance(row -> {
            if (candidate.test(row)) {
                ids.add(row.id());
            }
        })) {
            if (ids.size() > MAX_CANDIDATES) {
                complete = false;
            }
            if (!complete) {
                break;
            }
        }
        return this;
    }

    /**
     * Reads the candidates. One that was deleted meanwhile is left out.
     *
     * @param wanted compares a customer with all fields
     * @return the customers that match; none and incomplete if there were too many candidates
     */
    public Matches matches(Predicate<Customer> wanted) {
        return complete ? new Matches(read().filter(wanted).toList(), true) : new Matches(List.of(), false);
    }

    /**
     * Whether a customer has a name, ignoring case, full-width forms and blanks around it.
     *
     * @param name the name
     * @return the comparison
     */
    public static Predicate<Customer> hasName(String name) {
        var folded = WireValues.folded(name);
        return customer -> WireValues.folded(customer.name()).equals(folded);
    }

    /**
     * Whether a customer has a number as phone or mobile, ignoring blanks, hyphens and brackets.
     *
     * @param phone the number
     * @return the comparison; false for every customer if the number is blank
     */
    public static Predicate<Customer> hasPhone(String phone) {
        var digits = digits(phone);
        return customer -> !digits.isEmpty()
                && (digits(customer.get(CustomerField.PHONE)).equals(digits)
                        || digits(customer.get(CustomerField.MOBILE)).equals(digits));
    }

    /* The rows that a page leaves out count as well, or an ERP that ignores the condition would be read to its end. */
    private CustomerPage bounded(IntFunction<CustomerPage> pages, int pageIndex) {
        if (rows >= MAX_ROWS) {
            complete = false;
            return new CustomerPage(List.of(), 0, pageIndex, CustomerPages.PAGE_SIZE);
        }
        var page = pages.apply(pageIndex);
        rows += page.rows();
        return page;
    }

    private Stream<Customer> read() {
        return ids.stream().flatMap(id -> detail.apply(id).stream());
    }

    private static String digits(String phone) {
        return WireValues.folded(phone).replaceAll("[\\s()\\-]", "");
    }
}
