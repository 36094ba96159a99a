package io.kehub.erp.customer;

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

/** Validation rules of a customer's details. */
final class CustomerRules {

    private final Dictionaries dictionaries;
    private final CustomFields customFields;

    CustomerRules(Dictionaries dictionaries, CustomFields customFields) {
        this.dictionaries = dictionaries;
        this.customFields = customFields;
    }

    /**
     * The details as they are stored: the source and the choices in the spelling of their lists, empty custom fields
     * left out.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every fault
     */
    CustomerDetails accept(CustomerDetails details) {
        var errors = new ArrayList<FieldError>();
        if (Text.trimmed(details.name()).isEmpty()) {
            errors.add(new FieldError(
                    CustomerField.NAME.domainName(),
                    CustomerField.NAME.caption() + "不能为空",
                    "1 至 " + CustomerField.NAME.maxLength() + " 个字"));
        }
        var texts = new EnumMap<CustomerField, String>(CustomerField.class);
        for (var field : CustomerField.values()) {
            texts.put(field, accept(field, details.text(field), errors));
        }
        var custom = acceptCustomFields(details.customFields(), errors);
        var profile = ProfileRules.accept(details.profile(), errors);
        ProblemException.refuse(errors);
        return new CustomerDetails(details.kind(), texts, custom, profile);
    }

    private String accept(CustomerField field, String text, List<FieldError> errors) {
        var error = field.rule().check(text);
        if (error.isPresent()) {
            errors.add(error.get());
            return text;
        }
        return field.dictionary()
                .map(dictionary -> acceptEntry(dictionary, text, field.domainName(), errors))
                .orElse(text);
    }

    /** The text in the entry's own spelling. A class, trade or area that is not filled in needs no entry. */
    private String acceptEntry(DictionaryName dictionary, String text, String field, List<FieldError> errors) {
        if (text.isEmpty() && dictionary != DictionaryName.CUSTOMER_SOURCE) {
            return text;
        }
        try {
            return dictionaries.accept(dictionary, text, field);
        } catch (ProblemException refusal) {
            if (refusal.problem() instanceof Problem.Invalid invalid) {
                errors.addAll(invalid.errors());
                return text;
            }
            throw refusal;
        }
    }

    private Map<String, String> acceptCustomFields(Map<String, String> given, List<FieldError> errors) {
        return given.isEmpty() ? given : CustomFieldValues.accept(given, customFields.all(), errors);
    }
}
