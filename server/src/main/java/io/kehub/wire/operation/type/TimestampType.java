package io.kehub.wire.operation.type;

import io.kehub.kernel.WrittenValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * The first or the last moment of a period, as a day or a time in the ERP's zone, with or without leading zeros (quick
 * reference, 时间格式: a text, never a number).
 *
 * @param edge the end of the period that the parameter gives
 */
record TimestampType(Edge edge) implements InputType<Instant> {

    enum Edge {
        /** The given time; for a day, its start. */
        FIRST,
        /** The end, exclusive: the given day, minute or second belongs to the period as a whole. */
        AFTER_LAST
    }

    @Override
    public ValueShape shape() {
        return new ValueShape.Time();
    }

    @Override
    public String allowed() {
        return "yyyy-MM-dd 或 yyyy-MM-dd HH:mm:ss 格式的文本，例如 2025-01-31 或 2025-01-31 18:30:00";
    }

    @Override
    public Parsed<Instant> read(WireValue value, Context context) {
        if (!(value instanceof WireValue.Text text)) {
            return Parsed.error("类型不对，时间应为文本（不接受时间戳），收到" + value.kind(), allowed());
        }
        try {
            return WrittenValue.date(text.text())
                    .map(date -> Parsed.ok(
                            edgeOf(date).atZone(context.decoding().zone()).toInstant()))
                    .orElseGet(() -> Parsed.error("不是日期或时间", allowed()));
        } catch (DateTimeException e) {
            return Parsed.error("没有这一天或这个时刻", allowed());
        }
    }

    private LocalDateTime edgeOf(WrittenValue.Date written) {
        var moment = written.day().atTime(written.time());
        return edge == Edge.FIRST ? moment : moment.truncatedTo(written.unit()).plus(1, written.unit());
    }
}
