package io.kehub.erp.opportunity;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Opportunities to be saved by tests. */
final class OpportunityDrafts {

    private OpportunityDrafts() {}

    static OpportunityTerms draft(String title, CustomerId customer, UserId owner) {
        return new OpportunityTerms(
                Map.of(OpportunityField.TITLE, title),
                customer,
                null,
                owner,
                new BigDecimal("1000.00"),
                LocalDate.of(2025, 1, 1),
                null);
    }

    /** The same with another value of a field. */
    static OpportunityTerms with(OpportunityTerms terms, OpportunityField field, String value) {
        var texts = new EnumMap<OpportunityField, String>(OpportunityField.class);
        texts.putAll(terms.texts());
        texts.put(field, value);
        return terms.with(texts);
    }
}
