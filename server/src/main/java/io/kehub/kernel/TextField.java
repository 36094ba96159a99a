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

    /**
     * What every text field has.
     *
     * @param caption the name for people, in Chinese
     * @param maxLength maximum length in code points
     * @param form how a value is stored
     */
    record Shape(String caption, int maxLength, Form form) {}

    /** Caption, maximum length and form; the same object each time. */
    Shape shape();

    /** The name for people, in Chinese. */
    default String caption() {
        return shape().caption();
    }

    /** Maximum length in code points. */
    default int maxLength() {
        return shape().maxLength();
    }

    /** How a value is stored. */
    default Form form() {
        return shape().form();
    }

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
