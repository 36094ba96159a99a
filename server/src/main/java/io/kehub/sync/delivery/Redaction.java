package io.kehub.sync.delivery;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.kernel.Text;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Masks requests and answers before they are stored: enough to see what happened, without complete personal data. */
final class Redaction {

    private static final Set<CustomerField> HARMLESS = EnumSet.of(
            CustomerField.KIND,
            CustomerField.SOURCE,
            CustomerField.STATUS,
            CustomerField.PROTECTED,
            CustomerField.LEVEL,
            CustomerField.K_CODE);
    private static final int MAX_SHOWN = 40;

    private Redaction() {}

    /** The id and the fields that are not blank, as {@code id=12, name=张***(4), kind=company}. */
    static String customer(Customer customer) {
        var id = customer.id().isEmpty() ? Stream.<String>empty() : Stream.of("id=" + customer.id());
        var fields = customer.fields().entrySet().stream()
                .filter(field -> !field.getValue().isBlank())
                .map(field -> field.getKey().key() + "=" + value(field.getKey(), field.getValue()));
        var custom = customer.customFields().entrySet().stream()
                .filter(field -> !field.getValue().isBlank())
                .map(field -> field.getKey() + "=" + personal(field.getValue()));
        return Stream.of(id, fields, custom).flatMap(each -> each).collect(Collectors.joining(", "));
    }

    /** A text from the ERP in which all values of a customer are masked. */
    static String text(String text, Customer customer) {
        var personal = Stream.concat(
                customer.fields().entrySet().stream()
                        .filter(field -> !HARMLESS.contains(field.getKey()))
                        .map(field -> field.getValue()),
                customer.customFields().values().stream());
        var masked = text;
        for (var value : personal.filter(value -> !value.isBlank()).toList()) {
            masked = masked.replace(value, personal(value));
        }
        return masked;
    }

    /** The first character and the number of characters. */
    static String personal(String value) {
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "***(" + Text.length(value) + ")";
    }

    private static String value(CustomerField field, String value) {
        if (!HARMLESS.contains(field)) {
            return personal(value);
        }
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }
}
