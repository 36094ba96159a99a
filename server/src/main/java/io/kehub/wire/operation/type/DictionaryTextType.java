package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value of a list that an administrator edits, by its text; a filter also takes the entry's id.
 *
 * @param filter whether the value is a filter, which accepts disabled entries too
 * @param none whether {@value #NONE} is accepted, for records without a value
 */
record DictionaryTextType(DictionaryName dictionary, boolean filter, boolean none) implements InputType<String> {

    private static final String NONE = "(无)";
    private static final IdType<Long> ID = new IdType<>(Long::valueOf);

    /** Longer than any entry; keeps very long texts away from the database. */
    private static final int MAX_LENGTH = 200;

    @Override
    public ValueShape shape() {
        return new ValueShape.DictionaryEntry(dictionary.caption(), false);
    }

    @Override
    public String allowed() {
        return dictionary.caption() + "字典中的值" + (filter ? "或其编号" : "（已启用的）") + (none ? "，" + NONE + " 表示未填写" : "");
    }

    @Override
    public boolean isChoice() {
        return true;
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        var entries = decoding.entries().apply(dictionary).stream()
                .filter(Entry::enabled)
                .filter(entry -> !entry.text().isEmpty())
                .map(entry -> new Option(entry.text(), entry.text()));
        return Stream.concat(entries, none ? Stream.of(new Option(NONE, "未填写")) : Stream.empty())
                .toList();
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        return switch (Scalars.text(value, MAX_LENGTH, allowed(), true)) {
            case Parsed.Ok<String> text ->
                none && Text.key(text.value()).equals(NONE) ? Parsed.ok("") : known(text.value(), value, context);
            case Parsed.Error<String> bad -> bad;
            case Parsed.Errors<String> bad -> bad;
        };
    }

    private Parsed<String> known(String text, WireValue value, Context context) {
        try {
            var question =
                    filter ? context.decoding().filter() : context.decoding().entry();
            return Parsed.ok(question.accept(dictionary, text, context.field()));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid invalid
                    && !invalid.errors().isEmpty()) {
                var error = invalid.errors().getFirst();
                return filter
                        ? byId(value, context)
                                .orElseGet(() -> Parsed.error(
                                        error.message(), error.allowed() + (none ? "、" + NONE + "（未填写）" : "")))
                        : context.old(text, error.message(), error.allowed());
            }
            throw e;
        }
    }

    private Optional<Parsed<String>> byId(WireValue value, Context context) {
        return ID.read(value, context) instanceof Parsed.Ok<Long> id
                ? DocumentedIds.entry(
                                dictionary,
                                id.value(),
                                context.decoding().entries().apply(dictionary))
                        .map(entry -> Parsed.ok(entry.text()))
                : Optional.empty();
    }
}
