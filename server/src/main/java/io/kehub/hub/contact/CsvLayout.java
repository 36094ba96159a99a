package io.kehub.hub.contact;

import io.kehub.kernel.Text;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The layout of a CSV file.
 *
 * @param separator the character between cells
 * @param linesBefore number of lines above the header: the line {@code sep=;} with which spreadsheet programs name the
 *     separator, and blank ones above it
 */
record CsvLayout(char separator, long linesBefore) {

    /** Number of characters searched for the header. */
    static final int MAX_BEGINNING = 8_000;

    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);

    /** The layout of a file with this beginning. Without a {@code sep=} line, the separator that yields most known columns. */
    static CsvLayout of(String beginning) {
        var lines = LINE_END.splitAsStream(beginning).toList();
        var first = firstFilled(lines, 0);
        if (first < lines.size()) {
            var named = SEPARATOR_LINE.matcher(lines.get(first).strip());
            if (named.matches() && SEPARATORS.contains(named.group(1).charAt(0))) {
                return new CsvLayout(named.group(1).charAt(0), first + 1L);
            }
            // a tab at the end of "sep=" is stripped
            if (lines.get(first).stripTrailing().equalsIgnoreCase("sep=")
                    && lines.get(first).endsWith("\t")) {
                return new CsvLayout('\t', first + 1L);
            }
        }
        var header = first < lines.size() ? lines.get(first) : "";
        var best = SEPARATORS.getFirst();
        for (var candidate : SEPARATORS) {
            if (CsvColumns.known(cells(header, candidate)) > CsvColumns.known(cells(header, best))) {
                best = candidate;
            }
        }
        return new CsvLayout(best, 0);
    }

    /** The header of a file with this beginning; empty if there is none. */
    static String headerOf(String beginning) {
        var lines = LINE_END.splitAsStream(beginning).toList();
        var header = firstFilled(lines, (int) Math.min(of(beginning).linesBefore(), lines.size()));
        return header < lines.size() ? lines.get(header) : "";
    }

    private static int firstFilled(List<String> lines, int from) {
        var index = from;
        while (index < lines.size() && Text.trimmed(lines.get(index)).isEmpty()) {
            index++;
        }
        return index;
    }

    /** The cells of a line that has no line breaks and no separators within quotes. */
    List<String> cells(String line) {
        return cells(line, separator);
    }

    private static List<String> cells(String line, char separator) {
        return Pattern.compile(Pattern.quote(String.valueOf(separator)))
                .splitAsStream(line + separator + "\0")
                .limit(1_000)
                .filter(cell -> !cell.equals("\0"))
                .map(cell -> cell.replace("\"", ""))
                .toList();
    }
}
