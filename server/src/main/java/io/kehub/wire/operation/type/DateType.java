package io.kehub.wire.operation.type;

import io.kehub.kernel.WrittenValue;
import java.time.DateTimeException;
import java.time.LocalDate;

/** A day, with or without leading zeros; a time of day after it is dropped. */
record DateType() implements InputType<LocalDate> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Day();
    }

    @Override
    public String allowed() {
        return WrittenValue.ALLOWED_DAY;
    }

    @Override
    public Parsed<LocalDate> read(WireValue value, Context context) {
        if (!(value instanceof WireValue.Text text)) {
            return Parsed.error("类型不对，日期应为文本（不接受时间戳），收到" + value.kind(), allowed());
        }
        try {
            return WrittenValue.date(text.text())
                    .map(date -> Parsed.ok(date.day()))
                    .orElseGet(() -> Parsed.error("不是日期", allowed()));
        } catch (DateTimeException e) {
            return Parsed.error("没有这一天", allowed());
        }
    }
}
