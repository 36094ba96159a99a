package io.kehub.hub.contact;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a CSV file line by line. An unclosed quotation mark would turn the rest of the file into one cell: its line is returned
 * as broken, and reading continues with the next line.
 */
final class CsvLines implements Closeable {

    /** Maximum number of broken lines: each restarts reading at the top of the file, and a file with more is not a CSV file. */
    private static final int MAX_BROKEN = 20;

    private static final int MAX_CELL_LENGTH = 64 * 1024;
    private static final int MAX_CELLS = 100;

    /**
     * A line appended to the end of the file. It is read back unchanged unless a quotation mark is still open, which the parser
     * itself does not report. Consists of characters that are not allowed in contacts, so no file contains it.
     */
    private static final String END = "\0end of file\0";

    private final CsvFile file;
    private final CsvLayout layout;
    private final Cutter cutter = new Cutter();
    private CsvReader<Cells> reader;
    private CloseableIterator<Cells> records;
    private int broken;
    private boolean finished;

    CsvLines(CsvFile file) throws IOException {
        this.file = file;
        this.layout = file.layout();
        this.reader = open(layout.linesBefore());
        this.records = reader.iterator();
    }

    /** A record of the file; it spans several lines if a cell contains line breaks. */
    sealed interface Line {
        /** Number of the first line, from 1. */
        long number();
    }

    /**
     * @param cells unchanged from the file; at most {@value #MAX_CELLS}, further ones are omitted
     * @param isOverfull whether an omitted cell is not blank
     * @param hasStrayQuote whether a cell that does not begin with a quotation mark has one
     */
    record Cells(long number, List<String> cells, boolean isOverfull, boolean hasStrayQuote) implements Line {

        boolean isBlank() {
            return !isOverfull
                    && cells.stream().allMatch(cell -> Text.trimmed(cell).isEmpty());
        }

        long lastNumber() {
            return number
                    + cells.stream()
                            .mapToLong(cell -> cell.lines().count())
                            .map(lines -> Math.max(lines - 1, 0))
                            .sum();
        }
    }

    record Broken(long number, FieldError error) implements Line {}

    /** The next line that is not blank; empty at the end of the file. */
    Optional<Line> next() throws IOException {
        while (!finished) {
            try {
                var line = records.next();
                if (line.cells().equals(List.of(END))) {
                    finished = true;
                } else if (line.cells().getLast().endsWith(END)) {
                    return Optional.of(recover(line.number()));
                } else if (line.hasStrayQuote()) {
                    return Optional.of(strayQuote(line));
                } else if (!line.isBlank()) {
                    return Optional.of(line);
                }
            } catch (CsvParseException unreadable) {
                return Optional.of(recover(cutter.beganAt()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** If the record spans several lines, they are read again, because the stray mark may have opened a cell. */
    private Broken strayQuote(Cells line) throws IOException {
        if (line.lastNumber() > line.number()) {
            recover(line.number());
        }
        return new Broken(line.number(), new FieldError("line", "引号出现在单元格中间", "含逗号、引号或换行的单元格用一对英文引号括起，其中的引号写两次"));
    }

    /** How the file is laid out. */
    CsvLayout layout() {
        return layout;
    }

    private Broken recover(long number) throws IOException {
        reader.close();
        broken++;
        finished = broken > MAX_BROKEN;
        if (finished) {
            return new Broken(
                    number,
                    new FieldError("line", "引号有误的行超过 " + MAX_BROKEN + " 处，此行及其后的内容未读取", "每个单元格的引号成对；修正后可重新导入整个文件"));
        }
        reader = open(number);
        records = reader.iterator();
        return new Broken(number, new FieldError("line", "引号没有成对，或单元格过长", "含逗号、引号或换行的单元格用一对英文引号括起，其中的引号写两次"));
    }

    /** Starts reading after the line {@code after}. */
    private CsvReader<Cells> open(long after) throws IOException {
        cutter.skipped = after;
        var text = new BufferedReader(file.textThen("\n" + END));
        skipLines(text, after);
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .fieldSeparator(layout.separator())
                .maxBufferSize(MAX_CELL_LENGTH)
                .build(cutter, text);
    }

    /** Character by character, because an unreadable line may be too long for the memory. */
    private static void skipLines(Reader text, long lines) throws IOException {
        for (var left = lines; left > 0; ) {
            var letter = text.read();
            if (letter == '\r') {
                text.mark(1);
                if (text.read() != '\n') {
                    text.reset();
                }
            }
            if (letter == '\r' || letter == '\n' || letter < 0) {
                left--;
            }
        }
    }

    /** Collects the cells of a line and its first line number, even if the line cannot be read to its end. */
    private static final class Cutter extends AbstractBaseCsvCallbackHandler<Cells> {
        private List<String> cells = new ArrayList<>();
        private boolean overfull;
        private boolean strayQuote;
        private long skipped;
        private long begin;

        long beganAt() {
            return begin;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            begin = skipped + startingLineNumber;
            cells = new ArrayList<>();
            overfull = false;
            strayQuote = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            var cell = new String(buffer, offset, length);
            strayQuote |= !quoted && cell.indexOf('"') >= 0;
            if (index < MAX_CELLS) {
                cells.add(cell);
            } else {
                overfull |= !Text.trimmed(cell).isEmpty();
            }
        }

        @Override
        protected Cells buildRecord() {
            return new Cells(begin, cells, overfull, strayQuote);
        }
    }
}
