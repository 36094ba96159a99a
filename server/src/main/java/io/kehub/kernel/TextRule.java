package io.kehub.kernel;

import java.util.List;
import java.util.Optional;

/**
 * The rule for one text: not longer than the limit, and no control characters other than tab and line ends.
 *
 * @param field the domain name that an error carries
 * @param caption what people call the field, in Chinese
 * @param maxLength maximum length in code points
 */
public record TextRule(String field, String caption, int maxLength) {

    /** The first error of the text; empty if the text is valid. An empty text is valid. */
    public Optional<FieldError> check(String text) {
        var length = Text.length(text);
        if (length > maxLength) {
            return Optional.of(new FieldError(field, caption + "太长：共 " + length + " 个字", "最多 " + maxLength + " 个字"));
        }
        var forbidden = Text.firstForbidden(text);
        if (forbidden.isPresent()) {
            var position = text.codePointCount(0, forbidden.getAsInt()) + 1;
            return Optional.of(
                    new FieldError(field, "%s的第 %d 个字是不允许的控制字符".formatted(caption, position), "普通文字，可含换行和制表符"));
        }
        return Optional.empty();
    }

    /** Adds the first error of the text to {@code errors}, if there is one. */
    public void check(String text, List<FieldError> errors) {
        check(text).ifPresent(errors::add);
    }

    /** As {@link #check(String, List)} for a text that must not be empty. */
    public void checkFilled(String text, List<FieldError> errors) {
        if (text.isEmpty()) {
            errors.add(new FieldError(field, caption + "不能为空", "1 至 " + maxLength + " 个字"));
        } else {
            check(text, errors);
        }
    }

    /** The text if it is valid; else empty, with its error added to {@code errors}. */
    public Optional<String> accept(String text, List<FieldError> errors) {
        var error = check(text);
        error.ifPresent(errors::add);
        return error.isPresent() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Rejects a single text.
     *
     * @throws ProblemException with {@link Problem.Invalid} if the text is too long or contains a control character
     */
    public void require(String text) {
        check(text).ifPresent(error -> {
            throw new ProblemException(Problem.Invalid.of(List.of(error)));
        });
    }
}
