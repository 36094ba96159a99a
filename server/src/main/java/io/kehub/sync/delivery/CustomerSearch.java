package io.kehub.sync.delivery;

import io.kehub.client.CustomerDraft;
import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpCustomer;
import io.kehub.kernel.Text;
import io.kehub.sync.mapping.QuickProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the customer that has a K-code. A list shows no K-codes and its keyword searches no K-codes, so candidates come
 * from texts that we wrote, and the K-code of each is read in its details.
 */
final class CustomerSearch {

    /** Candidates whose details are read; more than so many do not look like one customer. */
    static final int MOST_CANDIDATES = 50;

    /** Customers that the search by name goes through. */
    static final int MOST_NAMESAKES = 5000;

    private CustomerSearch() {}

    /** What a search came to. */
    sealed interface Result {
        /** Nobody has the K-code. */
        record None() implements Result {}

        /** One customer has it. */
        record One(ErpCustomer customer) implements Result {}

        /** More than one has it. */
        record Several(List<String> ids) implements Result {}

        /** There were too many candidates to say. */
        record Undecided() implements Result {}
    }

    /**
     * By the remark that we wrote.
     *
     * @param likelyId an id that the ERP once answered for it; null where it never did
     */
    static Result byRemark(ErpClient erp, String kCode, @Nullable String likelyId) {
        var page = erp.customersPage(CustomerQuery.keyword(QuickProfile.remarkStart(kCode)), 1, MOST_CANDIDATES);
        if (page.total() > page.customers().size()) {
            return new Result.Undecided();
        }
        var candidates = new LinkedHashSet<String>();
        if (likelyId != null) {
            candidates.add(likelyId);
        }
        page.customers().forEach(customer -> candidates.add(customer.id()));
        return among(erp, kCode, candidates);
    }

    /**
     * By the remark and, where that finds nobody, by the name: somebody may have changed the remark.
     *
     * @param notBefore the day on which the customer was added at the earliest; null for any
     */
    static Result byRemarkOrName(
            ErpClient erp,
            String kCode,
            @Nullable String likelyId,
            CustomerDraft draft,
            @Nullable LocalDate notBefore) {
        var found = byRemark(erp, kCode, likelyId);
        return found instanceof Result.None ? byName(erp, kCode, draft, notBefore) : found;
    }

    private static Result byName(ErpClient erp, String kCode, CustomerDraft draft, @Nullable LocalDate notBefore) {
        var name = draft.name();
        var query = CustomerQuery.keyword(name).addedBetween(notBefore, null);
        var candidates = new LinkedHashSet<String>();
        var seen = 0;
        try (var namesakes = erp.customers(query)) {
            for (var each = namesakes.iterator(); each.hasNext(); ) {
                var customer = each.next();
                if (Text.folded(customer.name()).equals(Text.folded(name))) {
                    candidates.add(customer.id());
                }
                seen++;
                if (seen == MOST_NAMESAKES || candidates.size() > MOST_CANDIDATES) {
                    return new Result.Undecided();
                }
            }
        }
        return among(erp, kCode, candidates);
    }

    private static Result among(ErpClient erp, String kCode, SequencedSet<String> candidates) {
        var owners = new ArrayList<ErpCustomer>();
        for (var id : candidates) {
            read(erp, id).filter(customer -> isOf(customer, kCode)).ifPresent(owners::add);
        }
        return switch (owners.size()) {
            case 0 -> new Result.None();
            case 1 -> new Result.One(owners.getFirst());
            default -> new Result.Several(owners.stream().map(ErpCustomer::id).toList());
        };
    }

    /** The customer with this id, named by this id. */
    static Optional<ErpCustomer> read(ErpClient erp, String id) {
        return erp.customer(id).map(customer -> new ErpCustomer(id, customer.fields()));
    }

    /** The K-code decides; where the ERP holds none, the remark that only we write does. */
    private static boolean isOf(ErpCustomer customer, String kCode) {
        var held = Text.trimmed(customer.kCode());
        return held.isEmpty()
                ? Text.trimmed(customer.remark()).startsWith(QuickProfile.remarkStart(kCode))
                : held.equals(kCode);
    }
}
