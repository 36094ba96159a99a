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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps the columns of a CSV file to the fields of a contact. */
final class CsvColumns {

    private static final int MAX_SHOWN_LENGTH = 64;
    /** The rules know the narrower limit. */
    private static final BigDecimal MAX_READ = BigDecimal.valueOf(999);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_-]+");
    private static final Pattern ASCII_ID = Pattern.compile("[A-Za-z0-9_@.+-]{1,64}");
    private static final Pattern WECHAT_ID = Pattern.compile("[A-Za-z][-_A-Za-z0-9]{5,19}|[0-9]{5,}");

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
        WX_ID("wxId", "微信号", "微信號"),
        REMARK("remark", "备注", "備註", "備注"),
        NICKNAME("nickname", "昵称", "暱稱", "昵稱"),
        TYPE("type", "类型", "類型"),
        CONFIDENCE("confidence", "置信度"),
        OWNER("owner", "归属人", "歸屬人");

        private final String field;
        private final List<String> captions;

        Column(String field, String... captions) {
            this.field = field;
            this.captions = List.of(captions);
        }

        String caption() {
            return captions.getFirst();
        }

        /** Blanks, hyphens and underscores in a header do not count. */
        static Optional<Column> named(String header) {
            var folded = BETWEEN_WORDS.matcher(Text.key(header)).replaceAll("");
            for (var column : values()) {
                if (column.captions.contains(folded) || folded.equals(Text.folded(column.field))) {
                    return Optional.of(column);
                }
            }
            return Optional.empty();
        }
    }

    /** @param contact the parsed contact; valid only if there are no errors */
    record Parsed(NewContact contact, List<FieldError> errors) {}

    /** The field of each column; null for a column without a header. */
    private final List<@Nullable Column> columns;

    private final CsvLayout layout;

    private CsvColumns(List<@Nullable Column> columns, CsvLayout layout) {
        this.columns = columns;
        this.layout = layout;
    }

    /** Number of cells that name a column. */
    static long known(List<String> header) {
        return header.stream().filter(cell -> Column.named(cell).isPresent()).count();
    }

    /** Whether the header has the required column. */
    static boolean namesWxId(String beginning) {
        var layout = CsvLayout.of(beginning);
        return layout.cells(CsvLayout.headerOf(beginning)).stream()
                .anyMatch(
                        cell -> Column.named(cell).filter(Column.WX_ID::equals).isPresent());
    }

    /** Reads the header. If it is invalid, the file is rejected, naming all wrong columns. */
    static CsvColumns read(CsvLines lines) throws IOException {
        return switch (lines.next().orElse(null)) {
            case null -> throw refused(List.of(new FieldError("file", "文件是空的", allowedHeader())));
            case CsvLines.Broken broken -> throw refused(List.of(broken.error()));
            case CsvLines.Cells header -> named(header.cells(), lines.layout());
        };
    }

    private static CsvColumns named(List<String> header, CsvLayout layout) {
        var errors = new ArrayList<FieldError>();
        var columns = new ArrayList<@Nullable Column>();
        for (var cell : header) {
            var column = Column.named(cell);
            if (Text.trimmed(cell).isEmpty()) {
                columns.add(null);
            } else if (column.isEmpty()) {
                errors.add(new FieldError("file", "不认识的列“" + shortened(cell) + "”", allowedHeader()));
            } else if (columns.contains(column.get())) {
                errors.add(new FieldError("file", "列“" + shortened(cell) + "”出现了两次", "每列一次"));
            } else {
                columns.add(column.get());
            }
        }
        if (errors.isEmpty() && !columns.contains(Column.WX_ID)) {
            errors.add(new FieldError("file", "缺少“微信号”列", allowedHeader()));
        }
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
        return new CsvColumns(columns, layout);
    }

    /** The normalised contact of a line, with all errors of the line. */
    Parsed parse(CsvLines.Cells line) {
        var misplaced = misplaced(line);
        if (!misplaced.isEmpty()) {
            var wxId = ContactRules.normalizedWxId(cell(line, Column.WX_ID));
            return new Parsed(contact(line, wxId, ContactType.UNKNOWN, null), misplaced);
        }
        var errors = damage(line);
        var type = TYPES.get(Text.key(cell(line, Column.TYPE)));
        if (type == null) {
            errors.add(new FieldError(
                    "type",
                    "不认识的类型“" + shortened(cell(line, Column.TYPE)) + "”",
                    "客户、线索、供应商、私人、未知，或 customer、lead、vendor、personal、unknown，可留空"));
        }
        var confidence = Text.trimmed(cell(line, Column.CONFIDENCE));
        var number = WrittenValue.number(confidence)
                .filter(WrittenValue::isWhole)
                .filter(whole -> whole.abs().compareTo(MAX_READ) <= 0);
        var readable = confidence.isEmpty() || number.isPresent();
        if (!readable) {
            errors.add(new FieldError("confidence", "置信度不是整数：" + shortened(confidence), "0 到 100 的整数，可留空"));
        }
        var contact = contact(
                line,
                cell(line, Column.WX_ID),
                type == null ? ContactType.UNKNOWN : type,
                number.map(BigDecimal::intValueExact).orElse(null));
        var normalized = ContactRules.normalized(contact);
        for (var error : ContactRules.errors(normalized)) {
            if (errors.stream().noneMatch(found -> found.field().equals(error.field()))) {
                errors.add(error);
            }
        }
        return new Parsed(normalized, errors);
    }

    /** Errors of cells outside of any column: right of the last one, or below an empty header. */
    private List<FieldError> misplaced(CsvLines.Cells line) {
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < line.cells().size(); index++) {
            var isFilled = !Text.trimmed(line.cells().get(index)).isEmpty();
            if (isFilled && index >= columns.size() || line.isOverfull()) {
                return List.of(tooManyCells(line));
            }
            if (isFilled && columns.get(index) == null) {
                errors.add(new FieldError(
                        "line", "第 " + (index + 1) + " 列没有列名，但此行在该列有内容", "给该列加上列名，或清空该列；含分隔符的内容用英文引号括起"));
            }
        }
        return errors;
    }

    private ArrayList<FieldError> damage(CsvLines.Cells line) {
        var errors = new ArrayList<FieldError>();
        SpreadsheetDamage.ofId(Column.WX_ID.field, Column.WX_ID.caption(), cell(line, Column.WX_ID))
                .ifPresent(errors::add);
        for (var column : List.of(Column.REMARK, Column.NICKNAME, Column.OWNER)) {
            SpreadsheetDamage.ofText(column.field, column.caption(), cell(line, column))
                    .ifPresent(errors::add);
        }
        return errors;
    }

    /**
     * The lines that a stray quotation mark has merged into one cell, starting with the line of the mark; empty if there are none.
     * A remark may have line breaks, but no line of it looks like a contact.
     */
    List<Swallowed> swallowed(CsvLines.Cells line) {
        var number = line.number();
        for (var index = 0; index < line.cells().size(); index++) {
            var within = line.cells().get(index).lines().toList();
            var last = number + Math.max(within.size() - 1, 0);
            for (var inner = 1; inner < within.size(); inner++) {
                if (mayHoldNoLineBreak(index) || looksLikeContact(within.get(inner))) {
                    return swallowed(line, number, last, within, number + inner);
                }
            }
            number = last;
        }
        return List.of();
    }

    /** @param wxId as the line has it */
    record Swallowed(long number, String wxId, FieldError error) {}

    private List<Swallowed> swallowed(
            CsvLines.Cells line, long opened, long closed, List<String> within, long suspicious) {
        var lines = new ArrayList<Swallowed>();
        lines.add(new Swallowed(
                opened,
                cell(line, Column.WX_ID).lines().findFirst().orElse(""),
                new FieldError(
                        "line",
                        "此行的引号到第 " + closed + " 行才成对，第 " + suspicious + " 行看起来是另一条记录；第 " + opened + " 至 " + closed
                                + " 行均未导入",
                        "删去多余的引号；含分隔符、引号或换行的单元格用一对英文引号括起，其中的引号写两次")));
        for (var inner = 1; inner < within.size(); inner++) {
            var text = within.get(inner);
            if (!Text.trimmed(text).isEmpty()) {
                var cells = layout.cells(text);
                var at = columns.indexOf(Column.WX_ID);
                lines.add(new Swallowed(
                        opened + inner,
                        at < cells.size() ? ContactRules.normalizedWxId(cells.get(at)) : "",
                        new FieldError("line", "此行在第 " + opened + " 行打开的引号内，未导入", "修正第 " + opened + " 行的引号后重新导入")));
            }
        }
        return lines;
    }

    private boolean mayHoldNoLineBreak(int index) {
        var column = index < columns.size() ? columns.get(index) : null;
        return column == Column.WX_ID || column == Column.TYPE || column == Column.CONFIDENCE;
    }

    private boolean looksLikeContact(String text) {
        var cells = layout.cells(text);
        var at = columns.indexOf(Column.WX_ID);
        if (cells.size() < 2 || cells.size() > columns.size() || at >= cells.size()) {
            return false;
        }
        var id = Text.trimmed(cells.get(at));
        return (cells.size() == columns.size() ? ASCII_ID : WECHAT_ID)
                .matcher(id)
                .matches();
    }

    /** A text as shown in a report, cut to a maximum length. */
    static String shortened(String text) {
        return Text.length(text) <= MAX_SHOWN_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN_LENGTH)) + "…";
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

    private FieldError tooManyCells(CsvLines.Cells line) {
        var last = line.lastNumber();
        var span = last > line.number() ? "（引号内含换行，此条占第 " + line.number() + " 至 " + last + " 行）" : "";
        return new FieldError(
                "line", "列太多：" + line.cells().size() + " 列" + span, "不超过表头的 " + columns.size() + " 列；含分隔符的内容用英文引号括起");
    }

    private static String allowedHeader() {
        return Column.values().length
                + " 列中的若干列，以逗号、分号或制表符分隔，微信号必须有："
                + Arrays.stream(Column.values())
                        .map(column -> column.caption() + "（" + Text.folded(column.name()) + "）")
                        .collect(Collectors.joining("、"));
    }

    private static ProblemException refused(List<FieldError> errors) {
        var named = errors.stream().map(FieldError::message).distinct().collect(Collectors.joining("；"));
        return new ProblemException(new Problem.Invalid("csv_header", "无法读取表头，未导入任何联系人：" + named, errors));
    }
}
