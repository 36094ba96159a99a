package io.kehub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.TextRule.Characters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRuleTest {

    @Test
    void lengthIsCountedInCodePointsAndTheErrorNamesTheAllowedRange() {
        var rule = new TextRule("login", "登录名", 2, 3, Characters.ID);

        assertThat(rule.check("𠮷𠮷𠮷")).isEmpty();
        assertThat(rule.check("𠮷𠮷𠮷𠮷")).contains(new FieldError("login", "登录名太长：共 4 个字", "2 至 3 个字，不含空白和不可见字符"));
        assertThat(rule.check("𠮷")).contains(new FieldError("login", "登录名太短：共 1 个字", "2 至 3 个字，不含空白和不可见字符"));
        assertThat(rule.check("")).contains(new FieldError("login", "登录名不能为空", "2 至 3 个字，不含空白和不可见字符"));
    }

    @Test
    void anEmptyTextIsValidUnlessTheRuleHasAMinimumLength() {
        assertThat(new TextRule("remark", "备注", 10).check("")).isEmpty();
        assertThat(new TextRule("remark", "备注", 1, 10, Characters.TEXT).check(""))
                .contains(new FieldError("remark", "备注不能为空", "1 至 10 个字"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\0', ''",
        "'\uD842', ''",
        "'\uFFFF', ''",
        "'\n', TEXT",
        "'\t', TEXT",
        "'\u200B', TEXT LINE",
        "'\u3000', TEXT LINE",
        "'\u00A0', TEXT LINE",
        "' ', TEXT LINE VISIBLE_LINE",
        "'\u2800', TEXT LINE VISIBLE_LINE",
        "'字', TEXT LINE VISIBLE_LINE ID",
        "'🙂', TEXT LINE VISIBLE_LINE ID",
    })
    void eachKindOfCharactersAllowsSomeMoreThanTheNext(String character, String allowedBy) {
        var allowed = List.of(Characters.values()).stream()
                .filter(characters -> new TextRule("x", "文字", 0, 10, characters)
                        .check("a" + character + "b")
                        .isEmpty())
                .map(Enum::name)
                .toList();

        assertThat(String.join(" ", allowed)).isEqualTo(allowedBy);
    }

    @Test
    void theErrorTellsThePositionOfTheFirstCharacterThatIsNotAllowed() {
        assertThat(new TextRule("text", "文字", 1, 10, Characters.LINE).check("𠮷a\nb\n"))
                .contains(new FieldError("text", "文字的第 3 个字是换行或控制字符", "1 至 10 个字，不含换行和控制字符"));
    }
}
