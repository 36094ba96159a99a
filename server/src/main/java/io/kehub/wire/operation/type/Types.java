package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.Sort;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** Factory of the input types. */
public final class Types {

    private Types() {}

    /** A trimmed text of at most {@code maxLength} code points. */
    public static InputType<String> text(int maxLength) {
        return new TextType(maxLength);
    }

    /** A password: not trimmed. */
    public static InputType<String> password(int maxLength) {
        return new PasswordType(maxLength);
    }

    /** A text that matches a pattern, such as the serial number of a device. */
    public static InputType<String> pattern(Pattern form, String allowed) {
        return new PatternType(form, allowed);
    }

    /** Strips ov1's prefix {@code txt:}, which marks a value as plain text. */
    public static InputType<String> plainText(InputType<String> type) {
        return new PlainTextPrefix(type);
    }

    /** An integer from {@code min} to {@code max}. */
    public static InputType<Integer> integer(int min, int max) {
        return new IntegerType(min, max);
    }

    /** An integer from {@code min} on; one above {@code max} counts as {@code max}. */
    public static InputType<Integer> clamped(int min, int max) {
        return new ClampedType(min, max);
    }

    /**
     * A decimal number with a maximum of digits before and after the point. Thousands separators are accepted, as the real
     * ERP writes them and clients send them back.
     *
     * @param signed whether it may be below zero
     */
    public static InputType<BigDecimal> decimal(int wholeDigits, int fractionDigits, boolean signed) {
        return new DecimalType(wholeDigits, fractionDigits, signed);
    }

    /** An amount: 16 digits and 2 decimals, not below zero. */
    public static InputType<BigDecimal> amount() {
        return decimal(16, 2, false);
    }

    /** A price or a quantity: 14 digits and 4 decimals, not below zero. */
    public static InputType<BigDecimal> quantity() {
        return decimal(14, 4, false);
    }

    /** How many base units make one unit: a decimal number or an exact fraction such as {@code 1/2}. */
    public static InputType<BigDecimal> ratio() {
        return new RatioType();
    }

    /** A boolean: 1 or 0, also {@code true}/{@code false} and 是/否. */
    public static InputType<Boolean> flag() {
        return new BooleanType();
    }

    /** An enumerated value, by number or by its text. */
    @SafeVarargs
    public static <T> InputType<T> choice(ChoiceType.Option<T>... options) {
        return new ChoiceType<>(List.of(options), true);
    }

    /** An enumerated value, by number only. */
    public static <T> InputType<T> numbered(List<ChoiceType.Option<T>> options) {
        return new ChoiceType<>(options, false);
    }

    /** One of the options of {@link #choice}. */
    public static <T> ChoiceType.Option<T> option(int number, String caption, T value) {
        return new ChoiceType.Option<>(number, caption, value);
    }

    /** The id of a record, not checked for existence here. */
    public static <T> InputType<T> id(LongFunction<T> id) {
        return new IdType<>(id);
    }

    /** At most {@code max} ids, as a text with commas between them, an array, or one alone; no id twice. */
    public static <T> InputType<List<T>> ids(LongFunction<T> id, int max) {
        return new IdListType<>(new IdType<>(id), max);
    }

    /** The start of a period: a day or a time in the ERP's zone. */
    public static InputType<Instant> periodStart() {
        return new TimestampType(TimestampType.Edge.FIRST);
    }

    /** The end of a period, exclusive; a given day belongs to the period as a whole. */
    public static InputType<Instant> periodEnd() {
        return new TimestampType(TimestampType.Edge.AFTER_LAST);
    }

    /** A day; a time of day after it is dropped. */
    public static InputType<LocalDate> day() {
        return new DateType();
    }

    /** The text of a dictionary's enabled entry, or a free text where the dictionary allows it. */
    public static InputType<String> entryText(DictionaryName dictionary) {
        return new DictionaryTextType(dictionary, false, false);
    }

    /** A text to filter by, also that of a disabled entry. */
    public static InputType<String> entryFilter(DictionaryName dictionary) {
        return new DictionaryTextType(dictionary, true, false);
    }

    /** The same, or {@code (无)} for records without a value, which gives the empty text. */
    public static InputType<String> entryFilterOrNone(DictionaryName dictionary) {
        return new DictionaryTextType(dictionary, true, true);
    }

    /** The id of a dictionary's enabled entry; gives its text. */
    public static InputType<String> entryId(DictionaryName dictionary) {
        return new DictionaryIdType<>(dictionary, false, entry -> entry.text(), text -> text);
    }

    /** A text, or the id of an enabled template, which gives the template's text. */
    public static InputType<String> textOrTemplate(int maxLength, DictionaryName templates) {
        return new TemplateTextType(templates, text(maxLength));
    }

    /** The upper level of a choice from a tree, such as {@code 3} of {@code 3,7}. */
    public static InputType<String> upperPart(InputType<String> type, String captions) {
        return new PathPartType(false, type, captions);
    }

    /** The lower level of a choice from a tree, such as {@code 7} of {@code 3,7}; empty if only the upper is chosen. */
    public static InputType<String> lowerPart(InputType<String> type, String captions) {
        return new PathPartType(true, type, captions);
    }

    /** The id of a dictionary's entry to filter by, also of a disabled one; gives its text. */
    public static InputType<String> entryIdFilter(DictionaryName dictionary) {
        return new DictionaryIdType<>(dictionary, true, entry -> entry.text(), null);
    }

    /**
     * A documented parameter that is not supported: any value but the accepted ones is an error.
     *
     * @param reason why it is not supported, in Chinese
     */
    public static InputType<String> rejected(String reason, List<String> accepted) {
        return new RejectedType(reason, accepted);
    }

    /** The ids of a dictionary's entries to filter by, also of disabled ones; gives their texts. */
    public static InputType<List<String>> entryIdsFilter(DictionaryName dictionary) {
        return new DictionaryIdListType(dictionary);
    }

    /** A period in one field, {@code start,end}; its end is the first moment after it. */
    public static InputType<Range<Instant>> period() {
        return new RangeType<>(periodStart(), periodEnd());
    }

    /** Days in one field, {@code first,last}; a single day is both. */
    public static InputType<Range<LocalDate>> days() {
        return new RangeType<>(day(), day());
    }

    /** The id of a dictionary's enabled entry, for modules that store ids. */
    public static InputType<Long> entry(DictionaryName dictionary) {
        return new DictionaryIdType<>(dictionary, false, entry -> entry.id(), null);
    }

    /** The text of a dictionary's enabled entry; gives its id, for modules that store ids. */
    public static InputType<Long> entryNamed(DictionaryName dictionary) {
        return new DictionaryNameType(dictionary);
    }

    /** @param enabledOnly whether the user must be enabled; a filter takes disabled ones too, since they keep records */
    public static InputType<UserId> user(boolean enabledOnly) {
        return new UserIdType(enabledOnly);
    }

    /** A user by name; rejected if several have it. */
    public static InputType<UserId> userNamed(boolean enabledOnly) {
        return new UserNameType(enabledOnly);
    }

    /**
     * A column of a list that is sorted on request.
     *
     * @param sortedAs the name by which the module sorts; empty if the list cannot be sorted by this column
     */
    public record SortableColumn(String wireName, Optional<String> sortedAs) {}

    /** The order of a list. */
    public static InputType<Sort> sort(List<SortableColumn> columns) {
        return new SortType(columns);
    }
}
