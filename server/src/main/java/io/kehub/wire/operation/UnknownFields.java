package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Suggests the field that a caller may have meant by an unknown name.
 *
 * @param known the fields of the operation
 * @param answered the fields that answers of its group carry, some of them parameters elsewhere
 */
record UnknownFields(List<String> known, Set<String> answered) {

    private static final int MAX_SHOWN_NAME_LENGTH = 40;
    private static final int NEAR = 2;

    /** Names of custom fields differ only in their number, so another number is not a typo. */
    private static final Pattern NUMBERED = Pattern.compile("(?i)field[0-9]+");

    FieldError error(String name) {
        return new FieldError(printable(name), message(name), allowed());
    }

    private String message(String name) {
        if (answered.stream().anyMatch(name::equalsIgnoreCase)) {
            return "这个字段只在返回结果中出现，不能提交";
        }
        return nearest(name).map(near -> "没有这个字段，是否应为 " + near + "？").orElse("没有这个字段");
    }

    private String allowed() {
        return known.isEmpty() ? "此接口不需要任何字段" : "可用字段：" + String.join("、", known);
    }

    private Optional<String> nearest(String name) {
        if (name.length() > MAX_SHOWN_NAME_LENGTH || NUMBERED.matcher(name).matches()) {
            return Optional.empty();
        }
        var folded = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(candidate -> distance(folded, candidate) <= Math.min(NEAR, candidate.length() / 2))
                .min(Comparator.comparingInt(candidate -> distance(folded, candidate)));
    }

    /** Levenshtein distance of two names. */
    private static int distance(String from, String to) {
        var above = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (var row = 1; row <= from.length(); row++) {
            var current = new int[to.length() + 1];
            current[0] = row;
            for (var column = 1; column <= to.length(); column++) {
                var change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(above[column - 1] + change, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }

    /** A caller's name, shortened and without characters that a response cannot contain. */
    static String printable(String name) {
        var shown = Text.length(name) > MAX_SHOWN_NAME_LENGTH
                ? name.substring(0, name.offsetByCodePoints(0, MAX_SHOWN_NAME_LENGTH)) + "…"
                : name;
        for (var bad = Text.firstForbidden(shown); bad.isPresent(); bad = Text.firstForbidden(shown)) {
            shown = new StringBuilder(shown)
                    .replace(bad.getAsInt(), bad.getAsInt() + 1, "\uFFFD")
                    .toString();
        }
        return shown;
    }
}
