package io.kehub.sync.delivery;

import io.kehub.client.ErpCustomer;
import io.kehub.kernel.Text;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is kept of requests and answers: enough to see what happened, no personal data in full. */
final class Masked {

    private static final Set<String> HARMLESS = Set.of("id", "sort", "source", "status", "protect", "level", "k_code");
    private static final int SHOWN_OF_ANY_FIELD = 40;

    private Masked() {}

    /** The fields that hold something, as {@code name=张***(4), sort=1}. */
    static String fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isBlank())
                .map(field -> field.getKey() + "=" + value(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A customer as the ERP answered it. */
    static String customer(ErpCustomer customer) {
        return "id=" + customer.id() + ", " + fields(customer.fields());
    }

    /** A text from the ERP in which the values of {@code fields} are masked wherever they stand. */
    static String text(String text, Map<String, String> fields) {
        var masked = text;
        for (var field : fields.entrySet()) {
            if (!HARMLESS.contains(field.getKey()) && !field.getValue().isBlank()) {
                masked = masked.replace(field.getValue(), personal(field.getValue()));
            }
        }
        return masked;
    }

    /** The first letter and the number of letters. */
    static String personal(String value) {
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "***(" + Text.letters(value) + ")";
    }

    private static String value(String name, String value) {
        if (!HARMLESS.contains(name)) {
            return personal(value);
        }
        return value.length() <= SHOWN_OF_ANY_FIELD ? value : value.substring(0, SHOWN_OF_ANY_FIELD) + "…";
    }
}
