package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.Text;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A value of a list that an administrator edits, by its text, for modules that store the entry's id. */
record DictionaryNameType(DictionaryName dictionary) implements InputType<Long> {

    private static final int MAX_LENGTH = 200;

    @Override
    public String allowed() {
        return dictionary.caption() + "字典中的值（已启用的）";
    }

    @Override
    public boolean isChoice() {
        return true;
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        return enabled(decoding).stream()
                .map(entry -> new Option(entry.text(), entry.text()))
                .toList();
    }

    @Override
    public Parsed<Long> read(WireValue value, Context context) {
        return switch (Scalars.text(value, MAX_LENGTH, allowed(), true)) {
            case Parsed.Ok<String> good -> {
                var key = Text.key(good.value());
                // prefer the entry with exactly this spelling over others that fold to the same key
                yield enabled(context.decoding()).stream()
                        .filter(entry -> Text.key(entry.text()).equals(key))
                        .min(Comparator.comparing(entry -> !entry.text().equals(good.value())))
                        .<Parsed<Long>>map(entry -> Parsed.ok(entry.id()))
                        .orElseGet(() -> refused(good.value(), context));
            }
            case Parsed.Error<String> bad -> Parsed.error(bad.message(), bad.allowed());
            case Parsed.Errors<String> bad -> new Parsed.Errors<>(bad.errors());
        };
    }

    private Parsed<Long> refused(String text, Context context) {
        var message = "“" + text + "”不在可选值之内";
        var allowed = enabled(context.decoding()).stream().map(Entry::text).collect(Collectors.joining("、"));
        return context.decoding().entries().apply(dictionary).stream()
                .filter(entry -> Text.folded(entry.text()).equals(Text.folded(text)))
                .findFirst()
                .map(entry -> context.old(entry.id(), message, allowed))
                .orElseGet(() -> Parsed.error(message, allowed));
    }

    private List<Entry> enabled(DecodingContext decoding) {
        return decoding.entries().apply(dictionary).stream()
                .filter(Entry::enabled)
                .filter(entry -> !entry.text().isEmpty())
                .toList();
    }
}
