package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Several values to filter by: a text with commas between them, an array, or one alone.
 *
 * @param one the type of each value
 * @param max maximum number of values
 */
record SeveralType<T>(InputType<T> one, int max) implements InputType<List<T>> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return one.allowed() + "，多个用逗号隔开，最多 " + max + " 个";
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        return one.options(decoding);
    }

    @Override
    public Parsed<List<T>> read(WireValue value, Context context) {
        var given = parts(value);
        if (given.size() > max) {
            return Parsed.error("共 " + given.size() + " 个值，过多", allowed());
        }
        var values = new ArrayList<T>(given.size());
        for (var part : given) {
            switch (one.read(part, context)) {
                case Parsed.Ok<T> good -> values.add(good.value());
                case Parsed.Error<T> bad -> {
                    return Parsed.error(bad.message(), allowed());
                }
                case Parsed.Errors<T> bad -> {
                    return new Parsed.Errors<>(bad.errors());
                }
            }
        }
        return Parsed.ok(values.stream().distinct().toList());
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
