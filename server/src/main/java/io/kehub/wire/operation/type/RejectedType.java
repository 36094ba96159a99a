package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A parameter that the ERP documents and KeHub does not support. A value that asks for what KeHub does anyway is accepted
 * and has no effect; any other one is an error, because a caller whose value is ignored would believe that it took effect.
 *
 * @param reason why it is not supported, in Chinese
 * @param accepted the values that need no support, such as {@code 0}
 */
record RejectedType(String reason, List<String> accepted) implements InputType<String> {

    RejectedType {
        accepted = List.copyOf(accepted);
    }

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return accepted.isEmpty() ? "不提交这个字段，或留空" : "不提交这个字段，留空，或 " + String.join("、", accepted);
    }

    @Override
    public Optional<String> rejection() {
        return Optional.of(reason);
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        var written = written(value);
        return written.isEmpty() || accepted.stream().anyMatch(written::equalsIgnoreCase)
                ? Parsed.ok(written)
                : Parsed.error("不支持这个字段：" + reason, allowed());
    }

    /** The value as a text; empty if there is nothing in it. */
    private static String written(WireValue value) {
        return switch (value) {
            case WireValue.Text text -> Text.trimmed(text.text());
            case WireValue.Number number -> plain(number.number());
            case WireValue.Flag flag -> flag.value() ? "1" : "0";
            case WireValue.Null nothing -> "";
            case WireValue.Array items -> items.items().isEmpty() ? "" : value.kind();
            case WireValue.Object members -> members.members().isEmpty() ? "" : value.kind();
        };
    }

    /** A number of many digits is none of the accepted values and is not written out. */
    private static String plain(BigDecimal number) {
        return number.signum() == 0
                ? "0"
                : Math.abs((long) number.scale()) > 10
                        ? "number"
                        : number.stripTrailingZeros().toPlainString();
    }
}
