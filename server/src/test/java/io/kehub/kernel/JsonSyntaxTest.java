package io.kehub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.JsonSyntax.Extension;
import io.kehub.kernel.JsonSyntax.Mistake;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {

    private static final Set<Extension> NONE = Set.of();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|1|1|没有内容|{",
                "[1]|1|1|不是 JSON 对象|{",
                "{|1|2|第 1 行第 1 列的 { 没有结束|带双引号的字段名，或 }",
                "{\"a\": 1|1|8|第 1 行第 1 列的 { 没有结束|逗号或 }",
                "{\"a\": [1|1|9|第 1 行第 7 列的 [ 没有结束|逗号或 ]",
                "{\"a\": \"张|1|9|第 1 行第 7 列开始的文本没有结束|结束文本的 \"",
                "{\"a\"|1|5|没有结束|冒号",
                "{\"a\":|1|6|没有结束|带双引号的文本、数字",
                "{\"a\": 1 \"b\": 2}|1|9|缺少逗号|逗号或 }",
                "{\"张三\": \"𠮷\" \"b\": 2}|1|12|缺少逗号|逗号或 }",
                "{\"a\": [1 2]}|1|10|缺少逗号|逗号或 ]",
                "{\"a\": [1}|1|9|括号不配对|逗号或 ]",
                "{\"a\": 1]|1|8|括号不配对|逗号或 }",
                "{a: 1}|1|2|字段名没有加双引号|带双引号的字段名",
                "{'a': 1}|1|2|字段名没有加双引号|带双引号的字段名",
                "{\"a\": 'b'}|1|7|单引号|双引号",
                "{\"a\" 1}|1|6|缺少冒号|冒号",
                "{\"a\"= 1}|1|5|缺少冒号，遇到 =|冒号",
                "{\"a\": }|1|7|缺少值|带双引号的文本",
                "{\"a\": 1, }|1|10|逗号之后没有字段|去掉最后的逗号",
                "{,}|1|2|缺少字段名|带双引号的字段名",
                "{\"a\": [1,]}|1|10|缺少值，遇到 ]|带双引号的文本",
                "{\"a\": True}|1|7|True 不是 JSON 值|true",
                "{\"a\": 张三}|1|7|张三 不是 JSON 值，文本要加双引号|文本",
                "{\"a\": NaN}|1|7|NaN 不是 JSON 值|null",
                "{\"a\": 01}|1|7|01 不是合法的数字|前导零",
                "{\"a\": +1}|1|7|+1 不是合法的数字|正号",
                "{\"a\": .5}|1|7|.5 不是合法的数字|0.5",
                "{\"a\": 1.}|1|7|1. 不是合法的数字|数字",
                "{\"a\": 0x10}|1|7|0x10 不是合法的数字|数字",
                "{\"a\": \"C:\\temp\\x\"}|1|15|没有 \\x 这种转义|\\u",
                "{\"a\": \"\\u12\"}|1|8|\\u 之后不是四位|四位十六进制",
                "{\"a\": \"\\|1|9|转义没有写完|\\n",
                "{\"a\"：1}|1|5|全角标点|冒号",
                "{\"a\": 1，\"b\": 2}|1|8|全角标点|逗号",
                "{“a”: 1}|1|2|全角标点|字段名",
                "{\"a\": 1} x|1|10|还有多余的内容 x|没有其他内容",
                "{} {}|1|4|还有多余的内容|没有其他内容",
                "{\"a\": 1 // b|1|9|此处不接受注释|逗号"
            })
    void theMistakeIsToldAtItsPlace(String text, int line, int column, String message, String expected) {
        var mistake = mistake(text, NONE);

        assertThat(mistake.position()).isEqualTo(new JsonSyntax.Position(line, column));
        assertThat(mistake.message()).contains(message);
        assertThat(mistake.expected()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndCountsOnce(String end) {
        var text = "{%n \"a\": 1,%n%n  b: 2}".replace("%n", end);

        assertThat(mistake(text, NONE).position()).isEqualTo(new JsonSyntax.Position(4, 3));
    }

    @Test
    void aRawControlCharacterIsToldByItsCodePoint() {
        assertThat(mistake("{\"a\": \"1\u00012\"}", NONE).told())
                .isEqualTo("JSON 格式错误（第 1 行第 9 列）：文本中有未转义的控制字符 U+0001");
        assertThat(mistake("{\"a\": \"1\n2\"}", NONE).expected()).contains("\\n");
        assertThat(mistake("{\u0000}", NONE).message()).contains("U+0000");
    }

    @Test
    void aMillionLevelsAreScannedWithoutExhaustingTheStack() {
        var mistake = mistake("{\"a\":" + "[".repeat(1_000_000), NONE);

        assertThat(mistake.position()).isEqualTo(new JsonSyntax.Position(1, 1_000_006));
    }

    @Test
    void whatTheReaderAcceptsIsNoMistake() {
        var every = EnumSet.allOf(Extension.class);
        for (var text : List.of(
                "{a: 1}",
                "{'a': 'b\\''}",
                "{\"a\": 1,}",
                "{\"a\": [1,],}",
                "{\"a\": 01}",
                "{\"a\": \"1\n2\"}",
                "// x\n{/* y */}",
                "\uFEFF{\"a\": {\"b\": [true, null, -1.5e+3, \"\\u00e9\\n\"]}} ")) {
            assertThat(JsonSyntax.firstMistake(text, every)).as(text).isEmpty();
        }
        assertThat(mistake("{/* y", every).message()).contains("注释没有结束");
    }

    private static Mistake mistake(String text, Set<Extension> accepted) {
        return JsonSyntax.firstMistake(text, accepted).orElseThrow();
    }
}
