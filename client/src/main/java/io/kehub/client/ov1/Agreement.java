package io.kehub.client.ov1;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.WireValues;
import java.math.BigDecimal;
import java.util.Map;

/** Whether a customer that was read holds what was sent. */
final class Agreement {

    private Agreement() {}

    /**
     * Compares the fields that were sent, as far as the form has them: an installation can hide fields, and no form shows the
     * owner. A form that has none of them proves nothing.
     */
    static boolean of(Customer sent, Customer read) {
        var fields = sent.fields().entrySet().stream()
                .filter(field -> read.has(field.getKey()))
                .toList();
        var custom = sent.customFields().entrySet().stream()
                .filter(field -> read.customFields().containsKey(field.getKey()))
                .toList();
        return fields.size() + custom.size() > 0
                && fields.stream().allMatch(field -> isSame(field, read))
                && custom.stream()
                        .allMatch(field -> isSameNumberOrText(
                                field.getValue(), read.customFields().getOrDefault(field.getKey(), "")));
    }

    private static boolean isSame(Map.Entry<CustomerField, String> sent, Customer read) {
        return isSame(sent.getValue(), read.get(sent.getKey()));
    }

    private static boolean isSame(String sent, String read) {
        return WireValues.folded(sent).equals(WireValues.folded(read));
    }

    /** ERPs write numbers with thousands separators, and times with or without zeros. */
    private static boolean isSameNumberOrText(String sent, String read) {
        if (isSame(sent, read)) {
            return true;
        }
        var time = WireValues.time(sent);
        if (time.isPresent()) {
            return time.equals(WireValues.time(read));
        }
        try {
            return number(sent).compareTo(number(read)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.strip().replace(",", ""));
    }
}
