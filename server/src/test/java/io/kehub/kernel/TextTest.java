package io.kehub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.database.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Texts as the program and the database compare them. */
class TextTest {

    /** Strings that have broken comparisons: invisible, bidirectional, joined, compatibility, case of many scripts. */
    private static final List<String> NASTY = List.of(
            "\u202D13800138000\u202C",
            "\u2066HT-1\u2069",
            "a\u00ADb",
            "\u200B\u2060\uFEFF\u180E",
            "\u3164\u115F\u1160\uFFA0",
            "\uDB40\uDC41x\uDB40\uDC7F",
            "\u061C٣",
            "e\u0301É\u200B\u0301",
            "⼀㐀﨎豈你",
            "İIıiẞßſΣσςK",
            "ὈΔΥΣΣΕΎΣ",
            "ǅǆᾼᾳͅ",
            "①½ﬁ㎏㍿",
            "葛\uDB40\uDD00葛\uFE00",
            "👨\u200D👩\u200D👧❤\uFE0F🏴\uDB40\uDC67\uDB40\uDC7F",
            "\u3000 \u00A0\u2003张　三\u2009\u2800",
            "한\u1112\u1161\u11ABﾊﾟ",
            "\u05E9\u05C1\u0345\u034F\u0301",
            "ᲐაᏣꭰ𞤀𞤢𐐀");

    private static JdbcClient jdbc;

    @BeforeAll
    static void connect() {
        jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
    }

    @Test
    void theDatabaseFoldsEveryCodePointThatBothKnowAsTheProgramDoes() {
        var known = new ArrayList<String>();
        for (var codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                known.add(Character.toString(codePoint));
            }
        }
        assertAgree(assigned(known));
        assertAgree(assigned(known.stream().map(each -> "x" + each + "y").toList()));
    }

    @Test
    void theDatabaseFoldsMixedTextsAsTheProgramDoes() {
        var random = new Random(20261129);
        var alphabet = new ArrayList<Integer>();
        NASTY.forEach(text -> text.codePoints().forEach(alphabet::add));
        var texts = new ArrayList<>(NASTY);
        for (var number = 0; number < 20_000; number++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(12); length >= 0; length--) {
                text.appendCodePoint(
                        random.nextInt(3) > 0
                                ? alphabet.get(random.nextInt(alphabet.size()))
                                : randomCodePoint(random));
            }
            texts.add(text.toString());
        }
        assertAgree(assigned(texts));
    }

    private static int randomCodePoint(Random random) {
        while (true) {
            var codePoint = 1 + random.nextInt(random.nextBoolean() ? 0x3400 : Character.MAX_CODE_POINT);
            if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                return codePoint;
            }
        }
    }

    /** Those whose characters PostgreSQL knows as well: about newer ones the two Unicode versions may differ. */
    private static List<String> assigned(List<String> texts) {
        return jdbc.sql("select t from unnest(cast(:texts as text[])) with ordinality as given (t, place)"
                        + " where unicode_assigned(t) order by place")
                .param("texts", texts.toArray(String[]::new))
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static void assertAgree(List<String> texts) {
        assertThat(texts).hasSizeGreaterThan(1000);
        assertAgree("text_folded", Text::folded, texts);
        assertAgree("text_key", Text::key, texts);
        assertThat(texts)
                .filteredOn(text -> !Text.folded(Text.folded(text)).equals(Text.folded(text))
                        || !Text.folded(Text.trimmed(text)).equals(Text.folded(text))
                        || Text.trimmed(text).isEmpty() != Text.folded(text).isEmpty())
                .as("folded twice, or trimmed before, is another text; or blank in one form only")
                .isEmpty();
    }

    private static void assertAgree(String function, UnaryOperator<String> inJava, List<String> texts) {
        var inSql = jdbc.sql("select " + function + "(t) from unnest(cast(:texts as text[]))"
                        + " with ordinality as given (t, place) order by place")
                .param("texts", texts.toArray(String[]::new))
                .query(String.class)
                .list();
        var different = IntStream.range(0, texts.size())
                .filter(index -> !inJava.apply(texts.get(index)).equals(inSql.get(index)))
                .mapToObj(index -> "%s: Java %s, SQL %s"
                        .formatted(
                                codePoints(texts.get(index)),
                                codePoints(inJava.apply(texts.get(index))),
                                codePoints(inSql.get(index))))
                .toList();
        assertThat(different).as(function).isEmpty();
    }

    private static String codePoints(String text) {
        return text.codePoints().mapToObj("U+%04X"::formatted).toList().toString();
    }

    @Test
    void everythingThatUnicodeCallsIgnorableIsInvisible() throws SQLException {
        var ignorable = IntStream.of(
                0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B, 0x200D, 0x200E,
                0x200F, 0x202A, 0x202D, 0x202E, 0x2060, 0x2064, 0x2065, 0x2066, 0x2069, 0x206F, 0x3164, 0xFE00, 0xFE0F,
                0xFEFF, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0, 0x1D173, 0x1D17A, 0xE0000, 0xE0001, 0xE0020, 0xE007F, 0xE0100,
                0xE01EF, 0xE0FFF);
        ignorable.mapToObj(Character::toString).forEach(invisible -> {
            assertThat(Text.key("合" + invisible + "同"))
                    .as(codePoints(invisible))
                    .isEqualTo("合同");
            assertThat(Text.trimmed(invisible + " " + invisible))
                    .as(codePoints(invisible))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ＷＸ 01", "wx01", "\u200Bw\u2060x0１", "WX\u300001", "\u202AWX01\u202C", "ⓦx01"})
    void spellingsOfOneTextShareAKey(String spelling) {
        assertThat(Text.key(spelling)).isEqualTo("wx01");
    }

    @Test
    void charactersThatOnlyLookAlikeStayDistinct() {
        assertThat(Text.key("straße")).isNotEqualTo(Text.key("strasse"));
        assertThat(Text.key("А1")).isNotEqualTo(Text.key("A1"));
        assertThat(Text.key("Σίσυφος")).isEqualTo(Text.key("ΣΊΣΥΦΟΣ"));
        assertThat(Text.key("İstanbul")).isEqualTo(Text.key("istanbul"));
    }

    @Test
    void invisibleCharactersGoFromTheEdgesAndStayInsideWhereTheyShow() {
        assertThat(Text.trimmed("\u202D138\u202C")).isEqualTo("138");
        assertThat(Text.trimmed("\u200B 张\u200B三 \uFEFF")).isEqualTo("张\u200B三");
        assertThat(Text.trimmed("全家👨\u200D👩\u200D👧")).isEqualTo("全家👨\u200D👩\u200D👧");
        assertThat(Text.trimmed("爱❤\uFE0F")).isEqualTo("爱❤\uFE0F");
        assertThat(Text.trimmed("\u3164\u2800\uFE0F\u200D")).isEmpty();
        assertThat(Text.withoutInvisible("\u202D138\u200B0013\u20608000\u202C")).isEqualTo("13800138000");
    }
}
