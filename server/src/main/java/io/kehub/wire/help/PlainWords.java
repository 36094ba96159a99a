package io.kehub.wire.help;

import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.ValueShape;
import java.util.stream.Collectors;

/** Says in everyday Chinese what a field holds. */
final class PlainWords {

    /** Maximum number of options in a table; the rest is counted. */
    private static final int MAX_OPTIONS = 20;

    private final DecodingContext decoding;

    PlainWords(DecodingContext decoding) {
        this.decoding = decoding;
    }

    /** Type and limits of a parameter, such as {@code 文字，最多 100 字} or {@code 整数 1–500}. */
    String of(InputType<?> type) {
        return switch (type.shape()) {
            case ValueShape.Text text -> "文字，最多 " + text.maxLength() + " 字";
            case ValueShape.Secret secret -> "文字，最多 " + secret.maxLength() + " 字，空格也算";
            case ValueShape.Formatted formatted -> "文字：" + formatted.allowed();
            case ValueShape.Whole whole -> whole(whole);
            case ValueShape.Decimal decimal -> decimal(decimal);
            case ValueShape.Ratio ratio -> type.allowed();
            case ValueShape.Flag flag -> "是或否：1（是）、0（否）";
            case ValueShape.Choice choice -> "选项：" + options(type) + (choice.byText() ? "；数字或文字都可以" : "");
            case ValueShape.Id id -> "编号，正整数";
            case ValueShape.Ids ids -> "编号，可以多个，用逗号隔开，最多 " + ids.max() + " 个，不能重复";
            case ValueShape.DictionaryEntry entry -> entry(entry, type);
            case ValueShape.UserId user -> "用户的编号";
            case ValueShape.UserName user -> "用户的姓名，不能有重名";
            case ValueShape.Day day -> "日期，如 2025-01-31";
            case ValueShape.Time time -> "日期或时间，如 2025-01-31 或 2025-01-31 18:30:00";
            case ValueShape.Rows rows -> "列表，最多 " + rows.max() + " 行，每行的字段见下";
        };
    }

    private static String whole(ValueShape.Whole whole) {
        return whole.max() == Integer.MAX_VALUE ? "整数，不小于 " + whole.min() : "整数 " + whole.min() + "–" + whole.max();
    }

    private static String decimal(ValueShape.Decimal decimal) {
        return "数字" + (decimal.signed() ? "，可以是负数" : "，不小于 0") + "，小数点前最多 " + decimal.wholeDigits() + " 位，小数点后最多 "
                + decimal.fractionDigits() + " 位";
    }

    private String entry(ValueShape.DictionaryEntry entry, InputType<?> type) {
        var options = options(type);
        return "字典“" + entry.caption() + "”的" + (entry.byId() ? "编号" : "值") + (options.isEmpty() ? "" : "：" + options);
    }

    private String options(InputType<?> type) {
        var options = type.options(decoding);
        var named = options.stream()
                .limit(MAX_OPTIONS)
                .map(option ->
                        option.id().equals(option.text()) ? option.text() : option.id() + "（" + option.text() + "）")
                .collect(Collectors.joining("、"));
        return options.size() > MAX_OPTIONS ? named + "，等 " + options.size() + " 项" : named;
    }

    /** What a field of an answer holds. */
    static String of(AnswerField.Type type, DialectId dialect) {
        return switch (type) {
            case ID -> dialect == DialectId.QUICK ? "编号（文字）" : "编号（数字；没有时为 \"\"）";
            case TEXT -> "文字";
            case NUMBER -> "整数";
            case DECIMAL -> "数字（写成文字，如 \"36000.5\"）";
            case TIME -> "时间，如 2025-01-31 18:30:00";
            case DAY -> "日期，如 2025-01-31";
            case LIST -> "列表，每行的字段见下";
        };
    }
}
