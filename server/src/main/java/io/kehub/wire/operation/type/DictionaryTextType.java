package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.List;

/**
 * A value of a list that an administrator edits, by its text.
 *
 * @param filter whether the value is a filter, which accepts disabled entries too
 */
record DictionaryTextType(DictionaryName dictionary, boolean filter) implements InputType<String> {

    /** Longer than any entry; keeps very long texts away from the database. */
    private static final int MAX_LENGTH = 200;

    @Override
    public String allowed() {
        return dictionary.caption() + "字典中的值" + (filter ? "" : "（已启用的）");
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
                .map(entry -> new Option(entry.text(), entry.text()))
                .toList();
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        return switch (Scalars.text(value, MAX_LENGTH, allowed(), true)) {
            case Parsed.Ok<String> text -> known(text.value(), context);
            case Parsed.Error<String> bad -> bad;
            case Parsed.Errors<String> bad -> bad;
        };
    }

    private Parsed<String> known(String text, Context context) {
        try {
            var question =
                    filter ? context.decoding().filter() : context.decoding().entry();
            return Parsed.ok(question.accept(dictionary, text, context.field()));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid invalid
                    && !invalid.errors().isEmpty()) {
                var error = invalid.errors().getFirst();
                return filter
                        ? Parsed.error(error.message(), error.allowed())
                        : context.old(text, error.message(), error.allowed());
            }
            throw e;
        }
    }
}
