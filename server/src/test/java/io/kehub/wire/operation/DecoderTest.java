package io.kehub.wire.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import io.kehub.wire.operation.type.WireValue.Flag;
import io.kehub.wire.operation.type.WireValue.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    @Test
    void aListWithoutAnyParameterAsksForTheFirstTwentyOfAll() {
        var list = list(Map.of());

        assertThat(Paging.of(list)).isEqualTo(new PageRequest(1, 20));
        assertThat(list.find(MadeUpOperations.KIND_FILTER)).isNull();
    }

    @Test
    void namesAreMatchedWithoutRegardToCase() {
        assertThat(Paging.of(list(Map.of("pageIndex", number("3"), "PAGESIZE", number("7")))))
                .isEqualTo(new PageRequest(3, 7));
    }

    @Test
    void oneNameInTwoSpellingsIsRefused() {
        var twice = new LinkedHashMap<String, WireValue>();
        twice.put("pageindex", number("1"));
        twice.put("pageIndex", number("2"));

        assertThat(refused("customer-list", twice).field()).isEqualTo("pageIndex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "20.0", "2e1", "20.00000000000000"})
    void aWholeNumberMayBeWrittenInManyWays(String digits) {
        assertThat(Paging.of(list(Map.of("pagesize", number(digits)))).size()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", " 20 ", "020", "+20", "20.0", "\u300020", "２０"})
    void aWholeNumberMayComeAsText(String digits) {
        assertThat(Paging.of(list(Map.of("pagesize", new Text(digits)))).size()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "20.5", "1e400", "1e2147483647", "-1e2147483647", "1e-2147483647"})
    void aPageSizeOutsideItsLimitsIsRefused(String digits) {
        var error = refused("customer-list", Map.of("pagesize", number(digits)));

        assertThat(error.field()).isEqualTo("pagesize");
        assertThat(error.allowed()).isEqualTo("1 到 500 的整数");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "501", "1e1", "0x10", "1,000", "--1", "NaN"})
    void aTextThatIsNotAValidNumberIsRejected(String text) {
        assertThat(refused("customer-list", Map.of("pagesize", new Text(text))).field())
                .isEqualTo("pagesize");
    }

    @Test
    void aPageIndexReachesAsFarAsAnyClientCounts() {
        assertThat(Paging.of(list(Map.of("pageindex", number("2147483647")))).index())
                .isEqualTo(2147483647);
        assertThat(refused("customer-list", Map.of("pageindex", number("2147483648")))
                        .field())
                .isEqualTo("pageindex");
    }

    @Test
    void zeroOfAnyExponentIsZero() {
        assertThat(list(Map.of("sort", number("0e2147483647"))).find(MadeUpOperations.KIND_FILTER))
                .isZero();
    }

    @Test
    void wrongTypesAreRefused() {
        for (var value : List.of(new Flag(true), new WireValue.Array(List.of()), new WireValue.Object(Map.of()))) {
            assertThat(refused("customer-list", Map.of("pagesize", value)).message())
                    .contains("类型不对");
            assertThat(refused("customer-list", Map.of("keyword", value)).message())
                    .contains("类型不对");
        }
    }

    @Test
    void nullAndBlankAreAsGoodAsAbsent() {
        for (var value : List.of(new WireValue.Null(), new Text(""), new Text(" \u3000"))) {
            var list = list(Map.of("pagesize", value, "sort", value, "starttime", value, "keyword", value));

            assertThat(Paging.of(list)).isEqualTo(new PageRequest(1, 20));
            assertThat(list.find(MadeUpOperations.KIND_FILTER)).isNull();
            assertThat(list.find(MadeUpOperations.FROM)).isNull();
            assertThat(list.text(MadeUpOperations.KEYWORD)).isEmpty();
            assertThat(list.mentions(MadeUpOperations.KEYWORD)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void sortPicksTheKind(int sent) {
        assertThat(list(Map.of("sort", new Text("" + sent))).find(MadeUpOperations.KIND_FILTER))
                .isEqualTo(sent);
    }

    @Test
    void aDayMayBeWrittenWithoutLeadingZerosAndBelongsToThePeriodAsAWhole() {
        var list = list(Map.of("starttime", new Text("2025-1-8"), "endtime", new Text("2025-01-08")));

        assertThat(list.find(MadeUpOperations.FROM)).isEqualTo(Instant.parse("2025-01-07T16:00:00Z"));
        assertThat(list.find(MadeUpOperations.BEFORE)).isEqualTo(Instant.parse("2025-01-08T16:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025/1/8 10:00:00", "2025-01-08T10:00:00", "2025-01-08 10:00", "２０２５-01-08 10:00:00"})
    void aTimeMayBeWrittenInSeveralWays(String text) {
        assertThat(list(Map.of("starttime", new Text(text))).find(MadeUpOperations.FROM))
                .isEqualTo(Instant.parse("2025-01-08T02:00:00Z"));
    }

    @Test
    void aTimeIncludesItsSecond() {
        var list =
                list(Map.of("starttime", new Text("2025-01-08 10:00:00"), "endtime", new Text("2025-01-08 10:00:00")));

        assertThat(list.find(MadeUpOperations.FROM)).isEqualTo(Instant.parse("2025-01-08T02:00:00Z"));
        assertThat(list.find(MadeUpOperations.BEFORE)).isEqualTo(Instant.parse("2025-01-08T02:00:01Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29",
                "2025-13-01",
                "2025-00-10",
                "0000-01-01",
                "2025-04-31 10:00:00",
                "2025-01-01 24:00:00",
                "2025-01-01 10:60:00",
                "20250101",
                "25-01-01",
                "昨天"
            })
    void whatIsNoDayAndNoTimeIsRefused(String text) {
        assertThat(refused("customer-list", Map.of("endtime", new Text(text))).allowed())
                .contains("yyyy-MM-dd");
    }

    @Test
    void aNumberAsATimeIsRefused() {
        assertThat(refused("customer-list", Map.of("starttime", number("1735689600")))
                        .message())
                .contains("时间戳");
    }

    @Test
    void aFilterTakesWhatRecordsMayStillHoldAndARecordTakesWhatIsEnabled() {
        assertThat(list(Map.of("source", new Text("传真"), "charge", number("1002")))
                        .find(MadeUpOperations.OWNER_FILTER))
                .isEqualTo(new UserId(1002));
        assertThat(refused("customer-add", with("source", new Text("传真"))).field())
                .isEqualTo("source");
        assertThat(refused("customer-add", with("charge", new Text("1002"))).message())
                .contains("已停用");
        assertThat(refused("customer-add", with("charge", new Text("1003"))).message())
                .contains("没有编号为 1003 的用户");
    }

    @Test
    void aTelephoneNumberMayComeAsANumber() {
        assertThat(add(with("tel", number("13800138000"))).find(MadeUpOperations.PHONE))
                .isEqualTo("13800138000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e2147483647", "1e-2147483647", "1.5e3", "12345678901234567890123456789012345"})
    void aNumberWithoutAPlainFormIsNotAText(String digits) {
        assertThat(refused("customer-add", with("tel", number(digits))).field()).isEqualTo("tel");
    }

    @Test
    void textsAreTrimmedAndOtherwiseUnchanged() {
        assertThat(add(with("name", new Text("\u3000张三 公司\t"))).find(MadeUpOperations.NAME))
                .isEqualTo("张三 公司");
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(add(with("telname", new Text("𠮷".repeat(100)))).find(MadeUpOperations.SHORT_NAME))
                .hasSize(200);
        assertThat(refused("customer-add", with("telname", new Text("𠮷".repeat(101))))
                        .message())
                .contains("101");
    }

    @Test
    void disallowedCharactersAreRejectedAnywhere() {
        for (var text : List.of("a\u0000", "\u0000", "\uD800", "\uFFFE", "\u0007")) {
            for (var field : List.of("name", "remark", "sort", "charge", "field1")) {
                assertThat(refusals("customer-add", with(field, new Text(text))))
                        .as("%s in %s", text.codePointAt(0), field)
                        .singleElement()
                        .satisfies(error -> {
                            assertThat(error.field()).isEqualTo(field);
                            assertThat(error.message()).contains("U+");
                        });
            }
        }
        assertThat(refused("sign-in", Map.of("user", new Text("a"), "password", new Text("p\u0000")))
                        .field())
                .isEqualTo("password");
    }

    @Test
    void allErrorsAreNamedAtOnce() {
        assertThat(refusals("customer-add", Map.of("tel", new Flag(true), "sort", number("3"), "phone", number("1"))))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("tel", "sort", "phone", "name");
    }

    @Test
    void nameAndSortAreRequired() {
        assertThat(refusals("customer-add", Map.of("name", new Text(" "))))
                .extracting(FieldError::field)
                .containsExactly("name", "sort");
    }

    @Test
    void anUnknownFieldIsRefusedWithTheKnownOnes() {
        var error = refused("customer-add", with("telephone_number", new Text("1")));

        assertThat(error.message()).isEqualTo("没有这个字段");
        assertThat(error.allowed()).contains("telname", "k_code", "field1").doesNotContain("field2");
    }

    @Test
    void theNearestNameIsProposed() {
        assertThat(refused("customer-add", with("linkmann", new Text("1"))).message())
                .contains("linkman？");
    }

    @Test
    void aFieldThatOnlyAnswersCarryIsCalledSo() {
        assertThat(refused("customer-add", with("id", new Text("1"))).message()).contains("只在返回结果中出现");
        assertThat(refused("customer-add", with("status", number("1"))).message())
                .contains("只在返回结果中出现");
    }

    @Test
    void theDomainsNamesAreNoWireNames() {
        var error = refused("customer-add", with("shortName", new Text("1")));

        assertThat(error.field()).isEqualTo("shortName");
        assertThat(error.message()).contains("没有这个字段");
    }

    @Test
    void aHundredThousandUnknownFieldsGetAShortAnswer() {
        var many = new LinkedHashMap<String, WireValue>();
        for (var number = 0; number < 100_000; number++) {
            many.put("x" + number, new WireValue.Null());
        }

        var problem = problem("customer-list", many);

        assertThat(problem.errors()).hasSize(20);
        assertThat(problem.message()).contains("另有 99999 处错误");
    }

    @Test
    void aCustomFieldIsAcceptedIfItIsDefinedAndEnabled() {
        assertThat(add(with("FIELD1", number("7"))).customFields()).containsExactly(Map.entry("field1", "7"));
        assertThat(refused("customer-add", with("field2", new Text("7"))).message())
                .contains("已停用");
        assertThat(refused("customer-add", with("field3", new Text("7"))).message())
                .isEqualTo("没有这个字段");
    }

    @Test
    void anIdIsAPositiveNumber() {
        for (var text : List.of("0", "-1", "abc", "1.5", "9223372036854775808")) {
            assertThat(refused("customer-detail", Map.of("id", new Text(text))).field())
                    .isEqualTo("id");
        }
        assertThat(decode("customer-detail", Map.of("id", new Text("9223372036854775807")))
                        .get(MadeUpOperations.ID)
                        .value())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPasswordIsNotTrimmed() {
        var signIn = decode("sign-in", Map.of("user", new Text(" li "), "password", new Text(" p w ")));

        assertThat(signIn.get(MadeUpOperations.LOGIN)).isEqualTo("li");
        assertThat(signIn.get(MadeUpOperations.PASSWORD)).isEqualTo(" p w ");
    }

    private static Arguments list(Map<String, ? extends WireValue> input) {
        return decode("customer-list", input);
    }

    private static Arguments add(Map<String, ? extends WireValue> input) {
        return decode("customer-add", input);
    }

    private static Arguments decode(String operation, Map<String, ? extends WireValue> input) {
        return MadeUpDecoding.decode(
                MadeUpDecoding.operation(operation), new WireValue.Object(new LinkedHashMap<>(input)));
    }

    private static FieldError refused(String operation, Map<String, ? extends WireValue> input) {
        var errors = refusals(operation, input);
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private static List<FieldError> refusals(String operation, Map<String, ? extends WireValue> input) {
        return problem(operation, input).errors();
    }

    private static Problem problem(String operation, Map<String, ? extends WireValue> input) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> decode(operation, input));
        assertThat(refusal).as("the refusal of %s", input).isNotNull();
        return refusal.problem();
    }

    /** A customer that would be taken, with one field more or another value. */
    private static Map<String, WireValue> with(String field, WireValue value) {
        var customer = new LinkedHashMap<String, WireValue>();
        customer.put("name", new Text("张三公司"));
        customer.put("sort", number("1"));
        customer.put(field, value);
        return customer;
    }

    private static WireValue.Number number(String digits) {
        return new WireValue.Number(new BigDecimal(digits));
    }

    @Test
    void aParameterThatTheOperationDoesNotDeclareCannotBeRead() {
        var given = MadeUpDecoding.decode(MadeUpDecoding.operation("customer-list"), new WireValue.Object(Map.of()));
        var sameName =
                Parameter.<String>named(MadeUpOperations.KEYWORD.name(), "").quick("keyword", Types.text(1));

        assertThat(given.text(MadeUpOperations.KEYWORD)).isEmpty();
        assertThatThrownBy(() -> given.find(sameName)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given.mentions(sameName)).isInstanceOf(IllegalStateException.class);
    }
}
