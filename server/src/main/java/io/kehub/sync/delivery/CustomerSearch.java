package io.kehub.sync.delivery;

import io.kehub.client.Customer;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpException;
import io.kehub.client.KCodeSearch;
import io.kehub.client.Matches;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the customer that has a K-code. Every method throws an {@link ErpException} if the ERP does not answer. */
final class CustomerSearch {

    private CustomerSearch() {}

    /** Result of a search. */
    sealed interface Result {
        /** No customer has the K-code. */
        record None() implements Result {}

        /** One customer has it. */
        record One(Customer customer) implements Result {}

        /** More than one has it. */
        record Several(List<String> ids) implements Result {}

        /** Too many candidates to decide. */
        record Undecided() implements Result {}
    }

    /**
     * By the K-code.
     *
     * @param likelyId the id that the ERP answered in an earlier attempt; null if none
     */
    static Result byKCode(ErpClient erp, KCodeSearch search, @Nullable String likelyId) {
        var owners = new LinkedHashMap<String, Customer>();
        if (!collect(erp.findByKCode(search).orElseThrow(), search, owners)) {
            return new Result.Undecided();
        }
        if (likelyId != null && !owners.containsKey(likelyId)) {
            erp.read(likelyId)
                    .orElseThrow()
                    .filter(search::matches)
                    .ifPresent(customer -> owners.put(customer.id(), customer));
        }
        return resultOf(owners);
    }

    /**
     * By the K-code and, if that finds none, by names that the customer may have: someone may have changed what the search
     * by K-code relies on.
     *
     * @param addedSince the earliest day on which the customer can have been added; null for any
     */
    static Result byKCodeOrName(
            ErpClient erp,
            KCodeSearch search,
            @Nullable String likelyId,
            Set<String> names,
            @Nullable LocalDate addedSince) {
        var found = byKCode(erp, search, likelyId);
        return found instanceof Result.None ? byName(erp, search, names, addedSince) : found;
    }

    private static Result byName(ErpClient erp, KCodeSearch search, Set<String> names, @Nullable LocalDate addedSince) {
        var owners = new LinkedHashMap<String, Customer>();
        for (var name : names) {
            if (!collect(erp.findByName(name, addedSince).orElseThrow(), search, owners)) {
                return new Result.Undecided();
            }
        }
        return resultOf(owners);
    }

    /** False if there may be more matches. */
    private static boolean collect(Matches matches, KCodeSearch search, Map<String, Customer> owners) {
        matches.customers().stream().filter(search::matches).forEach(customer -> owners.put(customer.id(), customer));
        return matches.complete();
    }

    private static Result resultOf(Map<String, Customer> owners) {
        return switch (owners.size()) {
            case 0 -> new Result.None();
            case 1 -> new Result.One(owners.values().iterator().next());
            default -> new Result.Several(List.copyOf(owners.keySet()));
        };
    }
}
