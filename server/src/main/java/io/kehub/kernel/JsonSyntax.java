package io.kehub.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Explains why a text is not JSON: the first place where the syntax breaks, what stands there and what is expected instead.
 * It reads nothing; the parser that rejects the text decides what is JSON, and this class finds the words for it.
 */
public final class JsonSyntax {

    /** What a reader accepts beyond JSON. */
    public enum Extension {
        COMMENTS,
        TRAILING_COMMA,
        UNQUOTED_NAMES,
        SINGLE_QUOTES,
        CONTROL_CHARACTERS,
        LEADING_ZEROS
    }

    /**
     * A place in a text.
     *
     * @param line from 1
     * @param column from 1, in characters (code points)
     */
    public record Position(int line, int column) {

        /** The place of the character at an index; the index may be the length of the text. */
        public static Position of(String text, int index) {
            var line = 1;
            var start = 0;
            for (var at = 0; at < index; at++) {
                var here = text.charAt(at);
                if (here == '\n' || (here == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'))) {
                    line++;
                    start = at + 1;
                }
            }
            return new Position(line, text.codePointCount(start, index) + 1);
        }

        @Override
        public String toString() {
            return "第 " + line + " 行第 " + column + " 列";
        }
    }

    /**
     * The first place where the syntax breaks.
     *
     * @param message what is wrong there, in Chinese
     * @param expected what is expected instead, in Chinese
     */
    public record Mistake(Position position, String message, String expected) {

        /** The mistake with its place, for people. */
        public String told() {
            return "JSON 格式错误（" + position + "）：" + message;
        }
    }

    private static final String VALUES = "带双引号的文本、数字、true、false、null、{ 或 [";
    private static final String ESCAPES = "\\\"、\\\\、\\/、\\b、\\f、\\n、\\r、\\t，或 \\u 加四位十六进制数字；反斜杠本身写成 \\\\";
    private static final String FULL_WIDTH = "，：“”‘’｛｝［］；";
    private static final int SHOWN_LENGTH = 20;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*+)(\\.\\d++)?([eE][+-]?\\d++)?");
    private static final Pattern LENIENT_NUMBER = Pattern.compile("-?\\d++(\\.\\d++)?([eE][+-]?\\d++)?");
    private static final Pattern LIKE_NUMBER = Pattern.compile("[-+.]?[0-9.].*+|[-+]");
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    private JsonSyntax() {}

    /** Finds the first mistake of a text that should be one JSON object; empty if there is none. */
    public static Optional<Mistake> firstMistake(String text, Set<Extension> accepted) {
        try {
            new Scan(text, accepted).run();
            return Optional.empty();
        } catch (MistakeFound found) {
            return Optional.of(found.mistake);
        }
    }

    /**
     * Replaces the ellipsis that a printed example has for further fields, as in {@code {"a": 1, ... }}, by blanks. An
     * ellipsis counts between a comma and a closing brace only, and nowhere within a text or comment.
     */
    public static String withoutEllipsis(String text) {
        if (!text.contains("...")) {
            return text;
        }
        var shown = new StringBuilder(text);
        var last = ' ';
        for (var at = 0; at < text.length(); at++) {
            var here = text.charAt(at);
            if (here == '"') {
                at = endOfString(text, at);
            } else if (here == '/') {
                at = afterComment(text, at) - 1;
                continue;
            } else if (last == ',' && text.startsWith("...", at) && closes(text, at + 3)) {
                shown.replace(at, at + 3, "   ");
                at += 2;
                continue;
            }
            last = Character.isWhitespace(here) ? last : here;
        }
        return shown.toString();
    }

    private static boolean closes(String text, int from) {
        var at = from;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '/')) {
            at = text.charAt(at) == '/' ? afterComment(text, at) : at + 1;
        }
        return at < text.length() && text.charAt(at) == '}';
    }

    /** The index of the closing quote, or the last index of an unclosed text. */
    private static int endOfString(String text, int start) {
        var at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length() - 1);
    }

    /** The index behind the comment that begins here; behind the slash if none does. */
    private static int afterComment(String text, int start) {
        if (text.startsWith("//", start)) {
            var end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            return end;
        }
        if (text.startsWith("/*", start)) {
            var end = text.indexOf("*/", start + 2);
            return end < 0 ? text.length() : end + 2;
        }
        return start + 1;
    }

    private static final class MistakeFound extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Mistake mistake;

        MistakeFound(Mistake mistake) {
            super(mistake.message(), null, false, false);
            this.mistake = mistake;
        }
    }

    /** What may come next. */
    private enum Next {
        VALUE,
        FIRST_ITEM,
        FIRST_NAME,
        NAME,
        COLON,
        COMMA_OR_END,
        NOTHING
    }

    /** One pass over a text. Works with a stack of its own, so that no depth of nesting can exhaust the thread's. */
    private static final class Scan {

        private final String text;
        private final Set<Extension> accepted;
        private final Deque<Integer> open = new ArrayDeque<>();
        private int at;

        Scan(String text, Set<Extension> accepted) {
            this.text = text;
            this.accepted = accepted;
        }

        void run() {
            at = text.startsWith("\uFEFF") ? 1 : 0;
            skipBlanks();
            if (at == text.length()) {
                throw mistake(at, "没有内容", "JSON 对象，以 { 开头");
            }
            if (text.charAt(at) != '{') {
                throw mistake(at, "请求体不是 JSON 对象，遇到 " + shown(at), "JSON 对象，以 { 开头");
            }
            var next = opened();
            for (skipBlanks(); at < text.length(); skipBlanks()) {
                next = step(next);
            }
            if (next != Next.NOTHING) {
                var start = open.peek();
                throw mistake(
                        at,
                        "内容不完整，" + Position.of(text, start == null ? 0 : start) + "的 "
                                + text.charAt(start == null ? 0 : start) + " 没有结束",
                        expected(next));
            }
        }

        private Next step(Next next) {
            return switch (next) {
                case VALUE, FIRST_ITEM -> value(next);
                case FIRST_NAME, NAME -> name(next);
                case COLON -> colon();
                case COMMA_OR_END -> commaOrEnd();
                case NOTHING -> throw mistake(at, "JSON 对象已经结束，后面还有多余的内容 " + shown(at), "对象之后没有其他内容");
            };
        }

        private Next opened() {
            var object = text.charAt(at) == '{';
            open.push(at);
            at++;
            return object ? Next.FIRST_NAME : Next.FIRST_ITEM;
        }

        private Next closed() {
            open.pop();
            at++;
            return open.isEmpty() ? Next.NOTHING : Next.COMMA_OR_END;
        }

        private boolean inObject() {
            return text.charAt(open.element()) == '{';
        }

        private Next value(Next next) {
            var here = text.charAt(at);
            if (here == '{' || here == '[') {
                return opened();
            }
            if (here == ']' && !inObject() && (next == Next.FIRST_ITEM || accepts(Extension.TRAILING_COMMA))) {
                return closed();
            }
            if (here == '"' || (here == '\'' && accepts(Extension.SINGLE_QUOTES))) {
                string(here);
                return Next.COMMA_OR_END;
            }
            if (here == '\'') {
                throw mistake(at, "文本用了单引号", "双引号");
            }
            var word = word();
            if (word.isEmpty()) {
                throw mistake(at, "缺少值，遇到 " + shown(at), expected(next));
            }
            if (LITERALS.contains(word) || number().matcher(word).matches()) {
                at += word.length();
                return Next.COMMA_OR_END;
            }
            if (LIKE_NUMBER.matcher(word).matches()) {
                throw mistake(at, quoted(word) + " 不是合法的数字", "如 12、-0.5、1e3 的十进制数字，没有前导零和正号");
            }
            throw mistake(at, quoted(word) + " 不是 JSON 值，文本要加双引号", VALUES);
        }

        private Pattern number() {
            return accepts(Extension.LEADING_ZEROS) ? LENIENT_NUMBER : NUMBER;
        }

        private Next name(Next next) {
            var here = text.charAt(at);
            if (here == '}' && (next == Next.FIRST_NAME || accepts(Extension.TRAILING_COMMA))) {
                return closed();
            }
            if (here == '"' || (here == '\'' && accepts(Extension.SINGLE_QUOTES))) {
                string(here);
                return Next.COLON;
            }
            if (here == '}') {
                throw mistake(at, "逗号之后没有字段", "带双引号的字段名，或去掉最后的逗号");
            }
            var word = word();
            if (!word.isEmpty() && accepts(Extension.UNQUOTED_NAMES) && Character.isJavaIdentifierStart(here)) {
                at += word.length();
                return Next.COLON;
            }
            throw here == '\'' || !word.isEmpty()
                    ? mistake(at, "字段名没有加双引号，遇到 " + shown(at), expected(next))
                    : mistake(at, "缺少字段名，遇到 " + shown(at), expected(next));
        }

        private Next colon() {
            if (text.charAt(at) != ':') {
                throw mistake(at, "字段名之后缺少冒号，遇到 " + shown(at), expected(Next.COLON));
            }
            at++;
            return Next.VALUE;
        }

        private Next commaOrEnd() {
            var here = text.charAt(at);
            if (here == (inObject() ? '}' : ']')) {
                return closed();
            }
            if (here == ',') {
                at++;
                return inObject() ? Next.NAME : Next.VALUE;
            }
            var closing = here == '}' || here == ']';
            throw mistake(at, (closing ? "括号不配对，遇到 " : "缺少逗号，遇到 ") + shown(at), expected(Next.COMMA_OR_END));
        }

        private void string(char quote) {
            var start = at;
            at++;
            while (at < text.length() && text.charAt(at) != quote) {
                var here = text.charAt(at);
                if (here == '\\') {
                    escape();
                } else if (here < ' ' && !accepts(Extension.CONTROL_CHARACTERS)) {
                    throw mistake(
                            at,
                            "文本中有未转义的控制字符 " + shown(at),
                            here == '\n' || here == '\r'
                                    ? "结束文本的 " + quote + "；文本中的换行写成 \\n"
                                    : "写成 \\u%04X".formatted((int) here));
                } else {
                    at++;
                }
            }
            if (at == text.length()) {
                throw mistake(at, "内容不完整，" + Position.of(text, start) + "开始的文本没有结束", "结束文本的 " + quote);
            }
            at++;
        }

        private void escape() {
            var end = Math.min(text.length(), at + 2);
            if (end < at + 2) {
                throw mistake(end, "内容不完整，转义没有写完", ESCAPES);
            }
            var escaped = text.charAt(at + 1);
            if (escaped == 'u') {
                end = Math.min(text.length(), at + 6);
                var digits = text.substring(at + 2, end);
                if (digits.length() < 4
                        || !digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 128)) {
                    throw mistake(at, "转义 \\u 之后不是四位十六进制数字", ESCAPES);
                }
            } else if ("\"\\/bfnrt".indexOf(escaped) < 0 && !(escaped == '\'' && accepts(Extension.SINGLE_QUOTES))) {
                throw mistake(at, "没有 \\" + printable(text.codePointAt(at + 1)) + " 这种转义", ESCAPES);
            }
            at = end;
        }

        private void skipBlanks() {
            while (at < text.length()) {
                var here = text.charAt(at);
                if (here == ' ' || here == '\t' || here == '\n' || here == '\r') {
                    at++;
                } else if (here == '/' && accepts(Extension.COMMENTS) && afterComment(text, at) > at + 1) {
                    if (text.startsWith("/*", at) && text.indexOf("*/", at + 2) < 0) {
                        throw mistake(at, "注释没有结束", "以 */ 结束的注释");
                    }
                    at = afterComment(text, at);
                } else {
                    return;
                }
            }
        }

        /** The characters up to the next punctuation or blank. */
        private String word() {
            var end = at;
            while (end < text.length()
                    && text.charAt(end) > ' '
                    && "{}[],:\"'/".indexOf(text.charAt(end)) < 0
                    && FULL_WIDTH.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            return text.substring(at, end);
        }

        private String expected(Next next) {
            return switch (next) {
                case VALUE -> VALUES;
                case FIRST_ITEM -> VALUES + "，或 ]";
                case FIRST_NAME -> "带双引号的字段名，或 }";
                case NAME -> "带双引号的字段名";
                case COLON -> "冒号 :";
                case COMMA_OR_END -> inObject() ? "逗号或 }" : "逗号或 ]";
                case NOTHING -> "";
            };
        }

        private boolean accepts(Extension extension) {
            return accepted.contains(extension);
        }

        private String shown(int index) {
            var hint = FULL_WIDTH.indexOf(text.charAt(index)) < 0 ? "" : "（全角标点，JSON 只用半角标点）";
            var comment = text.startsWith("//", index) || text.startsWith("/*", index) ? "（此处不接受注释）" : "";
            var word = text.charAt(index) > ' ' ? word() : "";
            return (word.isEmpty() ? printable(text.codePointAt(index)) : quoted(word)) + hint + comment;
        }

        private static String quoted(String word) {
            var shown = new StringBuilder();
            word.codePoints().limit(SHOWN_LENGTH).forEach(character -> shown.append(printable(character)));
            return shown + (word.codePointCount(0, word.length()) > SHOWN_LENGTH ? "…" : "");
        }

        private static String printable(int character) {
            return Text.firstForbidden(Character.toString(character)).isPresent() || character <= ' '
                    ? "U+%04X".formatted(character)
                    : Character.toString(character);
        }

        private MistakeFound mistake(int index, String message, String expected) {
            return new MistakeFound(new Mistake(Position.of(text, index), message, expected));
        }
    }
}
