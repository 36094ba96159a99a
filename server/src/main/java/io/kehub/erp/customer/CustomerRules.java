package io.kehub.erp.customer;

import io.kehub.erp.customfield.CustomFieldValidation;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validation rules of a customer's details. */
final class CustomerRules {

    private final Dictionaries dictionaries;
    private final CustomFieldValidation customFields;

    CustomerRules(Dictionaries dictionaries, CustomFieldValidation customFields) {
        this.dictionaries = dictionaries;
        this.customFields = customFields;
    }

    /**
     * The details as they are stored: dictionary values in the spelling of their entries, without empty custom fields.
     *
     * @param present the current details, whose values stay valid for this customer; null for a new customer
     * @throws ProblemException with {@link Problem.Invalid} for all errors
     */
    CustomerDetails accept(CustomerDetails details, @Nullable CustomerDetails present) {
        var errors = new ArrayList<FieldError>();
        if (Text.trimmed(details.name()).isEmpty()) {
            errors.add(new FieldError(
                    CustomerField.NAME.domainName(),
                    CustomerField.NAME.caption() + "不能为空",
                    "1 至 " + CustomerField.NAME.maxLength() + " 个字"));
        }
        var texts = new EnumMap<CustomerField, String>(CustomerField.class);
        for (var field : CustomerField.values()) {
            var held = present == null ? null : present.text(field);
            texts.put(field, accept(field, field.stored(details.text(field)), held, errors));
        }
        var custom = customFields.accept(
                details.customFields(), present == null ? Map.of() : present.customFields(), errors);
        var profile = ProfileRules.accept(details.profile(), errors);
        ProblemException.refuse(errors);
        return new CustomerDetails(details.kind(), texts, custom, profile);
    }

    private String accept(CustomerField field, String text, @Nullable String held, List<FieldError> errors) {
        var error = field.rule().check(text);
        if (error.isPresent()) {
            errors.add(error.get());
            return text;
        }
        return field.dictionary()
                .map(dictionary -> acceptEntry(dictionary, text, held, field.domainName(), errors))
                .orElse(text);
    }

    /** The text in the entry's spelling. An empty class, trade or area needs no entry. */
    private String acceptEntry(
            DictionaryName dictionary, String text, @Nullable String held, String field, List<FieldError> errors) {
        if (text.isEmpty() && dictionary != DictionaryName.CUSTOMER_SOURCE) {
            return text;
        }
        try {
            return dictionaries.accept(dictionary, text, field, held);
        } catch (ProblemException refusal) {
            if (refusal.problem() instanceof Problem.Invalid invalid) {
                errors.addAll(invalid.errors());
                return text;
            }
            throw refusal;
        }
    }
}
