package io.kehub.kernel;

import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param field the domain's name of the field, such as {@code shortName}; a dialect shows its own wire name for it
 * @param message what was wrong, in Chinese
 * @param allowed what is allowed instead, in Chinese; empty where the message says all
 */
public record FieldError(String field, String message, String allowed) {

    /** Longer lists of what is allowed stand beside the fault only, not in the sentence. */
    private static final int LONGEST_ALLOWED = 120;

    /**
     * What a refusal tells people who read its message alone: the first fault by name, what is allowed, and how many
     * faults there are besides.
     *
     * @param errors the faults that are shown; at least one
     * @param total how many there are, which may be more
     */
    public static String summary(List<FieldError> errors, int total) {
        var first = errors.getFirst();
        var allowed = first.allowed.isEmpty() || first.allowed.length() > LONGEST_ALLOWED ? "" : "；允许：" + first.allowed;
        var more = total > 1 ? "（另有 " + (total - 1) + " 处错误）" : "";
        return first.field + "：" + first.message + allowed + more;
    }

    /** Adds the error of a text that breaks the {@link TextRule} of these values; nothing if it is valid. */
    public static void checkText(String field, String caption, String text, int maxLength, List<FieldError> errors) {
        new TextRule(field, caption, maxLength).check(text, errors);
    }
}
