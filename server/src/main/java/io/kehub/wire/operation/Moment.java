package io.kehub.wire.operation;

import io.kehub.kernel.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The first or the last moment of a period, as a day or a time in the ERP's zone, with or without leading zeros (quick
 * reference, 时间格式: a text, never a number).
 *
 * @param edge which end of the period the parameter names
 */
record Moment(Edge edge) implements InputType<Instant> {

    enum Edge {
        /** The moment itself; the start of a day. */
        FIRST,
        /** The moment after the last one: the whole day or the whole second still belongs to the period. */
        AFTER_LAST
    }

    private static final Pattern WRITTEN =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?: +([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}))?");

    @Override
    public String allowed() {
        return "yyyy-MM-dd 或 yyyy-MM-dd HH:mm:ss 格式的文本，例如 2025-01-31 或 2025-01-31 18:30:00";
    }

    @Override
    public String kind() {
        return "datetime";
    }

    @Override
    public Reading<Instant> read(WireValue value, Context context) {
        if (!(value instanceof WireValue.Text text)) {
            return Reading.bad("类型不对，时间应为文本（不接受时间戳），收到" + value.kind(), allowed());
        }
        var written = WRITTEN.matcher(Text.trimmed(text.text()));
        if (!written.matches()) {
            return Reading.bad("不是日期或时间", allowed());
        }
        try {
            return Reading.good(edgeOf(written).atZone(context.border().zone()).toInstant());
        } catch (DateTimeException e) {
            return Reading.bad("没有这一天或这个时刻", allowed());
        }
    }

    private LocalDateTime edgeOf(MatchResult written) {
        var day = LocalDate.of(number(written, 1), number(written, 2), number(written, 3));
        if (day.getYear() < 1) {
            throw new DateTimeException("years count from 1");
        }
        if (written.group(4) == null) {
            return (edge == Edge.FIRST ? day : day.plusDays(1)).atStartOfDay();
        }
        var time = day.atTime(LocalTime.of(number(written, 4), number(written, 5), number(written, 6)));
        return edge == Edge.FIRST ? time : time.plusSeconds(1);
    }

    private static int number(MatchResult written, int group) {
        return Integer.parseInt(written.group(group));
    }
}
