package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import io.kehub.kernel.WrittenValue;
import java.math.BigDecimal;

/** Reads texts and numbers; accepts one for the other if unambiguous, because clients send both. */
final class Scalars {

    private static final int MAX_PLAIN_NUMBER_LENGTH = 30;

    private Scalars() {}

    static Parsed<String> text(WireValue value, int maxLength, String allowed, boolean trimmed) {
        return switch (value) {
            case WireValue.Text text -> within(trimmed ? Text.trimmed(text.text()) : text.text(), maxLength, allowed);
            case WireValue.Number numeral ->
                isPlain(numeral.number())
                        ? within(numeral.number().toPlainString(), maxLength, allowed)
                        : Parsed.error("数字过大或过长，无法按原样存为文本，请加引号写成文本", allowed);
            default -> Parsed.error("类型不对，应为文本，收到" + value.kind(), allowed);
        };
    }

    private static Parsed<String> within(String text, int maxLength, String allowed) {
        var length = Text.length(text);
        return length > maxLength ? Parsed.error("文字过长，共 " + length + " 个字", allowed) : Parsed.ok(text);
    }

    static Parsed<BigDecimal> number(WireValue value, String allowed) {
        return switch (value) {
            case WireValue.Number numeral -> Parsed.ok(numeral.number());
            case WireValue.Text text ->
                WrittenValue.number(text.text()).map(Parsed::ok).orElseGet(() -> Parsed.error("不是数字", allowed));
            default -> Parsed.error("类型不对，应为数字，收到" + value.kind(), allowed);
        };
    }

    /** Whether the number can be written without an exponent in a reasonable number of digits. */
    private static boolean isPlain(BigDecimal number) {
        return number.scale() >= 0
                && number.scale() <= MAX_PLAIN_NUMBER_LENGTH
                && number.precision() <= MAX_PLAIN_NUMBER_LENGTH;
    }
}
