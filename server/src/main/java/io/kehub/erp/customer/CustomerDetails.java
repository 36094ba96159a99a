package io.kehub.erp.customer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The editable data of a customer. Every text is trimmed and never null; empty ones are omitted from the maps.
 * Immutable.
 *
 * @param texts the texts that have a column, by field; only filled ones
 * @param customFields name of a defined custom field ({@code field1}) to its value; only filled ones
 * @param profile the extra fields of the ERP's own forms; only filled ones
 */
public record CustomerDetails(
        CustomerKind kind,
        Map<CustomerField, String> texts,
        Map<String, String> customFields,
        Map<ExtraField, String> profile) {

    /** A company with nothing filled in. */
    public static final CustomerDetails EMPTY = new CustomerDetails(CustomerKind.COMPANY, Map.of(), Map.of(), Map.of());

    public CustomerDetails {
        texts = filled(CustomerField.class, texts);
        profile = filled(ExtraField.class, profile);
        customFields = Map.copyOf(customFields);
    }

    private static <F extends Enum<F>> Map<F, String> filled(Class<F> type, Map<F, String> given) {
        var filled = new EnumMap<F, String>(type);
        given.forEach((field, text) -> {
            if (!text.isEmpty()) {
                filled.put(field, text);
            }
        });
        return Collections.unmodifiableMap(filled);
    }

    /** A company with this name and no other data. */
    public static CustomerDetails named(String name) {
        return EMPTY.with(CustomerField.NAME, name);
    }

    /** The value of a field; {@code ""} if it is not filled. */
    public String text(CustomerField field) {
        return texts.getOrDefault(field, "");
    }

    /** The customer's name. */
    public String name() {
        return text(CustomerField.NAME);
    }

    /** The customer number; {@code ""} asks for the next one. */
    public String number() {
        return text(CustomerField.NUMBER);
    }

    /** The value of an extra field; {@code ""} if it is not filled. */
    public String profile(ExtraField field) {
        return profile.getOrDefault(field, "");
    }

    /** A copy with another value of one field; {@code ""} clears it. */
    public CustomerDetails with(CustomerField field, String text) {
        var changed = new EnumMap<CustomerField, String>(CustomerField.class);
        changed.putAll(texts);
        changed.put(field, text);
        return withTexts(changed);
    }

    /** A copy with these texts instead of the current ones. */
    public CustomerDetails withTexts(Map<CustomerField, String> others) {
        return new CustomerDetails(kind, others, customFields, profile);
    }

    /** A copy of another kind. */
    public CustomerDetails withKind(CustomerKind other) {
        return new CustomerDetails(other, texts, customFields, profile);
    }

    /** A copy with these custom fields instead of the current ones. */
    public CustomerDetails withCustomFields(Map<String, String> others) {
        return new CustomerDetails(kind, texts, others, profile);
    }

    /** A copy with these extra fields instead of the current ones. */
    public CustomerDetails withProfile(Map<ExtraField, String> others) {
        return new CustomerDetails(kind, texts, customFields, others);
    }
}
