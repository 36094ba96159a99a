package io.kehub.wire.help;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import net.sourceforge.pinyin4j.PinyinHelper;
import net.sourceforge.pinyin4j.format.HanyuPinyinOutputFormat;
import net.sourceforge.pinyin4j.format.HanyuPinyinToneType;
import net.sourceforge.pinyin4j.format.HanyuPinyinVCharType;
import net.sourceforge.pinyin4j.format.exception.BadHanyuPinyinOutputFormatCombination;

/**
 * How a text is typed in pinyin, without tones. A character with several readings has all of them, because which one is meant
 * depends on the word (调 is {@code diao} in 调拨 and {@code tiao} in 调整).
 */
final class Pinyin {

    private static final HanyuPinyinOutputFormat FORMAT = new HanyuPinyinOutputFormat();

    static {
        FORMAT.setToneType(HanyuPinyinToneType.WITHOUT_TONE);
        FORMAT.setVCharType(HanyuPinyinVCharType.WITH_V);
    }

    private Pinyin() {}

    /** The readings of each character, {@code /} between those of one, a blank between characters: {@code diao/tiao bo}. */
    static String of(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Pinyin::readings)
                .collect(Collectors.joining(" "));
    }

    private static String readings(int character) {
        var itself = Character.toString(character).toLowerCase(Locale.ROOT);
        if (!Character.isBmpCodePoint(character)) {
            return itself;
        }
        try {
            var found = PinyinHelper.toHanyuPinyinStringArray((char) character, FORMAT);
            return found == null || found.length == 0
                    ? itself
                    : Arrays.stream(found).distinct().collect(Collectors.joining("/"));
        } catch (BadHanyuPinyinOutputFormatCombination impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
