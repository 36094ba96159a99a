package io.kehub.erp.customer;

import static io.kehub.erp.customer.CustomerTestbed.details;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerSearchTest {

    @SuppressWarnings("NullAway.Init")
    private static CustomerTestbed bed;

    @SuppressWarnings("NullAway.Init")
    private static UserId owner;

    @BeforeAll
    static void open() {
        bed = new CustomerTestbed();
        owner = bed.user("li");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    @BeforeEach
    void noCustomers() {
        bed.jdbc.sql("truncate customer cascade").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "shortName", "phone", "mobile", "remark", "kCode"})
    void anyPartOfTheFieldIsFound(String field) {
        add(Map.of(field, "山城13火锅"));

        for (var keyword : List.of("山", "城", "锅", "山城", "火锅", "13", "城13火", "山城13火锅")) {
            assertThat(totalOf(keyword)).as(keyword).isOne();
        }
        for (var keyword : List.of("水", "城山", "31", "山城火锅", "山城13火锅店")) {
            assertThat(totalOf(keyword)).as(keyword).isZero();
        }
    }

    @Test
    void fieldsThatAreNotSearchedAreNotFound() {
        add(Map.of("name", "甲", "address", "解放路", "contactPerson", "张经理"));

        assertThat(Stream.of("解放", "张经理").map(CustomerSearchTest::totalOf)).containsOnly(0L);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SOURCE", "LEVEL", "INDUSTRY", "REGION"})
    void aKeywordSearchesExactlyTheSearchableFields(CustomerField field) {
        add(Map.of(field.domainName(), "解放路15号"));

        assertThat(totalOf("放路1")).isEqualTo(field.searchable() ? 1 : 0);
    }

    @Test
    void widthAndCaseOfLettersDoNotMatter() {
        add(Map.of("name", "ＡＢＣ科技㈱", "remark", "École ﾃｽﾄ"));

        for (var keyword : List.of("abc", "ABC", "ａｂｃ", "b", "(株)", "㈱", "école", "ÉCOLE", "テスト")) {
            assertThat(totalOf(keyword)).as(keyword).isOne();
        }
    }

    @Test
    void noMatchSpansTwoFields() {
        add(Map.of("name", "山城", "shortName", "火锅", "phone", "12", "mobile", "34"));

        assertThat(Stream.of("城火", "山城火锅", "1234", "23").map(CustomerSearchTest::totalOf))
                .containsOnly(0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "\\",
                "'",
                "\"",
                "&",
                "|",
                "!",
                ":",
                "*",
                "%%",
                "a_",
                "\\\\",
                "''",
                "& |",
                "!a",
                "':*",
                "a:*",
                "$1",
                "?",
                "{x}",
                ":keyword",
                "<->",
                "(",
                "--"
            })
    void specialCharactersOfSqlAreSearchedLiterally(String keyword) {
        add(Map.of("name", "平常的名字 ab"));
        add(Map.of("name", "甲" + keyword + "乙"));

        assertThat(list(keyword).items())
                .singleElement()
                .satisfies(customer -> assertThat(customer.details().name()).isEqualTo("甲" + keyword + "乙"));
    }

    @Test
    void supplementaryCharactersAreSearchedLikeAllOthers() {
        add(Map.of("name", "𠮷野家😀🎉"));
        add(Map.of("name", "𠮶野家😁"));

        assertThat(Stream.of("𠮷", "𠮷野", "😀", "😀🎉", "家😀", "𠮷野家😀").map(CustomerSearchTest::totalOf))
                .containsOnly(1L);
        assertThat(totalOf("野家")).isEqualTo(2);
        assertThat(totalOf("🎈")).isZero();
    }

    @Test
    void allGramsWithoutTheWholeKeywordAreNotEnough() {
        add(Map.of("name", "重庆", "shortName", "庆丰", "remark", "丰收"));

        assertThat(totalOf("重庆丰收")).isZero();
        assertThat(totalOf("庆丰收")).isZero();
    }

    @Test
    void anyPartOfATelephoneNumberIsFound() {
        add(Map.of("phone", "023-6688 7755", "mobile", "13800138000"));

        for (var keyword : List.of(
                "1",
                "13",
                "138",
                "1380",
                "13800138000",
                "8000",
                "23-66",
                "3-6688 7",
                "6688 77",
                "-",
                "668877",
                "6688-77")) {
            assertThat(totalOf(keyword)).as(keyword).isOne();
        }
        for (var keyword : List.of("1381", "13800138001", "668878", "6688-78", "0001", "7755138")) {
            assertThat(totalOf(keyword)).as(keyword).isZero();
        }
    }

    @Test
    void aChangedCustomerIsFoundByItsNewTextOnly() {
        add(Map.of("name", "旧名"));

        bed.jdbc.sql("update customer set name = '新名'").update();

        assertThat(totalOf("旧名")).isZero();
        assertThat(totalOf("新名")).isOne();
    }

    @Test
    void aKeywordHasAtMost100Characters() {
        add(Map.of("remark", "𠮷".repeat(150)));

        assertThat(totalOf("𠮷".repeat(100))).isOne();
        var refusal = catchThrowableOfType(ProblemException.class, () -> list("字".repeat(101)))
                .problem();
        assertThat(refusal.errors()).containsExactly(new FieldError("keyword", "搜索关键词太长：共 101 个字", "最多 100 个字"));
    }

    @Test
    void aControlLetterInAKeywordIsRefusedByName() {
        var refusal = catchThrowableOfType(ProblemException.class, () -> list("一\u0000"))
                .problem();

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("keyword");
    }

    @Test
    void anyKeywordFindsExactlyWhatAFullScanFinds() {
        var random = new Random(20250101);
        var alphabet = List.of(
                "重", "庆", "火", "A", "ａ", "b", "1", "2", "1234", "23", " ", "%", "'", "\\", ":", "😀", "𠮷", "é", "㈱",
                "ﬁ", "\n");
        var texts = IntStream.range(0, 300)
                .mapToObj(number -> IntStream.range(0, 5)
                        .mapToObj(field -> word(random, alphabet, random.nextInt(7)))
                        .toList())
                .toList();
        texts.forEach(fields -> bed.customers.add(
                details(Map.of(
                        "name", "名" + fields.get(0),
                        "shortName", fields.get(1),
                        "phone", fields.get(2),
                        "mobile", fields.get(3),
                        "remark", fields.get(4))),
                owner,
                owner));
        for (var round = 0; round < 300; round++) {
            var keyword = Text.trimmed(word(random, alphabet, 1 + random.nextInt(4)));
            if (keyword.isEmpty()) {
                continue;
            }
            var expected =
                    texts.stream().filter(fields -> isFound(fields, keyword)).count();
            assertThat(totalOf(keyword))
                    .as("keyword <%s>, seed 20250101", keyword)
                    .isEqualTo(expected);
        }
    }

    /** As given in any field, as the digits of phone and mobile, or for a keyword of digits and separators as its digits. */
    private static boolean isFound(List<String> fields, String keyword) {
        var folded = Text.folded(keyword);
        var isPhone =
                folded.matches("[0-9 \n]*") && folded.replaceAll("[^0-9]", "").length() >= 3;
        var searched = Stream.concat(
                        fields.stream().map(field -> Text.folded("|" + field + "|")),
                        fields.subList(2, 4).stream().map(CustomerSearchTest::digits))
                .toList();
        return searched.stream().anyMatch(text -> text.contains(folded) || (isPhone && text.contains(digits(keyword))));
    }

    private static String digits(String phone) {
        var digits = Text.folded(phone)
                .replaceAll("[ \n]", "")
                .replaceAll("[^0-9]+", "/")
                .replaceAll("^/|/$", "");
        return digits.equals("") ? "\u0000" : digits;
    }

    private static String word(Random random, List<String> alphabet, int length) {
        return IntStream.range(0, length)
                .mapToObj(index -> alphabet.get(random.nextInt(alphabet.size())))
                .collect(Collectors.joining());
    }

    private static void add(Map<String, String> texts) {
        var complete = new HashMap<>(texts);
        complete.putIfAbsent("name", "名");
        bed.customers.add(details(complete), owner, owner);
    }

    private static Page<Customer> list(String keyword) {
        return bed.customers.list(
                new CustomerFilter(keyword, null, null, null, null, null, null), new PageRequest(1, 20));
    }

    private static long totalOf(String keyword) {
        return list(keyword).total();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "138-0013-8000|13800138000",
                "+86 138 0013 8000|13800138000",
                "(023) 6789-0123|02367890123",
                "１３８００１３８０００|138-0013-8000",
                "138.0013.8000|0013 8000",
                "\u202D13800138000\u202C|13800138000",
                "138\u200B00138000|(138) 0013-8000",
                "13800138000|+86 138-0013-8000",
                "13800138000|008613800138000",
                "138 0013 8000|8613800138000",
                "8000-123|8000123",
                "138-0013-8000/139-0013-9000|13900139000",
                "13800138000/13900139000|139 0013 9000",
                "+86 23 6789 0123|023-6789-0123",
                "+86 (0)23 6789 0123|023 67890123",
                "023-67890123 转 8001|02367890123转8001",
                "13800138000|\u202D13800138000\u202C"
            })
    void aPhoneNumberIsFoundInAnyFormat(String stored, String keyword) {
        for (var field : List.of("phone", "mobile")) {
            noCustomers();
            add(Map.of(field, stored));

            assertThat(totalOf(Text.trimmed(keyword))).as(field).isOne();
            assertThat(totalOfPhonePart(Text.trimmed(keyword))).as(field).isOne();
            assertThat(totalOf("13800138001")).isZero();
            assertThat(totalOfPhonePart("1380-0138-001")).isZero();
        }
    }

    @Test
    void aKeywordOfDigitsAndDashesIsFoundLiterallyInOtherFields() {
        add(Map.of("remark", "订单 2024-01-05 已付款"));
        add(Map.of("name", "K-138 型机床"));

        assertThat(totalOf("2024-01-05")).isOne();
        assertThat(totalOf("K-138")).isOne();
        assertThat(totalOfPhonePart("2024-01-05")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"云帆", "云\u200B帆", "\u202D云帆\u202C", "云\u00AD帆", "云\uFE00帆"})
    void invisibleCharactersNeitherHideATextNorAKeyword(String written) {
        add(Map.of("name", written + "科技"));

        assertThat(totalOf("云帆科技")).isOne();
        assertThat(totalOf("云\u2060帆")).isOne();
        assertThat(totalOf("帆\u3164科")).isOne();
    }

    private static long totalOfPhonePart(String phone) {
        var terms = AdvancedCustomerFilter.NONE.with(AdvancedCustomerFilter.Text.PHONE, phone);
        return bed.customers
                .list(new CustomerFilter("", null, null, null, null, null, null, terms), new PageRequest(1, 1))
                .total();
    }
}
