package io.kehub.hub.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.kehub.hub.contact.ContactImport.RefusedLine;
import io.kehub.hub.contact.ContactImport.Report;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactImportTest {

    private static HubParts hub;
    private static Contacts contacts;
    private static ContactImport contactImport;

    @BeforeAll
    static void start() {
        hub = new HubParts();
        contacts = hub.part(Contacts.class);
        contactImport = hub.part(ContactImport.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void empty() {
        hub.forgetEverything();
    }

    @Test
    void everyColumnArrivesWhereItBelongs() throws IOException {
        var report = read("""
                微信号,备注,昵称,类型,置信度,归属人
                zhangsan,张三公司,三儿,客户,85,李销售
                lisi,,,,,
                """);

        assertThat(report).isEqualTo(new Report(2, List.of()));
        var zhangsan = byWxId("zhangsan");
        assertThat(zhangsan)
                .isEqualTo(new Contact(
                        zhangsan.id(),
                        "zhangsan",
                        "张三公司",
                        "三儿",
                        ContactType.CUSTOMER,
                        ContactSource.IMPORT,
                        85,
                        "李销售",
                        Contact.Filing.NONE,
                        new Contact.Revision(hub.clock().instant(), hub.clock().instant(), 1)));
        assertThat(byWxId("lisi"))
                .extracting(Contact::remark, Contact::type, Contact::confidence, Contact::owner)
                .containsExactly("", ContactType.UNKNOWN, null, "");
    }

    @Test
    void headersMayBeEnglishInAnyCaseAndOrder() throws IOException {
        assertThat(read(" OWNER ,Wx_ID,Type\n李销售,zhangsan,Lead\n").accepted()).isEqualTo(1);
        assertThat(byWxId("zhangsan"))
                .extracting(Contact::owner, Contact::type)
                .containsExactly("李销售", ContactType.LEAD);
    }

    @Test
    void contactsKeepTheOrderOfTheFile() throws IOException {
        read("wx_id\nc\na\nb\n");

        assertThat(contacts.list(ContactFilter.all(), null, 10))
                .extracting(Contact::wxId)
                .containsExactly("b", "a", "c");
    }

    @Test
    void utf8WithAByteOrderMarkIsRead() throws IOException {
        assertThat(read("\uFEFF微信号,备注\nzhangsan,张三\n").accepted()).isEqualTo(1);
        assertThat(byWxId("zhangsan").remark()).isEqualTo("张三");
    }

    @Test
    void gb18030AsChineseSpreadsheetsSaveItIsRead() throws IOException {
        var bytes = "微信号,备注\r\nzhangsan,张三𠮷\r\n".getBytes(Charset.forName("GB18030"));

        assertThat(read(bytes).accepted()).isEqualTo(1);
        assertThat(byWxId("zhangsan").remark()).isEqualTo("张三𠮷");
    }

    @Test
    void anyOtherEncodingIsRefused() {
        assertThat(refusal("微信号\nzhangsan\n".getBytes(Charset.forName("UTF-32")))
                        .code())
                .isEqualTo("csv_encoding");
        assertThat(refusal(new byte[] {'w', 'x', '_', 'i', 'd', '\n', (byte) 0xC3})
                        .code())
                .isEqualTo("csv_encoding");
    }

    @Test
    void quotedCellsMayContainCommasQuotesAndLineBreaks() throws IOException {
        assertThat(read("wx_id,remark\r\nzhangsan,\"张三, \"\"老板\"\"\r\n重庆\"\r\nlisi,李四"))
                .isEqualTo(new Report(2, List.of()));
        assertThat(byWxId("zhangsan").remark()).isEqualTo("张三, \"老板\"\r\n重庆");
    }

    @Test
    void blankLinesAreSkippedAndCounted() throws IOException {
        var report = read("\nwx_id,remark\n\n , \nzhang san,张三\n\n");

        assertThat(report.accepted()).isZero();
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(5L);
    }

    @Test
    void everyRejectedLineIsReportedWithAllItsErrorsAndTheOthersAreImported() throws IOException {
        var report = read("""
                wx_id,type,confidence,owner
                good1,customer,100,
                ,customer,85,
                bad1,朋友,八十,%s
                bad2,customer,101,
                good3,customer
                bad4,customer,1,,多余
                good2,,0,
                """.formatted("长".repeat(51)));

        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.refused())
                .extracting(RefusedLine::line, RefusedLine::wxId, ContactImportTest::fields)
                .containsExactly(
                        tuple(3L, "", "wxId"),
                        tuple(4L, "bad1", "type confidence owner"),
                        tuple(5L, "bad2", "confidence"),
                        tuple(7L, "bad4", "line"));
        assertThat(report.refused()).flatExtracting(RefusedLine::errors).allSatisfy(error -> {
            assertThat(error.message()).isNotBlank();
            assertThat(error.allowed()).isNotBlank();
        });
    }

    @Test
    void aWxIdThatIsThereAlreadyIsARefusedLine() throws IOException {
        contacts.create(HubParts.contact("standing"));

        var report = read("wx_id,remark\nstanding,新名\ntwice,一\nｔwice,二\n");

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(2L, 4L);
        assertThat(report.refused().getFirst().errors().getFirst().message()).contains("standing", "已存在");
        assertThat(report.refused().getLast().errors().getFirst().message()).contains("第 3 行");
        assertThat(byWxId("standing").remark()).isEmpty();
        assertThat(byWxId("twice").remark()).isEqualTo("一");
    }

    @Test
    void importingTheSameFileTwiceChangesNothing() throws IOException {
        var csv = "wx_id,remark\n"
                + IntStream.rangeClosed(1, 2_500)
                        .mapToObj(number -> "wx" + number + ",备注" + number)
                        .collect(Collectors.joining("\n"));
        assertThat(read(csv)).isEqualTo(new Report(2_500, List.of()));
        var before = everything();

        var again = read(csv);

        assertThat(again.accepted()).isZero();
        assertThat(again.refused()).hasSize(2_500);
        assertThat(again.refused()).extracting(RefusedLine::line).isSorted();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aQuoteThatIsNeverClosedCostsOnlyItsLine() throws IOException {
        var report = read("wx_id,remark\na,甲\nb,\"乙\nc,丙\nd,丁");

        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.refused())
                .extracting(RefusedLine::line, ContactImportTest::fields)
                .containsExactly(tuple(3L, "line"));
    }

    @Test
    void aBrokenLastQuoteIsNamed() throws IOException {
        var report = read("wx_id,remark\na,甲\nb,\"");

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(3L);
    }

    @Test
    void charactersAfterAClosingQuoteRejectOnlyTheirLine() throws IOException {
        var report = read("wx_id,remark\na,\"甲\"甲\nb,乙\n");

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(2L);
    }

    @Test
    void aCellWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
        var report = read("wx_id,remark\na,\"" + "x".repeat(200_000) + "\nb,乙\n");

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesBelowABrokenOneKeepTheirNumbers(String lineEnd) throws IOException {
        var csv = "wx_id,remark\n\na,\"甲\"甲\nb b,乙\nc,\"丙\nd d,丁\n";

        assertThat(read(csv.replace("\n", lineEnd)).refused())
                .extracting(RefusedLine::line)
                .containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void aFileFullOfBrokenQuotesIsRejectedWithAnExplanation() throws IOException {
        var report = read("wx_id,remark\na,甲\n" + "b,\"乙\"乙\n".repeat(50) + "c,丙\n");

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).hasSize(21);
        assertThat(report.refused().getLast().errors().getFirst().message()).contains("其后的内容未读取");
    }

    @Test
    void linesThatAnOpenQuoteSwallowedAreNamedByTheirRange() throws IOException {
        var report = read("wx_id,remark\na,\"甲\nb,乙\nc,丙\",x\n");

        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(2L, 3L, 4L);
        assertThat(report.refused().getFirst().errors().getFirst().message()).contains("第 2 至 4 行");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "备注,昵称\n张三,三儿\n", "wx_id,phone\na,1\n", "wx_id,微信号\na,b\n", "\"wx_id\na\n"})
    void aHeaderThatCannotBeUnderstoodRefusesTheFile(String csv) {
        var refused = refusal(csv.getBytes(StandardCharsets.UTF_8));

        assertThat(refused.code()).isEqualTo("csv_header");
        assertThat(refused.errors()).isNotEmpty();
        assertThat(everything()).isEmpty();
    }

    @Test
    void aHeaderAloneImportsNothing() throws IOException {
        assertThat(read("wx_id")).isEqualTo(new Report(0, List.of()));
    }

    @Test
    void aHundredThousandLinesAreImportedAndOneMoreIsRejected() throws IOException {
        var lines = new StringBuilder("wx_id,remark\n");
        for (var number = 1; number <= ContactImport.MAX_LINES; number++) {
            lines.append("wx").append(number).append(",备注").append(number).append('\n');
        }
        var whole = lines.toString().getBytes(StandardCharsets.UTF_8);
        var oneMore = lines.append("more,\n").toString().getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(oneMore)).isInstanceOf(Problem.TooLarge.class);
        assertThat(everything()).isEmpty();

        assertThat(read(whole)).isEqualTo(new Report(ContactImport.MAX_LINES, List.of()));
    }

    @Test
    void aFilePastTheLimitIsRefusedWithoutReadingItToTheEnd() {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 'x';
            }
        };

        var refused = catchThrowableOfType(ProblemException.class, () -> contactImport.importCsv(endless, null));

        assertThat(refused.problem()).isInstanceOf(Problem.TooLarge.class);
        assertThat(endless.given).isLessThan(2 * ContactImport.MAX_BYTES);
    }

    @Test
    void noFileBreaksTheImport() {
        var pieces = List.of("a", "张", ",", "\"", "\n", "\r\n", "\0", "wx", "客户", "99", "\r", " ", "\uFEFF");
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var csv = "wx_id,remark,type\n"
                    + random.ints(200, 0, pieces.size()).mapToObj(pieces::get).collect(Collectors.joining());
            assertThatCode(() -> read(csv)).as(csv).doesNotThrowAnyException();
        }
    }

    private static Report read(String csv) throws IOException {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static Report read(byte[] csv) throws IOException {
        return contactImport.importCsv(new ByteArrayInputStream(csv), null);
    }

    private static Problem refusal(byte[] csv) {
        return catchThrowableOfType(ProblemException.class, () -> read(csv)).problem();
    }

    private static String fields(RefusedLine line) {
        return line.errors().stream().map(FieldError::field).collect(Collectors.joining(" "));
    }

    private static Contact byWxId(String wxId) {
        return contacts.list(new ContactFilter(null, null, wxId, null, null), null, 1)
                .getFirst();
    }

    private static List<Contact> everything() {
        return contacts.list(ContactFilter.all(), null, Contacts.MAX_LIST_SIZE);
    }
}
