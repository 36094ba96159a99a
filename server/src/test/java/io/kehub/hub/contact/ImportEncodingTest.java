package io.kehub.hub.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.hub.contact.ContactImport.Report;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which encodings a file of contacts arrives unharmed, and which are refused instead of being stored as other characters. */
class ImportEncodingTest {

    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset WINDOWS_936 = Charset.forName("x-mswin-936");

    private static HubParts hub;

    @BeforeAll
    static void start() {
        hub = new HubParts();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void empty() {
        hub.forgetEverything();
    }

    @ParameterizedTest
    @ValueSource(strings = {"微信号,备注", "wx_id,remark"})
    void theEuroSignOfCodePage936IsRead(String header) throws IOException {
        var csv = header + "\nzhangsan,预付€500的客户\nlisi,€\nwangwu,一百€\n";

        assertThat(read(csv.getBytes(WINDOWS_936), null).accepted()).isEqualTo(3);
        assertThat(remark("zhangsan")).isEqualTo("预付€500的客户");
        assertThat(remark("lisi")).isEqualTo("€");
        assertThat(remark("wangwu")).isEqualTo("一百€");
    }

    @Test
    void theByte80WithinACharacterIsNotAEuroSign() throws IOException {
        // 亐 is 81 80, and the four bytes of 𠮷 lie beyond GBK
        var csv = "wx_id,remark\nzhangsan,重庆亐亐商贸有限公司€\nlisi,重庆𠮷野家餐饮有限公司€\n".replace("€", "");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(csv.getBytes(Charset.forName("GB18030")));
        bytes.writeBytes("wangwu,重庆客户".getBytes(GBK));
        bytes.write(0x80);

        assertThat(read(bytes.toByteArray(), null).accepted()).isEqualTo(3);
        assertThat(remark("zhangsan")).isEqualTo("重庆亐亐商贸有限公司");
        assertThat(remark("lisi")).isEqualTo("重庆𠮷野家餐饮有限公司");
        assertThat(remark("wangwu")).isEqualTo("重庆客户€");
    }

    @Test
    void aThousandCompaniesInGbkPassOneByOneWithoutBeingAskedAbout() throws IOException {
        for (var name : companies()) {
            assertThat(GbLikelihood.isDoubtful(("wx_id,remark\na," + name + "\n").getBytes(GBK)))
                    .as(name)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "李",
                "王",
                "张三",
                "朱镕基",
                "赵六（老板）",
                "重庆喆鑫商贸",
                "陈堃",
                "欧阳娜娜",
                "刘备 138",
                "爱の味餐厅",
                "李四，重庆市渝北区",
                "诸葛孔明",
                "老乡鸡—南坪店",
                "周总：货到付款",
                "覃睿",
                "ＡＢＣ公司",
                "徐婧",
                "Tom王",
                "王Tom"
            })
    void ordinaryChineseNamesInGbkPassBelowAnEnglishHeader(String name) throws IOException {
        assertThat(read(("wx_id,remark\nzhangsan," + name + "\n").getBytes(GBK), null)
                        .accepted())
                .isOne();
        assertThat(remark("zhangsan")).isEqualTo(name);
    }

    static final Map<String, String> FOREIGN = Map.of(
            "Big5", "王小明,臺灣積體電路製造股份有限公司,陳先生的客戶,請於週一聯絡",
            "Shift_JIS", "田中太郎,株式会社サンプル,よろしくお願いします,鈴木さん",
            "EUC-JP", "田中太郎,株式会社サンプル,よろしくお願いします,鈴木さん",
            "EUC-KR", "김철수,이영희,박민수 주식회사,서울시 강남구",
            "windows-1252", "Müller GmbH,Jérôme Lefèvre,Señor Peña,Åse Bjørnsen");

    @ParameterizedTest
    @ValueSource(strings = {"Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "windows-1252"})
    void anotherEncodingIsRefusedAndReadWhenItIsNamed(String encoding) throws IOException {
        var texts = FOREIGN.getOrDefault(encoding, "").split(",");
        var csv = "wx_id,remark\n"
                + IntStream.range(0, texts.length)
                        .mapToObj(number -> "contact" + number + "," + texts[number])
                        .collect(Collectors.joining("\n"));
        var bytes = csv.getBytes(Charset.forName(encoding));

        var refused = refusal(bytes, null);
        assertThat(refused.code()).isEqualTo("csv_encoding");
        assertThat(refused.message()).contains("UTF-8", "charset");
        assertThat(hub.part(Contacts.class).list(ContactFilter.all(), null, 10)).isEmpty();

        assertThat(read(bytes, encoding).accepted()).isEqualTo(texts.length);
        assertThat(remark("contact1")).isEqualTo(texts[1]);
    }

    @Test
    void aChineseHeaderInBig5IsRefusedByTheNameOfItsEncoding() throws IOException {
        var bytes = "微信號,備註\nzhangsan,王先生\n".getBytes(Charset.forName("Big5"));

        assertThat(refusal(bytes, null).message()).contains("Big5");
        assertThat(read(bytes, "big5").accepted()).isOne();
        assertThat(remark("zhangsan")).isEqualTo("王先生");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, true", "UTF-16BE, true", "UTF-16LE, false", "UTF-16BE, false"})
    void utf16IsRead(String encoding, boolean marked) throws IOException {
        var csv = (marked ? "\uFEFF" : "") + "微信号\t备注\r\nzhangsan\t张三€𠮷\r\nlisi\t李四\r\n\u001A";

        assertThat(read(csv.getBytes(Charset.forName(encoding)), null)).isEqualTo(new Report(2, List.of()));
        assertThat(remark("zhangsan")).isEqualTo("张三€𠮷");
    }

    @Test
    void utf8WithABrokenByteIsRefused() {
        var bytes = "wx_id,remark\nzhangsan,重庆张三商贸有限公司\nlisi,李四\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = ',';

        assertThat(refusal(bytes, null).code()).isEqualTo("csv_encoding");
    }

    @Test
    void filesThatAreNoTextAreRefusedByTheirKind() {
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, null).message())
                .contains("XLSX");
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, null)
                        .message())
                .contains("XLS");
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, "GBK").message())
                .contains("XLSX");
        assertThat(refusal(new byte[] {'w', 'x', 0, 1, (byte) 0xFF, 2, 0}, null).code())
                .isEqualTo("csv_encoding");
    }

    @Test
    void anEncodingThatDoesNotFitOrIsUnknownIsRefused() {
        var utf8 = "wx_id,remark\nzhangsan,张三\n".getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(utf8, "EBCDIC").errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("charset");
            assertThat(error.allowed()).contains("GB18030", "Big5");
        });
        assertThat(refusal("wx_id,remark\na,张三\n".getBytes(GBK), "UTF-8").code())
                .isEqualTo("csv_encoding");
        assertThat(refusal("\uFEFFwx_id\na\n".getBytes(StandardCharsets.UTF_8), "gbk")
                        .code())
                .isEqualTo("csv_encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "gb2312", "GB18030", "cp936"})
    void anEncodingNameIsAcceptedInAnySpelling(String charset) throws IOException {
        assertThat(read("wx_id,remark\nzhangsan,黮黮\n".getBytes(GBK), charset).accepted())
                .isOne();
        assertThat(remark("zhangsan")).isEqualTo("黮黮");
    }

    private static List<String> companies() throws IOException {
        try (var names =
                Objects.requireNonNull(ImportEncodingTest.class.getResourceAsStream("/demo/company-short-names.txt"))) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static Report read(byte[] csv, @Nullable String charset) throws IOException {
        return hub.part(ContactImport.class).importCsv(new ByteArrayInputStream(csv), charset);
    }

    private static Problem refusal(byte[] csv, @Nullable String charset) {
        return catchThrowableOfType(ProblemException.class, () -> read(csv, charset))
                .problem();
    }

    private static String remark(String wxId) {
        return hub.part(Contacts.class).list(ContactFilter.all(), null, 100).stream()
                .filter(contact -> contact.wxId().equals(wxId))
                .findFirst()
                .orElseThrow()
                .remark();
    }
}
