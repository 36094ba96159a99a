package io.kehub.client;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer: texts keyed by {@link CustomerField}, and custom fields by name. Immutable. Equal to another with the same id
 * and fields.
 *
 * <p>A customer that is to be written holds the fields to write. A customer that was read holds what the ERP answered: a row
 * of a list usually has fewer fields than {@link ErpClient#read}. Values are as the ERP wrote them; kind, status and
 * protection are translated to the neutral texts that {@link CustomerField} names, if the ERP's value is known.
 */
public final class Customer {
    private final String id;
    private final Map<CustomerField, String> fields;
    private final Map<String, String> customFields;

    private Customer(Builder builder) {
        this.id = builder.id;
        this.fields = Collections.unmodifiableMap(new EnumMap<>(builder.fields));
        this.customFields = Collections.unmodifiableMap(new LinkedHashMap<>(builder.customFields));
    }

    /**
     * Begins a customer without fields.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins a customer with the two fields that every customer must have.
     *
     * @param name the full name 客户名称
     * @param kind the kind of customer 客户类型
     * @return a builder for the rest
     */
    public static Builder named(String name, CustomerKind kind) {
        return new Builder().set(CustomerField.NAME, name).kind(kind);
    }

    /**
     * Begins a customer that is a copy of this one.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        var builder = new Builder().id(id);
        builder.fields.putAll(fields);
        builder.customFields.putAll(customFields);
        return builder;
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param json a JSON object whose keys are {@link CustomerField#key()}s; custom fields are in the object {@code custom}
     * @return the customer, equal to the one that was written
     * @throws IllegalArgumentException if the text is no such object
     */
    public static Customer fromJson(String json) {
        return CustomerJson.read(json);
    }

    /**
     * The customer as text for storing. Equal customers give equal texts, if their custom fields were set in the same order.
     *
     * @return a JSON object in one line
     */
    public String toJson() {
        return CustomerJson.write(this);
    }

    /**
     * The id in the ERP.
     *
     * @return the id; empty for a customer that was not read from an ERP
     */
    public String id() {
        return id;
    }

    /**
     * One field.
     *
     * @param field the field
     * @return its text; empty if the field is absent or blank
     */
    public String get(CustomerField field) {
        return fields.getOrDefault(field, "");
    }

    /**
     * Whether a field is present, even blank.
     *
     * @param field the field
     * @return false if it is absent
     */
    public boolean has(CustomerField field) {
        return fields.containsKey(field);
    }

    /**
     * The fields that are present.
     *
     * @return field to text, in the order of the enum; unmodifiable
     */
    public Map<CustomerField, String> fields() {
        return fields;
    }

    /**
     * The fields that are no {@link CustomerField}, by the name that the ERP gives them 自定义字段.
     *
     * @return name to text, in the order of the source; unmodifiable
     */
    public Map<String, String> customFields() {
        return customFields;
    }

    /**
     * The full name 客户名称.
     *
     * @return the name; empty if absent
     */
    public String name() {
        return get(CustomerField.NAME);
    }

    /**
     * The K-code K编码.
     *
     * @return the code; empty if absent
     */
    public String kCode() {
        return get(CustomerField.K_CODE);
    }

    /**
     * The kind of customer 客户类型.
     *
     * @return empty if absent, or if the ERP wrote a kind that is not known here
     */
    public Optional<CustomerKind> kind() {
        return CustomerKind.of(get(CustomerField.KIND));
    }

    /**
     * The state of review 审核状态.
     *
     * @return empty if absent, or if the ERP wrote a state that is not known here
     */
    public Optional<CustomerStatus> status() {
        return CustomerStatus.of(get(CustomerField.STATUS));
    }

    /**
     * Whether others can't take the customer over 是否保护.
     *
     * @return false if absent
     */
    public boolean isProtected() {
        return get(CustomerField.PROTECTED).equals("true");
    }

    /**
     * When the customer was added 添加时间.
     *
     * @return the time in the ERP's time zone; empty if absent or not readable
     */
    public Optional<LocalDateTime> addedAt() {
        return WireValues.time(get(CustomerField.ADDED_AT));
    }

    /**
     * When the customer was last followed up 最后跟进时间.
     *
     * @return the time in the ERP's time zone; empty if absent or not readable
     */
    public Optional<LocalDateTime> lastFollowedUpAt() {
        return WireValues.time(get(CustomerField.LAST_FOLLOWED_UP_AT));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Customer that
                && id.equals(that.id)
                && fields.equals(that.fields)
                && customFields.equals(that.customFields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, fields, customFields);
    }

    /** The id and the number of fields, without values, because they are personal data. */
    @Override
    public String toString() {
        return "Customer[id=" + id + ", fields=" + (fields.size() + customFields.size()) + "]";
    }

    /** Builds a customer. Texts are kept as given; an empty text is sent as empty. Not thread-safe. */
    public static final class Builder {
        private String id = "";
        private final EnumMap<CustomerField, String> fields = new EnumMap<>(CustomerField.class);
        private final LinkedHashMap<String, String> customFields = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the id in the ERP.
         *
         * @param id the id; empty for a customer that is not in an ERP
         * @return this builder
         */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets a field.
         *
         * @param field the field
         * @param text its text
         * @return this builder
         */
        public Builder set(CustomerField field, String text) {
            fields.put(field, Objects.requireNonNull(text, field.key()));
            return this;
        }

        /**
         * Sets the kind of customer 客户类型.
         *
         * @param kind the kind
         * @return this builder
         */
        public Builder kind(CustomerKind kind) {
            return set(CustomerField.KIND, kind.key());
        }

        /**
         * Sets a field that an administrator of the ERP has defined 自定义字段.
         *
         * @param name the name that the ERP gives it, such as {@code field1}; not blank
         * @param text its text
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder customField(String name, String text) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a custom field needs a name");
            }
            customFields.put(name, Objects.requireNonNull(text, name));
            return this;
        }

        /**
         * Finishes the customer; the builder can go on to build another.
         *
         * @return the customer
         */
        public Customer build() {
            return new Customer(this);
        }
    }
}
