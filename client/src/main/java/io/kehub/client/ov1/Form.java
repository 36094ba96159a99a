package io.kehub.client.ov1;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.WireValues;
import io.kehub.client.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The form of a new or an existing customer: {@code {"bill": {"value", "groups": [{"fields": […]}]}}}. */
final class Form {

    /** What an ERP fills in by itself, even in the form of a customer that does not exist. */
    private static final Set<String> PROPOSED = Set.of("khid", "intsort");

    private final String id;
    private final Map<String, JsonNode> fields;

    private Form(String id, Map<String, JsonNode> fields) {
        this.id = id;
        this.fields = fields;
    }

    /** Empty if the body holds no form, or the form of no customer. */
    static Optional<Form> of(JsonNode body) {
        var bill = body.path("bill");
        var id = Json.word(bill.path("value"));
        if (id.isEmpty() || id.equals("0")) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, JsonNode>();
        for (var group : bill.path("groups")) {
            for (var field : group.path("fields")) {
                var name = Json.word(field.path("id"));
                if (!name.isBlank()) {
                    fields.put(name, field);
                }
            }
        }
        return Optional.of(new Form(id, fields));
    }

    String id() {
        return WireValues.wholeNumber(id).isPresent() ? id.replace(",", "") : id;
    }

    Set<String> names() {
        return fields.keySet();
    }

    boolean hasNoFields() {
        return fields.isEmpty();
    }

    /** Whether it has fields, and all of them are blank. */
    boolean isBlank() {
        return !fields.isEmpty()
                && fields.entrySet().stream()
                        .noneMatch(field -> !PROPOSED.contains(field.getKey())
                                && !Json.scalar(field.getValue().path("value")).isBlank());
    }

    /** The value as the ERP takes it back; empty if the form has no such field. */
    String value(String name) {
        var field = fields.get(name);
        return field == null ? "" : Json.scalar(field.path("value"));
    }

    /** The choices of each field that has some. */
    void rememberChoices(ChoiceLists lists) {
        fields.forEach((name, field) -> lists.remember(name, Choices.of(field.path("source"))));
    }

    boolean isChosen(String name) {
        var field = fields.get(name);
        return field != null && !Choices.of(field.path("source")).isEmpty();
    }

    Customer customer(ChoiceLists lists) {
        var customer = Customer.builder().id(id());
        fields.forEach((name, field) -> {
            var known = Fields.field(name);
            var text = text(name, field, lists);
            if (known.isPresent()) {
                customer.set(known.get(), Fields.neutral(known.get(), text));
            } else {
                customer.customField(name, text);
            }
        });
        return customer.build();
    }

    private static String text(String name, JsonNode field, ChoiceLists lists) {
        var value = Json.scalar(field.path("value"));
        var text = Json.scalar(field.path("text"));
        if (name.equals(Fields.name(CustomerField.KIND))) {
            return value;
        }
        var choices = Choices.of(field.path("source"));
        if (!Fields.CHOSEN.contains(name) && choices.isEmpty()) {
            return value.isBlank() ? text : value;
        }
        if (!text.isBlank()) {
            return text;
        }
        // a class comes with its progress behind a comma
        var ids = WireValues.trimmed(value.split(",", 2)[0]);
        return choices.text(WireValues.trimmed(value))
                .or(() -> choices.text(ids))
                .or(() -> lists.textOf(name, ids))
                .orElse(value);
    }
}
