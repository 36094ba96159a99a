package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** Several ids: comma-separated text, an array, or a single id. */
record IdListType<T>(IdType<T> one, int most) implements InputType<List<T>> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Ids(most);
    }

    /** 0 alone is no id: native clients send it for "none chosen". */
    @Override
    public boolean zeroIsAbsent() {
        return true;
    }

    @Override
    public String allowed() {
        return "编号，多个用逗号隔开，最多 " + most + " 个，不能重复";
    }

    @Override
    public Parsed<List<T>> read(WireValue value, Context context) {
        var given = parts(value);
        if (given.size() > most) {
            return Parsed.error("共 " + given.size() + " 个编号，过多", allowed());
        }
        var ids = new ArrayList<T>(given.size());
        var seen = new HashSet<T>();
        for (var part : given) {
            switch (one.read(part, context)) {
                case Parsed.Ok<T> good -> {
                    if (!seen.add(good.value())) {
                        return Parsed.error("同一个编号写了两次", allowed());
                    }
                    ids.add(good.value());
                }
                case Parsed.Error<T> bad -> {
                    return Parsed.error("有一项" + bad.message(), allowed());
                }
                case Parsed.Errors<T> bad -> {
                    return new Parsed.Errors<>(bad.errors());
                }
            }
        }
        return Parsed.ok(List.copyOf(ids));
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
