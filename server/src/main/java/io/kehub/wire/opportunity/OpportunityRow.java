package io.kehub.wire.opportunity;

import io.kehub.erp.access.Users;
import io.kehub.erp.opportunity.Opportunity;
import io.kehub.kernel.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** An opportunity with the names of its users. */
record OpportunityRow(Opportunity opportunity, Map<UserId, String> names) {

    /** The rows of these opportunities, in the same order. */
    static List<OpportunityRow> of(List<Opportunity> found, Users users) {
        var ids = new HashSet<UserId>();
        found.forEach(opportunity -> {
            ids.add(opportunity.owner());
            ids.add(opportunity.addedBy());
            var decision = opportunity.decision();
            if (decision != null) {
                ids.add(decision.by());
            }
        });
        var names = users.names(ids);
        return found.stream()
                .map(opportunity -> new OpportunityRow(opportunity, names))
                .toList();
    }

    String owner() {
        return names.getOrDefault(opportunity.owner(), "");
    }

    String addedBy() {
        return names.getOrDefault(opportunity.addedBy(), "");
    }

    String approver() {
        var decision = opportunity.decision();
        return decision == null ? "" : names.getOrDefault(decision.by(), "");
    }
}
