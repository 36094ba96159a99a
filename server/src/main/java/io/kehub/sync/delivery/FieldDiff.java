package io.kehub.sync.delivery;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.kernel.Text;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the customer in the ERP with what was sent, field by field. */
final class FieldDiff {

    private FieldDiff() {}

    /**
     * The sent fields that differ in the ERP, with both values, in Chinese; empty if all agree. Ignores blanks around a text;
     * a field missing in the ERP's answer counts as empty.
     */
    static String differences(Customer sent, Customer inErp) {
        return Stream.concat(
                        sent.fields().keySet().stream().map(field -> difference(sent, inErp, field)),
                        sent.customFields().keySet().stream().map(name -> difference(sent, inErp, name)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("；"));
    }

    private static Optional<String> difference(Customer sent, Customer inErp, CustomerField field) {
        return difference(field.caption() + "（" + field.key() + "）", shown(sent, field), shown(inErp, field));
    }

    private static Optional<String> difference(Customer sent, Customer inErp, String name) {
        return difference(
                name,
                sent.customFields().getOrDefault(name, ""),
                inErp.customFields().getOrDefault(name, ""));
    }

    private static Optional<String> difference(String caption, String sent, String inErp) {
        return Text.trimmed(sent).equals(Text.trimmed(inErp))
                ? Optional.empty()
                : Optional.of(caption + "：应为“" + sent + "”，ERP 中为“" + Text.trimmed(inErp) + "”");
    }

    private static String shown(Customer customer, CustomerField field) {
        var text = customer.get(field);
        return field == CustomerField.KIND
                ? CustomerKind.of(Text.trimmed(text)).map(CustomerKind::caption).orElse(text)
                : text;
    }
}
