package io.kehub.client;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Walks through the pages of a list that is newest first and may grow at its head meanwhile: what has moved on to a later
 * page is not given twice.
 *
 * <p>Where ids are numbers that fall from row to row, the lowest id given is all there is to remember. An ERP whose first
 * page shows another order costs the memory of every id given.
 *
 * <p>A page whose outcome is unknown is asked for again once and then left out; a page of rows that were all given before is
 * passed over. Both are reported when the walk ends, and too many of them end it.
 */
final class CustomerPages extends Spliterators.AbstractSpliterator<Customer> {
    static final int PAGE_SIZE = 200;

    /** Pages that are left out or passed over before the walk is given up. */
    private static final int MAX_BAD_PAGES = 5;

    private final IntFunction<CustomerPage> pages;
    private int pageIndex;
    private int pageSize = PAGE_SIZE;
    private long rowsRead;
    private long rowsGiven;
    private long rowsLeftOut;
    private long firstTotal;
    private long lastTotal;
    private boolean finished;
    private boolean falling = true;
    private long lowest = Long.MAX_VALUE;
    private final Set<String> given = new HashSet<>();
    private final Set<Integer> unreadable = new TreeSet<>();
    private final Set<Integer> repeating = new TreeSet<>();
    private Iterator<Customer> fresh = List.<Customer>of().iterator();

    CustomerPages(IntFunction<CustomerPage> pages) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
        this.pages = pages;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Customer> action) {
        while (!fresh.hasNext()) {
            if (finished) {
                reportBadPages();
                return false;
            }
            fetch();
        }
        action.accept(fresh.next());
        return true;
    }

    private void fetch() {
        pageIndex++;
        var read = read();
        if (read.isEmpty()) {
            unreadable.add(pageIndex);
            rowsRead += pageSize;
            rowsLeftOut += pageSize;
            finished = rowsRead >= lastTotal;
            giveUpAfterTooManyBadPages();
            return;
        }
        var page = read.get();
        var customers = page.customers();
        rowsRead += page.rows();
        lastTotal = page.total();
        finished = page.rows() == 0 || rowsRead >= page.total();
        if (pageIndex == 1) {
            falling = isFalling(customers);
            firstTotal = page.total();
            pageSize = Math.max(page.rows(), 1);
        }
        var unseen = falling ? belowLowest(customers) : notGiven(customers);
        rowsGiven += unseen.size() + page.skipped();
        if (!customers.isEmpty() && unseen.isEmpty() && repeated() >= customers.size()) {
            repeating.add(pageIndex);
            giveUpAfterTooManyBadPages();
        }
        fresh = unseen.iterator();
    }

    /* Without the first page nothing is known of the list. */
    private Optional<CustomerPage> read() {
        try {
            return Optional.of(pages.apply(pageIndex));
        } catch (ErpException first) {
            if (!(first.failure() instanceof ErpFailure.Unknown)) {
                throw first;
            }
        }
        try {
            return Optional.of(pages.apply(pageIndex));
        } catch (ErpException again) {
            if (pageIndex == 1 || !(again.failure() instanceof ErpFailure.Unknown)) {
                throw again;
            }
            return Optional.empty();
        }
    }

    private void giveUpAfterTooManyBadPages() {
        if (unreadable.size() + repeating.size() > MAX_BAD_PAGES) {
            reportBadPages();
        }
    }

    private void reportBadPages() {
        if (!unreadable.isEmpty() || !repeating.isEmpty()) {
            throw incomplete("ERP 的客户列表不完整：" + report(unreadable, "读不出") + report(repeating, "只重复了前面的客户"));
        }
    }

    private static String report(Set<Integer> pages, String what) {
        return pages.isEmpty()
                ? ""
                : pages.stream().map(page -> "第 " + page + " 页").collect(Collectors.joining("、")) + what + "；";
    }

    /** How many rows came again without a customer added that has pushed them on. */
    private long repeated() {
        return rowsRead - rowsLeftOut - rowsGiven - (lastTotal - firstTotal);
    }

    private List<Customer> belowLowest(List<Customer> customers) {
        if (!isFalling(customers)) {
            throw incomplete("ERP 的客户列表中途改变了顺序（第 " + pageIndex + " 页），列表不完整");
        }
        var unseen = customers.stream()
                .filter(customer -> number(customer).orElseThrow() < lowest)
                .toList();
        if (!unseen.isEmpty()) {
            lowest = number(unseen.get(unseen.size() - 1)).orElseThrow();
        }
        return unseen;
    }

    private List<Customer> notGiven(List<Customer> customers) {
        return customers.stream().filter(customer -> given.add(customer.id())).toList();
    }

    private static boolean isFalling(List<Customer> customers) {
        long last = Long.MAX_VALUE;
        for (var customer : customers) {
            var id = number(customer);
            if (id.isEmpty() || id.getAsLong() >= last) {
                return false;
            }
            last = id.getAsLong();
        }
        return true;
    }

    private static ErpException incomplete(String message) {
        return new ErpException(new ErpFailure.Unknown(message));
    }

    private static OptionalLong number(Customer customer) {
        return WireValues.wholeNumber(customer.id());
    }
}
