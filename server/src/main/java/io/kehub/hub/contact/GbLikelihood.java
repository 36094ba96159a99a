package io.kehub.hub.contact;

import java.nio.charset.StandardCharsets;

/**
 * Judges whether bytes that can be decoded as GB18030 are meant so. Nearly every text in Big5, Shift_JIS or EUC-KR can be
 * decoded as GB18030 too, into characters that hardly anyone uses. Each standard keeps its frequent characters in an area
 * of their own, so the encoding whose frequent area most characters fall into is the likely one.
 */
final class GbLikelihood {

    private static final double ENOUGH = 0.6;
    private static final double TOO_MUCH_KANA = 0.25;

    /** Frequent syllables of Korean names and companies; Korean text fits into the frequent area of GB2312 entirely. */
    private static final String FREQUENT_HANGUL = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지수현영은경미선희상"
            + "준호철동재원인기대사시아자가나다라마바도로리니는를을에의고해하여있어국산업회주식전자스트크무소부보제세연화교학생일월년";

    private GbLikelihood() {}

    /** Whether the bytes, which GB18030 can decode, are more likely something else, or nothing that can be told. */
    static boolean isDoubtful(byte[] text) {
        var gb = gb18030(text);
        return gb < ENOUGH
                || big5(text) > gb
                || shiftJis(text) > gb
                || kana(text) > TOO_MUCH_KANA
                || isWestern(text)
                || isMostlyUtf8(text)
                || isKorean(text);
    }

    /** Mean weight of the characters beyond ASCII; 1 where there are none. */
    private static double gb18030(byte[] text) {
        var score = new Score();
        for (var at = 0; at < text.length; ) {
            var lead = text[at] & 0xFF;
            var attemptLog = at + 1 < text.length ? text[at + 1] & 0xFF : 0;
            if (lead <= 0x80) {
                at++;
            } else if (attemptLog >= 0x30 && attemptLog <= 0x39) {
                score.add(0.5);
                at += 4;
            } else {
                score.add(gbWeight(lead, attemptLog));
                at += 2;
            }
        }
        return score.mean();
    }

    /** The share of kana among the characters of two bytes; EUC-JP has them in the same places as GB18030. */
    private static double kana(byte[] text) {
        var kana = 0;
        var all = 0;
        for (var at = 0; at < text.length; at++) {
            if ((text[at] & 0xFF) > 0x80) {
                all++;
                kana += text[at] == (byte) 0xA4 || text[at] == (byte) 0xA5 ? 1 : 0;
                at++;
            }
        }
        return all < 2 ? 0 : (double) kana / all;
    }

    private static double gbWeight(int lead, int attemptLog) {
        if (attemptLog < 0xA1) {
            return 0.3;
        }
        if (lead == 0xA4 || lead == 0xA5) {
            // kana, of which Chinese shop names use の alone
            return lead == 0xA4 && attemptLog == 0xCE ? 1 : 0.4;
        }
        if (lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3) {
            return 1;
        }
        return lead >= 0xD8 && lead <= 0xF7 ? 0.9 : 0.3;
    }

    /** -1 where the bytes are no Big5. */
    private static double big5(byte[] text) {
        var score = new Score();
        for (var at = 0; at < text.length; at++) {
            var lead = text[at] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            var attemptLog = ++at < text.length ? text[at] & 0xFF : 0;
            if (lead < 0xA1
                    || lead > 0xF9
                    || attemptLog < 0x40
                    || attemptLog > 0x7E && attemptLog < 0xA1
                    || attemptLog > 0xFE) {
                return -1;
            }
            score.add(lead <= 0xC6 ? 1 : lead >= 0xC9 ? 0.3 : 0);
        }
        return score.mean();
    }

    /** -1 where the bytes are no Shift_JIS. */
    private static double shiftJis(byte[] text) {
        var score = new Score();
        for (var at = 0; at < text.length; at++) {
            var lead = text[at] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            if (lead >= 0xA1 && lead <= 0xDF) {
                // half-width katakana, which are rare
                score.add(0.3);
                continue;
            }
            var attemptLog = ++at < text.length ? text[at] & 0xFF : 0;
            if (lead == 0x80
                    || lead == 0xA0
                    || lead > 0xFC
                    || attemptLog < 0x40
                    || attemptLog == 0x7F
                    || attemptLog > 0xFC) {
                return -1;
            }
            score.add(lead <= 0x84 || lead >= 0x88 && lead <= 0x98 ? 1 : 0.4);
        }
        return score.mean();
    }

    /** Western texts have single letters with accents among ASCII; nearly all Chinese characters are two bytes beyond it. */
    private static boolean isWestern(byte[] text) {
        var runs = 0;
        var single = 0;
        for (var at = 0; at < text.length; at++) {
            var begin = at;
            while (at < text.length && text[at] < 0) {
                at++;
            }
            if (at > begin) {
                runs++;
                single += at - begin == 1 ? 1 : 0;
            }
        }
        return single > 0.5 * runs;
    }

    /** A file in UTF-8 with some broken bytes; its Chinese characters take three each. */
    private static boolean isMostlyUtf8(byte[] text) {
        var decoded = new String(text, StandardCharsets.UTF_8);
        var broken = decoded.chars().filter(letter -> letter == '\uFFFD').count();
        var good = decoded.chars().filter(letter -> letter >= 0x80).count() - broken;
        var chinese = decoded.chars().anyMatch(letter -> letter >= 0x800 && letter != '\uFFFD');
        return chinese && good >= 4 * broken;
    }

    private static boolean isKorean(byte[] text) {
        var syllables = 0;
        var frequent = 0;
        var charset = CsvEncoding.named("EUC-KR").orElseThrow().charset();
        for (var letter : new String(text, charset).toCharArray()) {
            if (letter >= 0xAC00 && letter <= 0xD7A3) {
                syllables++;
                frequent += FREQUENT_HANGUL.indexOf(letter) < 0 ? 0 : 1;
            } else if (letter >= 0x3400) {
                return false;
            }
        }
        return syllables >= 6 ? frequent > 0.5 * syllables : syllables > 1 && frequent == syllables;
    }

    private static final class Score {
        private double sum;
        private int count;

        void add(double weight) {
            sum += weight;
            count++;
        }

        double mean() {
            return count == 0 ? 1 : sum / count;
        }
    }
}
