package io.kehub.wire.operation;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * What a parameter holds: how a value on the wire becomes a typed one, and what is allowed, said in Chinese for
 * refusals and help pages. Values that are absent or hold forbidden letters never get here.
 *
 * @param <T> what the operation gets
 */
public sealed interface InputType<T>
        permits InputType.Words,
                InputType.Secret,
                InputType.Whole,
                InputType.Choice,
                InputType.Identifier,
                Moment,
                DictionaryText,
                UserReference {

    /** What is allowed, in Chinese. */
    String allowed();

    /**
     * The typed value, or what is wrong with it.
     *
     * @param field the wire name of the parameter, for the refusals of the modules that are asked
     */
    Reading<T> read(WireValue value, String field, Border border);

    /** A text, trimmed by the decoder, of at most {@code longest} letters. */
    record Words(int longest) implements InputType<String> {
        @Override
        public String allowed() {
            return "文本，最多 " + longest + " 个字";
        }

        @Override
        public Reading<String> read(WireValue value, String field, Border border) {
            return Scalars.text(value, longest, allowed(), true);
        }
    }

    /** A password: a text that is taken letter by letter, blanks included. */
    record Secret(int longest) implements InputType<String> {
        @Override
        public String allowed() {
            return "文本，最多 " + longest + " 个字";
        }

        @Override
        public Reading<String> read(WireValue value, String field, Border border) {
            return Scalars.text(value, longest, allowed(), false);
        }
    }

    /** A whole number from {@code least} to {@code most}. */
    record Whole(int least, int most) implements InputType<Integer> {
        @Override
        public String allowed() {
            return least + " 到 " + most + " 的整数";
        }

        @Override
        public Reading<Integer> read(WireValue value, String field, Border border) {
            return switch (Scalars.number(value, allowed())) {
                case Reading.Bad<BigDecimal> bad -> Reading.bad(bad.message(), bad.allowed());
                case Reading.Good<BigDecimal> good -> within(good.value());
            };
        }

        private Reading<Integer> within(BigDecimal number) {
            if (!Scalars.isWhole(number)) {
                return Reading.bad("应为整数", allowed());
            }
            if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                return Reading.bad("超出范围", allowed());
            }
            return Reading.good(number.intValueExact());
        }
    }

    /** One of a few values that are known by number. */
    record Choice<T>(List<Option<T>> options) implements InputType<T> {

        /** @param number what callers send; never changes */
        record Option<T>(int number, String caption, T value) {}

        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public String allowed() {
            return options.stream()
                    .map(option -> option.number() + "（" + option.caption() + "）")
                    .collect(Collectors.joining("、"));
        }

        @Override
        public Reading<T> read(WireValue value, String field, Border border) {
            return switch (Scalars.number(value, allowed())) {
                case Reading.Bad<BigDecimal> bad -> Reading.bad(bad.message(), bad.allowed());
                case Reading.Good<BigDecimal> good ->
                    options.stream()
                            .filter(option -> good.value().compareTo(BigDecimal.valueOf(option.number())) == 0)
                            .<Reading<T>>map(option -> Reading.good(option.value()))
                            .findFirst()
                            .orElseGet(() -> Reading.bad("没有这个选项", allowed()));
            };
        }
    }

    /** The id of a record. Whether there is such a record is asked later. */
    record Identifier<T>(LongFunction<T> id) implements InputType<T> {

        @Override
        public String allowed() {
            return "编号，1 到 " + Long.MAX_VALUE + " 的整数";
        }

        @Override
        public Reading<T> read(WireValue value, String field, Border border) {
            return switch (Scalars.number(value, allowed())) {
                case Reading.Bad<BigDecimal> bad -> Reading.bad(bad.message(), bad.allowed());
                case Reading.Good<BigDecimal> good -> {
                    var number = good.value();
                    if (!Scalars.isWhole(number)
                            || number.signum() <= 0
                            || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                        yield Reading.bad("不是有效的编号", allowed());
                    }
                    yield Reading.good(id.apply(number.longValueExact()));
                }
            };
        }
    }
}
