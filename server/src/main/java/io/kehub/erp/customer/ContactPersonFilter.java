package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which persons a list shows; null and empty mean all.
 *
 * @param texts the given texts, by what they are compared with; empty ones are dropped
 * @param searchedOwners owners of customers that {@link Text#KEYWORD} finds too, because their name contains the text
 * @param choices the accepted values of the customer; empty lists are dropped
 * @param addedFrom first moment, inclusive
 * @param addedBefore moment after the last, exclusive
 */
public record ContactPersonFilter(
        Map<Text, String> texts,
        List<UserId> searchedOwners,
        @Nullable CustomerId customer,
        Map<AdvancedCustomerFilter.Choice, List<String>> choices,
        @Nullable Instant addedFrom,
        @Nullable Instant addedBefore) {

    public ContactPersonFilter {
        texts = texts.entrySet().stream()
                .filter(text -> !text.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        searchedOwners = List.copyOf(searchedOwners);
        choices = choices.entrySet().stream()
                .filter(choice -> !choice.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, choice -> List.copyOf(choice.getValue())));
    }

    /** What a text is compared with: any part of it, without regard to case and width. */
    public enum Text {
        /** any text of the person, and the customer's name */
        KEYWORD,
        NAME,
        MOBILE,
        /** the office phone number */
        PHONE,
        EMAIL,
        FAX,
        PINYIN,
        DEPARTMENT,
        JOB,
        QQ,
        HOBBIES,
        REMARK,
        /** the whole text 男 or 女 */
        SEX,
        CUSTOMER_NAME
    }

    /** The given text; empty if there is none. */
    public String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    /** The accepted values; empty means all. */
    public List<String> values(AdvancedCustomerFilter.Choice choice) {
        return choices.getOrDefault(choice, List.of());
    }

    /** The same conditions with other accepted values of the customer. */
    ContactPersonFilter with(Map<AdvancedCustomerFilter.Choice, List<String>> other) {
        return new ContactPersonFilter(texts, searchedOwners, customer, other, addedFrom, addedBefore);
    }
}
