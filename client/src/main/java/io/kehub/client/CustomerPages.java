package io.kehub.client;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Walks through the pages of a list that is newest first and may grow at its head meanwhile: what has moved on to a later
 * page is not given twice.
 *
 * <p>Where ids are numbers that fall from row to row, the lowest id given is all there is to remember. An ERP whose first
 * page shows another order costs the memory of every id given.
 */
final class CustomerPages extends Spliterators.AbstractSpliterator<Customer> {
    static final int PAGE_SIZE = 200;

    private final IntFunction<CustomerPage> pages;
    private int pageIndex;
    private long rowsRead;
    private long rowsGiven;
    private long firstTotal;
    private boolean finished;
    private boolean falling = true;
    private long lowest = Long.MAX_VALUE;
    private final Set<String> given = new HashSet<>();
    private Iterator<Customer> fresh = List.<Customer>of().iterator();

    CustomerPages(IntFunction<CustomerPage> pages) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
        this.pages = pages;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Customer> action) {
        while (!fresh.hasNext()) {
            if (finished) {
                return false;
            }
            fetch();
        }
        action.accept(fresh.next());
        return true;
    }

    private void fetch() {
        pageIndex++;
        var page = pages.apply(pageIndex);
        var customers = page.customers();
        rowsRead += customers.size();
        finished = customers.isEmpty() || rowsRead >= page.total();
        if (pageIndex == 1) {
            falling = isFalling(customers);
            firstTotal = page.total();
        }
        var unseen = falling ? belowLowest(customers) : notGiven(customers);
        rowsGiven += unseen.size();
        if (!customers.isEmpty() && unseen.isEmpty() && repeated(page) >= customers.size()) {
            throw incomplete("ERP 第 " + pageIndex + " 页的客户都已在前面的页里，翻页没有生效，列表不完整");
        }
        fresh = unseen.iterator();
    }

    /** How many rows came again without a customer added that has pushed them on. */
    private long repeated(CustomerPage page) {
        return rowsRead - rowsGiven - (page.total() - firstTotal);
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
