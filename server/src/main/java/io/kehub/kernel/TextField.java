package io.kehub.kernel;

/** One text of a record, described by an enum constant: its caption, its limit, and its name in error messages. */
public interface TextField {

    /** What people call the field, in Chinese. */
    String caption();

    /** Maximum length in code points. */
    int maxLength();

    /** The field's name in a {@link FieldError} of the domain; a dialect replaces it by its own name. */
    String domainName();

    /** The length and character rule that every value of the field must pass. */
    default TextRule rule() {
        return new TextRule(domainName(), caption(), maxLength());
    }
}
