package io.kehub.api.web;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.JsonSyntax.Position;
import io.kehub.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** Collects the errors of one request: the first of each field. Keeps the first 100 and counts the rest. */
final class RequestErrors {

    private static final int MAX_ERRORS = 100;
    private static final int MAX_NAME_LENGTH = 64;

    private final Map<String, FieldError> errors = new LinkedHashMap<>();
    private String code = "invalid_field";
    private int total;

    void add(String field, String message, String allowed) {
        var name = field.length() > MAX_NAME_LENGTH ? field.substring(0, MAX_NAME_LENGTH) : field;
        if (errors.containsKey(name)) {
            return;
        }
        total++;
        if (errors.size() < MAX_ERRORS) {
            errors.put(name, new FieldError(name, message, allowed));
        }
    }

    void addRepeated(String field, Position second) {
        code = "malformed_json";
        add(field, "出现了多次（" + second + "）", "最多一次");
    }

    /** @throws InvalidRequestException with all errors, if there are any */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw exception();
        }
    }

    InvalidRequestException exception() {
        var all = List.copyOf(errors.values());
        return new InvalidRequestException(new Problem.Invalid(code, FieldError.summary(all, total), all));
    }

    /** The field that a parser has reached, such as {@code options[2]}. */
    static String field(@Nullable TokenStreamContext at) {
        if (at == null || at.inRoot()) {
            return "";
        }
        var above = field(at.getParent());
        if (at.inArray()) {
            return above + "[" + at.getCurrentIndex() + "]";
        }
        return above.isEmpty() ? String.valueOf(at.currentName()) : above + "." + at.currentName();
    }
}
