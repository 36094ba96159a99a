package io.kehub.client;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer as JSON for storing. */
final class CustomerJson {
    private static final String ID = "id";
    private static final String CUSTOM = "custom";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CustomerJson() {}

    static String write(Customer customer) {
        var json = MAPPER.createObjectNode();
        if (!customer.id().isEmpty()) {
            json.put(ID, customer.id());
        }
        customer.fields().forEach((field, text) -> json.put(field.key(), text));
        if (!customer.customFields().isEmpty()) {
            customer.customFields().forEach(json.putObject(CUSTOM)::put);
        }
        return MAPPER.writeValueAsString(json);
    }

    static Customer read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JacksonException noJson) {
            throw new IllegalArgumentException("no JSON", noJson);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("no JSON object");
        }
        var customer = Customer.builder();
        json.forEachEntry((name, value) -> {
            if (name.equals(ID)) {
                customer.id(text(name, value));
            } else if (name.equals(CUSTOM) && value.isObject()) {
                value.forEachEntry((custom, each) -> customer.customField(custom, text(custom, each)));
            } else {
                customer.set(field(name), text(name, value));
            }
        });
        return customer.build();
    }

    private static CustomerField field(String name) {
        return CustomerField.of(name)
                .orElseThrow(() -> new IllegalArgumentException("no field of a customer is called " + name));
    }

    private static String text(String name, JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return value.asString();
    }
}
