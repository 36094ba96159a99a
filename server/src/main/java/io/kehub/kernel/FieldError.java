package io.kehub.kernel;

import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param field the domain's name of the field, such as {@code shortName}; a dialect shows its own wire name for it
 * @param message what was wrong, in Chinese
 * @param allowed what is allowed instead, in Chinese; empty if the message already says so
 */
public record FieldError(String field, String message, String allowed) {

    /** Maximum length of {@code allowed} in the summary; a longer one is shown only beside its error. */
    private static final int MAX_ALLOWED_LENGTH = 120;

    /**
     * The message of a request with errors, for people who read nothing else: the first field with its error and what is
     * allowed, and the number of further errors.
     *
     * @param errors the errors to show; at least one
     * @param total number of all errors, including those not shown
     */
    public static String summary(List<FieldError> errors, int total) {
        var first = errors.getFirst();
        var allowed =
                first.allowed.isEmpty() || first.allowed.length() > MAX_ALLOWED_LENGTH ? "" : "；允许：" + first.allowed;
        var more = total > 1 ? "（另有 " + (total - 1) + " 处错误）" : "";
        return first.field + "：" + first.message + allowed + more;
    }

    /** Adds the error of a text that breaks the {@link TextRule} of these values; nothing if it is valid. */
    public static void checkText(String field, String caption, String text, int maxLength, List<FieldError> errors) {
        new TextRule(field, caption, maxLength).check(text, errors);
    }
}
