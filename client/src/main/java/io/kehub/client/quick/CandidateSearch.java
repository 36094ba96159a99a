package io.kehub.client.quick;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerQuery;
import io.kehub.client.KCodeSearch;
import io.kehub.client.Matches;
import io.kehub.client.WireValues;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds customers by a keyword and reads the details of each candidate: rows of a list show no K-codes, and the keyword of a
 * live ERP searches none.
 */
final class CandidateSearch {

    /** Candidates whose details are read at most; more are not one customer. */
    static final int MAX_CANDIDATES = 50;

    /** Rows of a list that a search by name or phone reads at most. */
    static final int MAX_ROWS = 5000;

    private final QuickErpClient erp;

    CandidateSearch(QuickErpClient erp) {
        this.erp = erp;
    }

    Matches byKCode(KCodeSearch wanted) {
        var keyword = wanted.writtenAs().isEmpty() ? wanted.kCode() : wanted.writtenAs();
        var page = erp.list(CustomerQuery.keyword(keyword), 1, MAX_CANDIDATES).orElseThrow();
        if (page.total() > page.customers().size()) {
            return new Matches(List.of(), false);
        }
        var ids = new LinkedHashSet<String>();
        page.customers().forEach(customer -> ids.add(customer.id()));
        return new Matches(read(ids).filter(wanted::matches).toList(), true);
    }

    Matches byName(String name, @Nullable LocalDate addedSince) {
        var folded = WireValues.folded(name);
        return among(
                CustomerQuery.keyword(name).addedBetween(addedSince, null),
                customer -> WireValues.folded(customer.name()).equals(folded));
    }

    Matches byPhone(String phone) {
        var digits = digits(phone);
        return among(
                CustomerQuery.keyword(phone),
                customer -> !digits.isEmpty()
                        && (digits(customer.get(CustomerField.PHONE)).equals(digits)
                                || digits(customer.get(CustomerField.MOBILE)).equals(digits)));
    }

    private Matches among(CustomerQuery query, Predicate<Customer> wanted) {
        var ids = new LinkedHashSet<String>();
        var rows = 0;
        for (var each = erp.stream(query).iterator(); each.hasNext(); ) {
            var row = each.next();
            if (wanted.test(row)) {
                ids.add(row.id());
            }
            rows++;
            if (rows == MAX_ROWS || ids.size() > MAX_CANDIDATES) {
                return new Matches(List.of(), false);
            }
        }
        return new Matches(read(ids).toList(), true);
    }

    /* One that was deleted meanwhile is left out. */
    private Stream<Customer> read(Set<String> ids) {
        return ids.stream().flatMap(id -> erp.read(id).orElseThrow().stream());
    }

    private static String digits(String phone) {
        return WireValues.folded(phone).replaceAll("[\\s()\\-]", "");
    }
}
