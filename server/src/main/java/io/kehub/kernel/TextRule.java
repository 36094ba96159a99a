package io.kehub.kernel;

import java.util.List;
import java.util.Optional;

/**
 * The rule for one text: its length and its characters. Control characters other than tab and line ends, unpaired surrogates
 * and non-characters are never allowed.
 *
 * @param field the domain name that an error carries
 * @param caption what people call the field, in Chinese
 * @param minLength minimum length in code points; 0 allows the empty text
 * @param maxLength maximum length in code points
 */
public record TextRule(String field, String caption, int minLength, int maxLength, Characters characters) {

    /** The characters that a text may contain. */
    public enum Characters {
        /** Several lines; tabs are allowed. */
        TEXT("不允许的控制字符", ""),
        /** One line without control characters. */
        LINE("换行或控制字符", "，不含换行和控制字符"),
        /** Visible characters and plain blanks, so that names that look alike are alike. */
        VISIBLE_LINE("换行或不可见字符", "，不含换行和不可见字符"),
        /** Visible characters without blanks, for ids. */
        ID("空白或不可见字符", "，不含空白和不可见字符");

        private final String forbidden;
        private final String allowed;

        Characters(String forbidden, String allowed) {
            this.forbidden = forbidden;
            this.allowed = allowed;
        }

        private boolean allows(int codePoint) {
            return !Text.isForbidden(codePoint)
                    && switch (this) {
                        case TEXT -> true;
                        case LINE -> !Character.isISOControl(codePoint);
                        case VISIBLE_LINE -> codePoint == ' ' || isVisible(codePoint);
                        case ID -> isVisible(codePoint) && !Text.isUnseen(codePoint);
                    };
        }

        private static boolean isVisible(int codePoint) {
            return switch (Character.getType(codePoint)) {
                case Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED -> false;
                default -> true;
            };
        }
    }

    /** A rule for a text of any characters that may be empty. */
    public TextRule(String field, String caption, int maxLength) {
        this(field, caption, 0, maxLength, Characters.TEXT);
    }

    /** The first error of the text; empty if the text is valid. */
    public Optional<FieldError> check(String text) {
        var length = Text.length(text);
        if (length < minLength) {
            return Optional.of(error(length == 0 ? "不能为空" : "太短：共 " + length + " 个字", allowed()));
        }
        if (length > maxLength) {
            return Optional.of(error("太长：共 " + length + " 个字", allowed()));
        }
        var position = 1;
        for (var index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            if (!characters.allows(text.codePointAt(index))) {
                return Optional.of(error(
                        "的第 " + position + " 个字是" + characters.forbidden,
                        characters == Characters.TEXT ? "普通文字，可含换行和制表符" : allowed()));
            }
            position++;
        }
        return Optional.empty();
    }

    private FieldError error(String message, String allowed) {
        return new FieldError(field, caption + message, allowed);
    }

    /** What is allowed, in Chinese. */
    private String allowed() {
        var length = minLength == 0 ? "最多 " + maxLength + " 个字" : minLength + " 至 " + maxLength + " 个字";
        return length + characters.allowed;
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
