package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of a list that an administrator edits, by the entry's id, which never changes, or by an id that the ERP documents
 * ({@link DocumentedIds}).
 *
 * @param filter whether the value is a filter, which accepts disabled entries too
 * @param given converts the entry to the operation's argument
 * @param unlisted converts a text that is not an entry; null if records cannot have such texts
 */
record DictionaryIdType<T>(
        DictionaryName dictionary,
        boolean filter,
        Function<Entry, T> given,
        @Nullable Function<String, T> unlisted) implements InputType<T> {

    private static final IdType<Long> ID = new IdType<>(Long::valueOf);

    /** Maximum number of valid ids listed in an error message. */
    private static final int NAMED = 50;

    @Override
    public ValueShape shape() {
        return new ValueShape.DictionaryEntry(dictionary.caption(), true);
    }

    @Override
    public String allowed() {
        return dictionary.caption() + "的编号";
    }

    @Override
    public boolean isChoice() {
        return true;
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        return decoding.entries().apply(dictionary).stream()
                .filter(Entry::enabled)
                .filter(entry -> !entry.text().isEmpty())
                .map(entry -> new Option(Long.toString(entry.id()), entry.text()))
                .toList();
    }

    @Override
    public Parsed<T> read(WireValue value, Context context) {
        return switch (ID.read(value, context)) {
            case Parsed.Ok<Long> good -> known(good.value(), context);
            case Parsed.Error<Long> bad -> unlisted(value, bad.message(), context);
            case Parsed.Errors<Long> bad -> new Parsed.Errors<>(bad.errors());
        };
    }

    /** A form shows a text that is not an entry unchanged; only the record that already has it may be saved with it. */
    private Parsed<T> unlisted(WireValue value, String message, Context context) {
        return value instanceof WireValue.Text text && unlisted != null
                ? context.old(unlisted.apply(Text.trimmed(text.text())), message, valid(context))
                : Parsed.error(message, valid(context));
    }

    private Parsed<T> known(long id, Context context) {
        return DocumentedIds.entry(dictionary, id, context.decoding().entries().apply(dictionary))
                .<Parsed<T>>map(entry -> entry.enabled() || filter
                        ? Parsed.ok(given.apply(entry))
                        : context.old(
                                given.apply(entry), dictionary.caption() + "“" + entry.text() + "”已停用", valid(context)))
                .orElseGet(() -> Parsed.error("没有编号为 " + id + " 的" + dictionary.caption(), valid(context)));
    }

    private String valid(Context context) {
        var options = options(context.decoding());
        var named = options.stream()
                .limit(NAMED)
                .map(option -> option.id() + "（" + option.text() + "）")
                .collect(Collectors.joining("、"));
        return options.size() > NAMED ? named + "，等 " + options.size() + " 项" : named;
    }
}
