package io.kehub.sync.mapping;

import io.kehub.hub.contact.Contact;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text with placeholders: {@code {k_code}} stands for a field of the contact, {@code {confidence|未知}} for a field or, if it
 * is blank, for the text after the bar.
 */
public final class Template implements Rule {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}]*))?}");

    private final String source;
    private final List<Part> parts;

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Placeholder(ContactField field, String otherwise) implements Part {}
    }

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException naming every placeholder that is wrong, and what is allowed, in Chinese */
    public static Template parse(String source) {
        var errors = new ArrayList<String>();
        var parts = new ArrayList<Part>();
        var found = PLACEHOLDER.matcher(source);
        var end = 0;
        while (found.find()) {
            literal(source.substring(end, found.start()), parts, errors);
            end = found.end();
            var otherwise = found.group(2) == null ? "" : found.group(2);
            ContactField.of(found.group(1).strip())
                    .ifPresentOrElse(
                            field -> parts.add(new Part.Placeholder(field, otherwise)),
                            () -> errors.add("占位符 " + found.group() + " 不是联系人字段，可用：" + ContactField.keys()));
        }
        literal(source.substring(end), parts, errors);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("；", errors));
        }
        return new Template(source, List.copyOf(parts));
    }

    private static void literal(String text, List<Part> parts, List<String> errors) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            errors.add("“" + text.strip() + "”中的花括号不成对，占位符写作 {k_code} 或 {confidence|未知}");
        } else if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }

    @Override
    public String text(Contact contact) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Literal literal -> text.append(literal.text());
                case Part.Placeholder placeholder -> {
                    var value = placeholder.field().of(contact);
                    text.append(value.isEmpty() ? placeholder.otherwise() : value);
                }
            }
        }
        return text.toString();
    }

    /**
     * The beginning of the text up to the first character after a K-code, so that K12 does not match K123; empty if the
     * template does not begin with a constant text, the K-code and another constant text.
     */
    String startWith(String kCode) {
        return parts.size() > 2
                        && parts.get(0) instanceof Part.Literal before
                        && parts.get(1) instanceof Part.Placeholder code
                        && code.field() == ContactField.K_CODE
                        && parts.get(2) instanceof Part.Literal after
                ? before.text() + kCode + after.text().substring(0, after.text().offsetByCodePoints(0, 1))
                : "";
    }

    @Override
    public String toString() {
        return source;
    }
}
