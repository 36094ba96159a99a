package io.kehub.erp.opportunity;

import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people write about an opportunity. Immutable.
 *
 * @param texts only filled ones, as they are stored
 * @param person the contact person of the customer; null if none
 * @param owner 负责人
 * @param amount 预计金额, in the currency of the opportunity
 * @param foundOn 发现日期
 * @param expectedOn 预计签单日期; null if not known
 */
public record OpportunityTerms(
        Map<OpportunityField, String> texts,
        CustomerId customer,
        @Nullable ContactPersonId person,
        UserId owner,
        BigDecimal amount,
        LocalDate foundOn,
        @Nullable LocalDate expectedOn) {

    public OpportunityTerms {
        var stored = new EnumMap<OpportunityField, String>(OpportunityField.class);
        texts.forEach((field, given) -> {
            var text = field.stored(given);
            if (!text.isEmpty()) {
                stored.put(field, text);
            }
        });
        texts = Collections.unmodifiableMap(stored);
    }

    /** The value of a field; {@code ""} if it is not filled. */
    public String text(OpportunityField field) {
        return texts.getOrDefault(field, "");
    }

    /** A copy with other texts. */
    public OpportunityTerms with(Map<OpportunityField, String> others) {
        return new OpportunityTerms(others, customer, person, owner, amount, foundOn, expectedOn);
    }
}
