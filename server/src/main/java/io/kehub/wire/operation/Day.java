package io.kehub.wire.operation;

import io.kehub.kernel.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** A day, with or without leading zeros; a time of day behind it is left off. */
record Day() implements InputType<LocalDate> {

    private static final Pattern WRITTEN = Pattern.compile(
            "([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[ T]+[0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2}(?:\\.[0-9]{1,9})?)?)?");

    @Override
    public String allowed() {
        return "yyyy-MM-dd 格式的文本，例如 2025-01-31";
    }

    @Override
    public String kind() {
        return "datetime";
    }

    @Override
    public Reading<LocalDate> read(WireValue value, Context context) {
        if (!(value instanceof WireValue.Text text)) {
            return Reading.bad("类型不对，日期应为文本（不接受时间戳），收到" + value.kind(), allowed());
        }
        var written = WRITTEN.matcher(Text.trimmed(text.text()));
        if (!written.matches()) {
            return Reading.bad("不是日期", allowed());
        }
        try {
            return Reading.good(LocalDate.of(
                    Integer.parseInt(written.group(1)),
                    Integer.parseInt(written.group(2)),
                    Integer.parseInt(written.group(3))));
        } catch (DateTimeException e) {
            return Reading.bad("没有这一天", allowed());
        }
    }
}
