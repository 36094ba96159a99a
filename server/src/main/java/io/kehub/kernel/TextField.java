package io.kehub.kernel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One text of a record, described by an enum constant: its caption, its limit, how it is stored, and its name in error
 * messages. What reads, checks, stores or shows the texts of a record iterates over the enum.
 */
public interface TextField {

    /** How a value is stored. */
    enum Form {
        /** as given */
        PROSE,
        /** something that is dialled, typed or compared, such as a phone number: without invisible characters */
        CODE
    }

    /** What people call the field, in Chinese. */
    String caption();

    /** Maximum length in code points. */
    int maxLength();

    /** How a value is stored. */
    Form form();

    /** The field's name in a {@link FieldError} of the domain; a dialect replaces it by its own name. */
    String domainName();

    /** The length and character rule that every value of the field must pass. */
    default TextRule rule() {
        return new TextRule(domainName(), caption(), maxLength());
    }

    /** The value as it is stored. */
    default String stored(String value) {
        return switch (form()) {
            case PROSE -> value;
            case CODE -> Text.withoutInvisible(value);
        };
    }

    /** The filled values as they are stored; the error of each value that breaks its rule is added to {@code errors}. */
    static <F extends Enum<F> & TextField> Map<F, String> accept(
            Class<F> type, Map<F, String> given, List<FieldError> errors) {
        var accepted = new EnumMap<F, String>(type);
        given.forEach((field, value) -> {
            var stored = field.stored(value);
            if (!stored.isEmpty()) {
                field.rule().check(stored, errors);
                accepted.put(field, stored);
            }
        });
        return accepted;
    }
}
