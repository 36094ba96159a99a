package io.kehub.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.type.WireValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void valuesAreReadInTheirOrderAndSpelling() {
        assertThat(read("{\"Name\":\"张\", \"n\":1.50, \"t\":true, \"x\":null, \"l\":[1,{\"a\":\"b\"}]}"
                                .getBytes(StandardCharsets.UTF_8))
                        .members())
                .containsExactly(
                        Map.entry("Name", new WireValue.Text("张")),
                        Map.entry("n", new WireValue.Number(new BigDecimal("1.50"))),
                        Map.entry("t", new WireValue.Flag(true)),
                        Map.entry("x", new WireValue.Null()),
                        Map.entry(
                                "l",
                                new WireValue.Array(List.of(
                                        new WireValue.Number(BigDecimal.ONE),
                                        new WireValue.Object(Map.of("a", new WireValue.Text("b")))))));
    }

    @Test
    void aByteOrderMarkIsAccepted() {
        assertThat(read("\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8)).members())
                .containsOnlyKeys("a");
    }

    @Test
    void noBodyIsRefusedUnlessNothingIsNeeded() {
        assertThat(refusal("").code()).isEqualTo("missing_body");
        assertThat(refusal(" \n").code()).isEqualTo("missing_body");
        assertThat(JsonBody.strict(new byte[0], true).members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "\"a\"", "[{\"a\":1}]", "{", "}", "{\"a\"", "{a:1}", "{'a':1}", "{,}"})
    void anythingButAJsonObjectIsRejected(String body) {
        assertThat(refusal(body).code()).isEqualTo("malformed_body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1} x", "{}{}", "{},", "{}null"})
    void nothingMayFollowTheObject(String body) {
        assertThat(refusal(body).code()).isEqualTo("malformed_body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"tel\":01}",
                "{\"a\":1,\"tel\":\"1\n2\"}",
                "{\"tel\":\"\\x\"}",
                "{\"tel\":NaN}",
                "{\"tel\":"
            })
    void theFieldInWhichTheSyntaxBreaksIsNamed(String body) {
        assertThat(refusal(body).errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("tel");
    }

    @Test
    void aRepeatedFieldIsRejected() {
        assertThat(refusal("{\"tel\":1,\"tel\":1}").errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("tel");
        assertThat(refusal("{\"tel\":{\"x\":1,\"x\":1}}").errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("tel");
    }

    @Test
    void invalidUtf8IsReportedForItsField() {
        for (var bytes : List.of(
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xE5, (byte) 0xBC},
                "张三".getBytes(Charset.forName("GBK")))) {
            var body = new ByteArrayOutputStream();
            body.writeBytes("{\"sort\":1,\"telname\":\"a".getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

            var refusal = refusal(body.toByteArray());

            assertThat(refusal.errors())
                    .singleElement()
                    .extracting(FieldError::field)
                    .isEqualTo("telname");
            assertThat(refusal.message()).contains("UTF-8");
        }
    }

    @Test
    void aLetterThatBreaksOffAtTheEndIsBrokenToo() {
        assertThat(refusal(new byte[] {'{', '}', (byte) 0xE5}).message()).contains("UTF-8");
    }

    @Test
    void tenThousandLevelsAreRefusedInTheFieldWhereTheyStand() {
        var refusal = refusal("{\"remark\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");

        assertThat(refusal.message()).contains("嵌套超过 32 层");
        assertThat(refusal.errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("remark");
    }

    @Test
    void thirtyTwoLevelsAreRead() {
        assertThat(read(("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").getBytes(StandardCharsets.UTF_8))
                        .members())
                .containsOnlyKeys("a");
    }

    @Test
    void numbersAndNamesHaveALength() {
        assertThat(refusal("{\"sort\":" + "1".repeat(101) + "}").message()).contains("数字超过 100 位");
        assertThat(refusal("{\"" + "n".repeat(100_000) + "\":1}").code()).isEqualTo("malformed_body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e2147483647", "-1e-2147483647"})
    void numbersOfAnyExponentAreReadWithoutBeingWrittenOut(String number) {
        assertThat(read(("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8))
                        .members())
                .containsOnlyKeys("n");
    }

    @Test
    void anExponentBeyondAllNumbersIsRefused() {
        assertThat(refusal("{\"n\":1e99999999999}").errors())
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("n");
    }

    private static WireValue.Object read(byte[] body) {
        return JsonBody.strict(body, false);
    }

    private static Problem refusal(String body) {
        return refusal(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refusal(byte[] body) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> read(body));
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }
}
