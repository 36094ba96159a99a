package io.kehub.erp.customfield;

import io.kehub.kernel.FieldError;
import java.util.List;
import java.util.Map;

/** Checks the values that a record has in its custom fields. All that a module with such records needs to know of them. */
public interface CustomFieldValidation {

    /**
     * The non-empty values as they are stored, by name of the field. Adds every error to {@code errors}, in the order of the
     * names. A name that is not defined, or disabled, is an error even without a value, because the caller relies on a field
     * that does not exist.
     *
     * @param current the stored values of the record, which stay valid even if the field has changed; empty for a new record
     */
    Map<String, String> accept(Map<String, String> given, Map<String, String> current, List<FieldError> errors);
}
