package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Entries of a dictionary to filter by: their ids as a text with commas between them, as an array, or one alone. */
record DictionaryIdListType(DictionaryIdType<String> one) implements InputType<List<String>> {

    private static final int MAX = 100;

    DictionaryIdListType(DictionaryName dictionary) {
        this(new DictionaryIdType<>(dictionary, true, entry -> entry.text(), null));
    }

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return one.allowed() + "，多个用逗号隔开，最多 " + MAX + " 个";
    }

    @Override
    public boolean isChoice() {
        return true;
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        return one.options(decoding);
    }

    @Override
    public Parsed<List<String>> read(WireValue value, Context context) {
        var given = parts(value);
        if (given.size() > MAX) {
            return Parsed.error("共 " + given.size() + " 个编号，过多", allowed());
        }
        var texts = new ArrayList<String>(given.size());
        for (var part : given) {
            switch (one.read(part, context)) {
                case Parsed.Ok<String> good -> texts.add(good.value());
                case Parsed.Error<String> bad -> {
                    return Parsed.error(bad.message(), bad.allowed());
                }
                case Parsed.Errors<String> bad -> {
                    return new Parsed.Errors<>(bad.errors());
                }
            }
        }
        return Parsed.ok(texts.stream().distinct().toList());
    }

    private static List<WireValue> parts(WireValue value) {
        return switch (value) {
            case WireValue.Array items -> items.items();
            case WireValue.Text text ->
                Stream.of(text.text().split("[,，]", -1))
                        .map(Text::trimmed)
                        .filter(part -> !part.isEmpty())
                        .<WireValue>map(WireValue.Text::new)
                        .toList();
            default -> List.of(value);
        };
    }
}
