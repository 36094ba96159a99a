package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.WrittenValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV file holds what, and how a line becomes a contact. */
final class CsvColumns {

    private static final int LONGEST_SHOWN = 64;
    /** The rules know the narrower limit. */
    private static final BigDecimal LARGEST_READ = BigDecimal.valueOf(999);

    private static final Map<String, ContactType> TYPES = Map.ofEntries(
            Map.entry("", ContactType.UNKNOWN),
            Map.entry("客户", ContactType.CUSTOMER),
            Map.entry("customer", ContactType.CUSTOMER),
            Map.entry("线索", ContactType.LEAD),
            Map.entry("lead", ContactType.LEAD),
            Map.entry("供应商", ContactType.VENDOR),
            Map.entry("vendor", ContactType.VENDOR),
            Map.entry("私人", ContactType.PERSONAL),
            Map.entry("personal", ContactType.PERSONAL),
            Map.entry("未知", ContactType.UNKNOWN),
            Map.entry("unknown", ContactType.UNKNOWN));

    /** A column by its Chinese and its English name. */
    private enum Column {
        WX_ID("微信号"),
        REMARK("备注"),
        NICKNAME("昵称"),
        TYPE("类型"),
        CONFIDENCE("置信度"),
        OWNER("归属人");

        private final String caption;

        Column(String caption) {
            this.caption = caption;
        }

        static Optional<Column> named(String header) {
            var folded = Text.key(header);
            for (var column : values()) {
                if (folded.equals(column.caption) || folded.equals(Text.folded(column.name()))) {
                    return Optional.of(column);
                }
            }
            return Optional.empty();
        }
    }

    /** @param contact what could be read; to be stored only where there are no faults */
    record Parsed(NewContact contact, List<FieldError> faults) {}

    private final List<Column> columns;

    private CsvColumns(List<Column> columns) {
        this.columns = columns;
    }

    /** Reads the header; one that cannot be understood refuses the file, naming every column at fault. */
    static CsvColumns read(CsvLines lines) throws IOException {
        return switch (lines.next().orElse(null)) {
            case null -> throw refused(List.of(new FieldError("file", "文件是空的", allowedHeader())));
            case CsvLines.Broken broken -> throw refused(List.of(broken.fault()));
            case CsvLines.Cells header -> named(header.cells());
        };
    }

    private static CsvColumns named(List<String> header) {
        var faults = new ArrayList<FieldError>();
        var columns = new ArrayList<Column>();
        for (var cell : header) {
            var column = Column.named(cell);
            if (column.isEmpty()) {
                faults.add(new FieldError("file", "不认识的列“" + shortened(cell) + "”", allowedHeader()));
            } else if (columns.contains(column.get())) {
                faults.add(new FieldError("file", "列“" + shortened(cell) + "”出现了两次", "每列一次"));
            } else {
                columns.add(column.get());
            }
        }
        if (faults.isEmpty() && !columns.contains(Column.WX_ID)) {
            faults.add(new FieldError("file", "缺少“微信号”列", allowedHeader()));
        }
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        return new CsvColumns(List.copyOf(columns));
    }

    /** The contact in a line, normalised, with every fault that the line has. */
    Parsed parse(CsvLines.Cells line) {
        var count = line.cells().size();
        if (count != columns.size()) {
            var wxId = ContactRules.normalizedWxId(cell(line, Column.WX_ID));
            return new Parsed(contact(line, wxId, ContactType.UNKNOWN, null), List.of(wrongCount(line, count)));
        }
        var faults = new ArrayList<FieldError>();
        var type = TYPES.get(Text.key(cell(line, Column.TYPE)));
        if (type == null) {
            faults.add(new FieldError(
                    "type",
                    "不认识的类型“" + shortened(cell(line, Column.TYPE)) + "”",
                    "客户、线索、供应商、私人、未知，或 customer、lead、vendor、personal、unknown，可留空"));
        }
        var confidence = Text.trimmed(cell(line, Column.CONFIDENCE));
        var number = WrittenValue.number(confidence)
                .filter(WrittenValue::isWhole)
                .filter(whole -> whole.abs().compareTo(LARGEST_READ) <= 0);
        var readable = confidence.isEmpty() || number.isPresent();
        if (!readable) {
            faults.add(new FieldError("confidence", "置信度不是整数：" + shortened(confidence), "0 到 100 的整数，可留空"));
        }
        var contact = contact(
                line,
                cell(line, Column.WX_ID),
                type == null ? ContactType.UNKNOWN : type,
                number.map(BigDecimal::intValueExact).orElse(null));
        var normalized = ContactRules.normalized(contact);
        faults.addAll(ContactRules.faults(normalized));
        return new Parsed(normalized, faults);
    }

    /** A text as a report shows it: an over-long one is cut, so that a report stays readable and bounded. */
    static String shortened(String text) {
        return Text.letters(text) <= LONGEST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
    }

    private NewContact contact(CsvLines.Cells line, String wxId, ContactType type, @Nullable Integer confidence) {
        return new NewContact(
                wxId,
                cell(line, Column.REMARK),
                cell(line, Column.NICKNAME),
                type,
                ContactSource.IMPORT,
                confidence,
                cell(line, Column.OWNER));
    }

    private String cell(CsvLines.Cells line, Column column) {
        var index = columns.indexOf(column);
        return index < 0 || index >= line.cells().size() ? "" : line.cells().get(index);
    }

    private FieldError wrongCount(CsvLines.Cells line, int count) {
        var last = line.lastNumber();
        var span = last > line.number() ? "（引号内含换行，此条占第 " + line.number() + " 至 " + last + " 行）" : "";
        return new FieldError(
                "line",
                (count > columns.size() ? "列太多：" : "列太少：") + count + " 列" + span,
                "与表头相同的 " + columns.size() + " 列；含逗号的内容用英文引号括起");
    }

    private static String allowedHeader() {
        return Column.values().length
                + " 列中的若干列，逗号分隔，微信号必须有："
                + Arrays.stream(Column.values())
                        .map(column -> column.caption + "（" + Text.folded(column.name()) + "）")
                        .collect(Collectors.joining("、"));
    }

    private static ProblemException refused(List<FieldError> faults) {
        var named = faults.stream().map(FieldError::message).distinct().collect(Collectors.joining("；"));
        return new ProblemException(new Problem.Invalid("csv_header", "无法读取表头，未导入任何联系人：" + named, faults));
    }
}
