package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An enumerated value, selected by number.
 *
 * @param byText whether the caption is accepted too
 */
public record ChoiceType<T>(List<Option<T>> options, boolean byText) implements InputType<T> {

    /** @param number what callers send; never changes */
    public record Option<T>(int number, String caption, T value) {}

    public ChoiceType {
        options = List.copyOf(options);
    }

    @Override
    public ValueShape shape() {
        return new ValueShape.Choice(listed(), byText);
    }

    @Override
    public String allowed() {
        return options.stream()
                .map(option -> option.number() + "（" + option.caption() + "）")
                .collect(Collectors.joining("、"));
    }

    @Override
    public List<InputType.Option> options(DecodingContext decoding) {
        return listed();
    }

    private List<InputType.Option> listed() {
        return options.stream()
                .map(option -> new InputType.Option(Integer.toString(option.number()), option.caption()))
                .toList();
    }

    @Override
    public Parsed<T> read(WireValue value, Context context) {
        var named = named(value);
        if (named.isPresent()) {
            return Parsed.ok(named.get().value());
        }
        return switch (Scalars.number(value, allowed())) {
            case Parsed.Ok<BigDecimal> good ->
                options.stream()
                        .filter(option -> good.value().compareTo(BigDecimal.valueOf(option.number())) == 0)
                        .<Parsed<T>>map(option -> Parsed.ok(option.value()))
                        .findFirst()
                        .orElseGet(() -> Parsed.error("没有这个选项", allowed()));
            case Parsed.Error<BigDecimal> bad ->
                Parsed.error(byText && value instanceof WireValue.Text ? "没有这个选项" : bad.message(), bad.allowed());
            case Parsed.Errors<BigDecimal> bad -> new Parsed.Errors<>(bad.errors());
        };
    }

    private Optional<Option<T>> named(WireValue value) {
        if (!byText || !(value instanceof WireValue.Text text)) {
            return Optional.empty();
        }
        var key = Text.key(text.text());
        return options.stream()
                .filter(option -> Text.key(option.caption()).equals(key))
                .findFirst();
    }
}
