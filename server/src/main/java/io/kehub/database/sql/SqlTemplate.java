package io.kehub.database.sql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A text block of SQL with placeholders {@code {name}} for fragments. Only {@link Sql} can be put in, so no input of a
 * caller ever gets into a statement; values stay bound parameters ({@code :name}). A template is used completely or not at
 * all: a placeholder without a fragment and a fragment without a placeholder are errors of the program.
 */
public final class SqlTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][A-Za-z]*)}");

    /** Braces that PostgreSQL knows: an empty array or object. */
    private static final String EMPTY_LITERAL = "'{}'";

    private final String text;
    private final Set<String> placeholders;

    private SqlTemplate(String text, Set<String> placeholders) {
        this.text = text;
        this.placeholders = placeholders;
    }

    /**
     * A template.
     *
     * @throws IllegalArgumentException if it has no placeholder, or a brace that belongs to none
     */
    public static SqlTemplate of(String text) {
        var placeholders = placeholders(text);
        if (placeholders.isEmpty()) {
            throw new IllegalArgumentException("a template has a placeholder; use Sql.of for SQL without: " + text);
        }
        var rest = PLACEHOLDER.matcher(text).replaceAll("").replace(EMPTY_LITERAL, "");
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("a brace belongs to no placeholder such as {name}: " + text);
        }
        return new SqlTemplate(text, placeholders);
    }

    static Set<String> placeholders(String text) {
        var names = new LinkedHashSet<String>();
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * Starts to fill the template.
     *
     * @throws IllegalArgumentException if the template has no such placeholder
     */
    public Filling with(String placeholder, Sql fragment) {
        return new Filling().with(placeholder, fragment);
    }

    /** A template that is being filled. For one thread. */
    public final class Filling {

        private final Map<String, Sql> fragments = new LinkedHashMap<>();

        private Filling() {}

        /**
         * Puts a fragment into every place of a placeholder.
         *
         * @throws IllegalArgumentException if the template has no such placeholder, or it has a fragment already
         */
        public Filling with(String placeholder, Sql fragment) {
            if (!placeholders.contains(placeholder)) {
                throw new IllegalArgumentException(
                        "no placeholder {" + placeholder + "} among " + placeholders + " of: " + text);
            }
            if (fragments.putIfAbsent(placeholder, fragment) != null) {
                throw new IllegalArgumentException("the placeholder {" + placeholder + "} has a fragment already");
            }
            return this;
        }

        /**
         * The finished SQL.
         *
         * @throws IllegalStateException if a placeholder has no fragment
         */
        public Sql sql() {
            var missing = new TreeSet<>(placeholders);
            missing.removeAll(fragments.keySet());
            if (!missing.isEmpty()) {
                throw new IllegalStateException("no fragment for " + missing + " of: " + text);
            }
            var result = new StringBuilder(text.length() * 2);
            var matcher = PLACEHOLDER.matcher(text);
            var end = 0;
            while (matcher.find()) {
                result.append(text, end, matcher.start());
                result.append(indented(
                        Objects.requireNonNull(fragments.get(matcher.group(1))).text(), matcher.start()));
                end = matcher.end();
            }
            return new Sql(result.append(text, end, text.length()).toString());
        }

        /** A fragment on a line of its own is indented as its placeholder, so that a logged statement stays readable. */
        private String indented(String fragment, int place) {
            var indentation = text.substring(text.lastIndexOf('\n', place) + 1, place);
            return indentation.isBlank() ? fragment.replace("\n", "\n" + indentation) : fragment;
        }
    }
}
