package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * One part of a choice from a tree of two levels, whose ids are written with a comma between them: {@code 3,7}. Each part is
 * a parameter of its own under the same wire name. A choice of the upper level only leaves the second part empty.
 *
 * @param second whether this is the part behind the comma
 * @param type the part itself
 */
record PathPartType(boolean second, InputType<String> type, String captions) implements InputType<String> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return type.allowed() + "，或用逗号隔开的两个编号（" + captions + "）";
    }

    @Override
    public String kind() {
        return type.kind();
    }

    @Override
    public boolean isChoice() {
        return type.isChoice();
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        return type.options(decoding);
    }

    @Override
    public boolean sharesName() {
        return second;
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        var parts = value instanceof WireValue.Text text
                ? Stream.of(text.text().split("[,，]", -1)).map(Text::trimmed).toList()
                : List.<String>of();
        if (parts.size() > 2) {
            return Parsed.error("共 " + parts.size() + " 个编号，过多", allowed());
        }
        if (!second) {
            return parts.size() == 2
                    ? type.read(new WireValue.Text(parts.getFirst()), context)
                    : type.read(value, context);
        }
        return parts.size() == 2 && !parts.getLast().isEmpty()
                ? type.read(new WireValue.Text(parts.getLast()), context)
                : Parsed.ok("");
    }
}
