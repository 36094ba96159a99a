package io.kehub.wire.operation.type;

import java.util.List;

/**
 * What a parameter accepts, for documents: the help pages say it in words, the OpenAPI documents in a schema. The values to
 * choose from in a list that an administrator edits are {@link InputType#options}.
 */
public sealed interface ValueShape {

    /** A text with a maximum length in code points. */
    record Text(int maxLength) implements ValueShape {}

    /** A password with a maximum length in code points; blanks count. */
    record Secret(int maxLength) implements ValueShape {}

    /** A text in a form that only words describe. */
    record Formatted(String allowed) implements ValueShape {}

    /** An integer; {@link Integer#MAX_VALUE} is no limit that a caller needs to know. */
    record Whole(int min, int max) implements ValueShape {}

    /** A decimal number, as a number or as a text. */
    record Decimal(int wholeDigits, int fractionDigits, boolean signed) implements ValueShape {}

    /** A decimal number above zero or a fraction such as {@code 1/2}. */
    record Ratio() implements ValueShape {}

    /** A boolean, usually 1 or 0. */
    record Flag() implements ValueShape {}

    /**
     * One of a few numbers that never change.
     *
     * @param byText whether the text of the option is accepted too
     */
    record Choice(List<InputType.Option> options, boolean byText) implements ValueShape {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** The id of a record. */
    record Id() implements ValueShape {}

    /** Several ids of records. */
    record Ids(int max) implements ValueShape {}

    /**
     * An entry of a list that an administrator edits.
     *
     * @param caption what people call the list, in Chinese
     * @param byId whether the entry is given by its id, otherwise by its text
     */
    record DictionaryEntry(String caption, boolean byId) implements ValueShape {}

    /** The id of a user. */
    record UserId() implements ValueShape {}

    /** The name of a user; only one user may have it. */
    record UserName() implements ValueShape {}

    /** A day, {@code yyyy-MM-dd}. */
    record Day() implements ValueShape {}

    /** A day or a time, {@code yyyy-MM-dd HH:mm:ss}. */
    record Time() implements ValueShape {}

    /** Nested rows; the type itself has their columns. */
    record Rows(int max) implements ValueShape {}

    /** Name of the type in the ERP's forms. */
    default String kind() {
        return switch (this) {
            case Text text -> "string";
            case Secret secret -> "string";
            case Formatted formatted -> "string";
            case UserName user -> "string";
            case Ids ids -> "string";
            case DictionaryEntry entry -> entry.byId() ? "int" : "string";
            case Whole whole -> "int";
            case Flag flag -> "int";
            case Choice choice -> "int";
            case Id id -> "int";
            case UserId user -> "int";
            case Decimal decimal -> "decimal";
            case Ratio ratio -> "decimal";
            case Day day -> "datetime";
            case Time time -> "datetime";
            case Rows rows -> "list";
        };
    }
}
