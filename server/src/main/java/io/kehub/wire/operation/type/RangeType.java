package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a range in one field with a comma between them, as v3 writes them: {@code 2025-01-01,2025-01-31}. Either end
 * may be left out ({@code ,100}); a value without a comma is both ends. Numbers have no thousands separators here.
 *
 * @param first reads the value of the first end
 * @param last reads the value of the last end
 */
record RangeType<T extends Comparable<? super T>>(InputType<T> first, InputType<T> last)
        implements InputType<Range<T>> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return "开始值,结束值（逗号隔开，可以省略一端），每端为 " + first.allowed();
    }

    @Override
    public Parsed<Range<T>> read(WireValue value, Context context) {
        var ends = ends(value);
        if (ends.size() > 2) {
            return Parsed.error("共 " + ends.size() + " 个值，范围只有开始值和结束值", allowed());
        }
        var errors = new ArrayList<Parsed.Error<T>>();
        var from = end(first, ends.getFirst(), context, errors);
        var to = end(last, ends.getLast(), context, errors);
        if (!errors.isEmpty()) {
            return Parsed.error(errors.getFirst().message(), allowed());
        }
        return from != null && to != null && Comparator.<T>naturalOrder().compare(from, to) > 0
                ? Parsed.error("开始值大于结束值", allowed())
                : Parsed.ok(new Range<>(from, to));
    }

    private static <T> @Nullable T end(
            InputType<T> type, WireValue value, Context context, List<Parsed.Error<T>> errors) {
        if (isBlank(value)) {
            return null;
        }
        return switch (type.read(value, context)) {
            case Parsed.Ok<T> good -> good.value();
            case Parsed.Error<T> bad -> {
                errors.add(bad);
                yield null;
            }
            case Parsed.Errors<T> bad -> {
                var error = bad.errors().getFirst();
                errors.add(new Parsed.Error<>(error.message(), error.allowed()));
                yield null;
            }
        };
    }

    private static boolean isBlank(WireValue value) {
        return value instanceof WireValue.Null
                || (value instanceof WireValue.Text text && text.text().isEmpty());
    }

    private static List<WireValue> ends(WireValue value) {
        if (value instanceof WireValue.Array items && !items.items().isEmpty()) {
            return items.items();
        }
        return value instanceof WireValue.Text text
                ? Stream.of(text.text().split("[,，]", -1))
                        .map(Text::trimmed)
                        .<WireValue>map(WireValue.Text::new)
                        .toList()
                : List.of(value);
    }
}
