package io.kehub.hub.contact;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An encoding in which CSV files are read.
 *
 * @param name as a caller names it and as it is shown
 * @param isGb whether a byte 0x80 is a euro sign, as Windows code page 936 has it and GB18030 does not
 */
record CsvEncoding(String name, Charset charset, boolean isGb) {

    static final CsvEncoding UTF_8 = new CsvEncoding("UTF-8", StandardCharsets.UTF_8, false);
    static final CsvEncoding UTF_16LE = new CsvEncoding("UTF-16LE", StandardCharsets.UTF_16LE, false);
    static final CsvEncoding UTF_16BE = new CsvEncoding("UTF-16BE", StandardCharsets.UTF_16BE, false);
    static final CsvEncoding GB18030 = new CsvEncoding("GB18030", Charset.forName("GB18030"), true);

    private static final CsvEncoding BIG5 = of("Big5", "MS950");
    private static final CsvEncoding SHIFT_JIS = of("Shift_JIS", "windows-31j");
    private static final CsvEncoding EUC_JP = of("EUC-JP", "EUC-JP");
    private static final CsvEncoding EUC_KR = of("EUC-KR", "MS949");
    private static final CsvEncoding WINDOWS_1252 = of("windows-1252", "windows-1252");

    /** Encodings that a file in GB18030 could be taken for, and that are read only when the caller names them. */
    static final List<CsvEncoding> LOOK_ALIKES = List.of(BIG5, SHIFT_JIS, EUC_JP, EUC_KR);

    /** What a caller may name, in lower case without hyphens and underscores. */
    private static final Map<String, CsvEncoding> NAMED = Map.ofEntries(
            Map.entry("utf8", UTF_8),
            Map.entry("utf16le", UTF_16LE),
            Map.entry("utf16be", UTF_16BE),
            Map.entry("utf16", UTF_16LE),
            Map.entry("gb18030", GB18030),
            Map.entry("gbk", GB18030),
            Map.entry("gb2312", GB18030),
            Map.entry("cp936", GB18030),
            Map.entry("windows936", GB18030),
            Map.entry("big5", BIG5),
            Map.entry("cp950", BIG5),
            Map.entry("shiftjis", SHIFT_JIS),
            Map.entry("sjis", SHIFT_JIS),
            Map.entry("cp932", SHIFT_JIS),
            Map.entry("eucjp", EUC_JP),
            Map.entry("euckr", EUC_KR),
            Map.entry("cp949", EUC_KR),
            Map.entry("windows1252", WINDOWS_1252),
            Map.entry("cp1252", WINDOWS_1252),
            Map.entry("iso88591", WINDOWS_1252),
            Map.entry("latin1", WINDOWS_1252));

    /** What {@link #named} accepts, for messages. */
    static final String NAMES = "UTF-8、GB18030（GBK）、Big5、Shift_JIS、EUC-JP、EUC-KR、UTF-16LE、UTF-16BE、windows-1252";

    /** Whether every character is two or four bytes. */
    boolean isWide() {
        return this == UTF_16LE || this == UTF_16BE;
    }

    private static CsvEncoding of(String name, String charset) {
        return new CsvEncoding(name, Charset.forName(charset), false);
    }

    /** The encoding of this name, in any letter case, with or without hyphens. */
    static Optional<CsvEncoding> named(String name) {
        return Optional.ofNullable(NAMED.get(name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "")));
    }
}
