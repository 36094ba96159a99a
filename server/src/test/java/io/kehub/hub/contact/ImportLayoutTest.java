package io.kehub.hub.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.hub.contact.ContactImport.RefusedLine;
import io.kehub.hub.contact.ContactImport.Report;
import io.kehub.kernel.FieldError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spreadsheets and people make of the columns, lines and quotation marks of a file. */
class ImportLayoutTest {

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
    @ValueSource(
            strings = {
                "微信号,备注,,\nzhangsan,张三,,\nlisi,李四,,\n",
                "微信号,备注,,\nzhangsan,张三\nlisi,李四,,,,\n",
                "微信号,,备注\nzhangsan,,张三\nlisi, ,李四\n",
                ",微信号,备注\n,zhangsan,张三\n,lisi,李四\n",
                "微信号;备注\nzhangsan;张三\nlisi;李四\n",
                "微信号\t备注\nzhangsan\t张三\nlisi\t李四\n",
                "sep=;\n微信号;备注\nzhangsan;张三\nlisi;李四\n",
                "\"SEP=,\"\r\n微信号,备注\r\nzhangsan,张三\r\nlisi,李四\r\n",
                "sep=\t\n微信号\t备注\nzhangsan\t张三\nlisi\t李四\n",
                "\uFEFF\"微信号\",\"备注\"\n\"zhangsan\",\"张三\"\n\"lisi\",\"李四\"\n",
                "WX ID,Remark\nzhangsan,张三\nlisi,李四\n",
                "ｗｘ＿ｉｄ,ＲＥＭＡＲＫ\nzhangsan,张三\nlisi,李四\n",
                " 微 信 号 ,　备注　\nzhangsan,张三\nlisi,李四\n",
                "微信号,备注\rzhangsan,张三\rlisi,李四\r",
                "\n\n微信号,备注\n\n,\n , \nzhangsan,张三\n\n,,,\nlisi,李四\n\n",
                "微信号,备注\nzhangsan,张三\nlisi,李四\n\u001A",
                "微信号,备注\nzhangsan,张三\nlisi,李四\u001A\r\n",
                "微信号,备注,昵称,类型,置信度,归属人\nzhangsan,张三\nlisi,李四,,\n",
            })
    void aFileAsProgramsWriteItIsReadWhole(String csv) throws IOException {
        assertThat(read(csv)).isEqualTo(new Report(2, List.of()));
        assertThat(remark("zhangsan")).isEqualTo("张三");
        assertThat(remark("lisi")).isEqualTo("李四");
    }

    @Test
    void aValueBelowAnEmptyHeaderIsRefusedByItsPosition() throws IOException {
        var report = read("微信号,备注,,\nzhangsan,张三,,\nlisi,李四,,多出来的\nwangwu,王五\n");

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.refused()).singleElement().satisfies(line -> {
            assertThat(line.line()).isEqualTo(3);
            assertThat(line.errors().getFirst().message()).contains("第 4 列");
        });
    }

    @Test
    void aValueBeyondTheLastColumnRejectsItsLine() throws IOException {
        var report = read("微信号,备注\nzhangsan,张三,多\nlisi,李四" + ",".repeat(150) + "远\n");

        assertThat(report.accepted()).isZero();
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.38E+10",
                "1.38E10",
                "1.38e+10",
                "1E+10",
                "１．３８Ｅ＋１０",
                "13800138000.0",
                "13800138000.00",
                "'00123",
                "=\"00123\"",
                "=A1",
                "#N/A",
                "#REF!",
                "#NAME?",
                "#######",
                "2026/3/1",
                "2026-03-01",
                "3月1日",
                "1-Mar",
                "Mar-26",
                "12:30",
                "\"13,800,138,000\"",
                "123456789012345000"
            })
    void aWeChatIdThatASpreadsheetHasChangedIsRefusedWithWhatToDo(String id) throws IOException {
        var report = read("微信号,备注\n" + id.replace("=\"00123\"", "\"=\"\"00123\"\"\"") + ",张三\nlisi,李四\n");

        assertThat(report.accepted()).isOne();
        assertThat(report.refused()).singleElement().satisfies(line -> {
            assertThat(line.line()).isEqualTo(2);
            assertThat(line.errors()).extracting(FieldError::field).containsExactly("wxId");
            assertThat(line.errors().getFirst().message()).contains("微信号");
            assertThat(line.errors().getFirst().allowed()).contains("文本");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zhangsan",
                "wxid_1e5f6g",
                "13800138000",
                "00123",
                "+8613800138000",
                "a1.38E+10",
                "e10",
                "123456789012345678",
                "user@example.com",
                "12345@chatroom",
                "mar-26-li",
                "v1.0",
                "ID#7"
            })
    void aWeChatIdThatOnlyLooksAlikeIsAccepted(String id) throws IOException {
        assertThat(read("微信号\n" + id + "\n")).isEqualTo(new Report(1, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#N/A", "#REF!", "1.38E+10", "\"=\"\"00123\"\"\""})
    void damageInARemarkIsRefusedToo(String remark) throws IOException {
        assertThat(read("微信号,备注\nzhangsan," + remark + "\n").refused())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.errors()).extracting(FieldError::field).containsExactly("remark"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026/3/1 到店", "2026/3/1", "'90后", "###", "1e5", "13.5", "12:30", "见 #N/A 一栏", "=_="})
    void anyTextOfARemarkIsImported(String remark) throws IOException {
        assertThat(read("微信号,备注\nzhangsan," + remark + "\n").accepted()).isOne();
        assertThat(remark("zhangsan")).isEqualTo(remark);
    }

    @Test
    void linesBetweenTwoStrayQuotesAreAllNamed() throws IOException {
        var report = read("wx_id,remark\nzhangsan,\"张三\nlisi,李四\nwangwu,王五\"\nzhaoliu,赵六\n");

        assertThat(report.accepted()).isOne();
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(2L, 3L, 4L);
        assertThat(report.refused()).extracting(RefusedLine::wxId).containsExactly("zhangsan", "lisi", "wangwu");
        assertThat(report.refused().getFirst().errors().getFirst().message()).contains("第 2 至 4 行", "引号");
        assertThat(report.refused().get(1).errors().getFirst().message()).contains("第 2 行");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the second mark opens a cell that another one closes
                "wx_id,remark\nzhangsan,\"张三\nlisi,\"李四\"\nwangwu,王五\n",
                // in the column of the ids
                "wx_id,remark\n\"zhangsan,张三\nlisi,李四\nwangwu\",王五\n",
                // shorter lines than the header
                "wx_id,remark,nickname\nzhangsan,\"张三\nlisi_2026,李四\nwangwu,\"\n",
                // a mark in the middle, before one that opens
                "wx_id,remark,nickname\nzhangsan,张\"三,\"a\nlisi,李四,b\nwangwu,王五\",c\n",
                "wx_id;remark\nzhangsan;\"张三\nlisi;李四\nwangwu;王五\"\n",
            })
    void noLineIsLostInSilence(String csv) throws IOException {
        var report = read(csv);

        assertThat(report.refused()).extracting(RefusedLine::line).contains(2L);
        for (var line = 2L; line <= 4; line++) {
            var number = line;
            var wxId = List.of("zhangsan", "lisi", "wangwu").get((int) line - 2);
            assertThat(report.refused().stream().anyMatch(each -> each.line() == number)
                            || hub.part(Contacts.class).list(ContactFilter.all(), null, 9).stream()
                                    .anyMatch(contact -> contact.wxId().startsWith(wxId)))
                    .as("line " + line)
                    .isTrue();
        }
    }

    @Test
    void aQuoteInTheMiddleOfACellRejectsItsLine() throws IOException {
        var report = read("wx_id,remark\nzhangsan,5\"屏\nlisi, \"李四\"\nwangwu,\"5\"\"屏\"\n");

        assertThat(report.accepted()).isOne();
        assertThat(report.refused()).extracting(RefusedLine::line).containsExactly(2L, 3L);
        assertThat(remark("wangwu")).isEqualTo("5\"屏");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"重庆市渝北区\n三楼", "第一行\n\n第三行", "地址:重庆,渝北\n电话:138,转 5", "张三, 李四\n王五, 赵六\n都是老板", "a\nb\nc\nd\ne\nf\ng"
            })
    void lineBreaksInARemarkAreKept(String remark) throws IOException {
        assertThat(read("wx_id,remark,nickname\nzhangsan,\"" + remark + "\",三儿\nlisi,李四,四儿\n"))
                .isEqualTo(new Report(2, List.of()));
        assertThat(remark("zhangsan")).isEqualTo(remark);
    }

    private static Report read(String csv) throws IOException {
        return hub.part(ContactImport.class)
                .importCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), null);
    }

    private static String remark(String wxId) {
        return hub.part(Contacts.class).list(ContactFilter.all(), null, 100).stream()
                .filter(contact -> contact.wxId().equals(wxId))
                .findFirst()
                .orElseThrow()
                .remark();
    }
}
