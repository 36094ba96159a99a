package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ContactImportApiTest {

    private static final String IMPORT = "/api/hub/contacts/import";
    private static ApiServer server;
    private ApiServer.Caller seller;

    @BeforeAll
    static void start() {
        server = new ApiServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void signIn() {
        server.part(JdbcClient.class)
                .sql("truncate hub_contact, filing restart identity cascade")
                .update();
        seller = server.asSeller();
    }

    @Test
    void aCsvBodyIsImportedAndEveryRefusedLineReported() {
        var answer = csv("微信号,备注,置信度\nzhangsan,张三,85\n,李四,85\nwangwu,王五,200\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.message()).contains("接受 1 行", "拒绝 2 行");
        assertThat(answer.data().get("accepted").intValue()).isEqualTo(1);
        var refused = answer.data().get("refused");
        assertThat(refused.get(0).get("line").intValue()).isEqualTo(3);
        assertThat(refused.get(0).get("errors").get(0).get("field").asString()).isEqualTo("wx_id");
        assertThat(refused.get(1).get("wx_id").asString()).isEqualTo("wangwu");
        assertThat(refused.get(1).get("errors").get(0).get("allowed").asString())
                .contains("0 到 100");
    }

    @Test
    void anUploadedFileInGb18030IsImported() {
        var answer = upload("file", "微信号,备注\nzhangsan,张三\n".getBytes(Charset.forName("GB18030")));

        assertThat(answer.data().get("accepted").intValue()).isEqualTo(1);
        assertThat(seller.get("/api/hub/contacts?wx_id=zhangsan")
                        .data()
                        .get("list")
                        .get(0)
                        .get("remark")
                        .asString())
                .isEqualTo("张三");
    }

    @Test
    void anUploadWithoutTheFileIsRefused() {
        var refused = upload("other", "wx_id\na\n".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly("file");
    }

    @Test
    void anUploadCutOffIsRefused() {
        var refused = seller.post(
                IMPORT,
                "multipart/form-data; boundary=cut",
                "--cut\r\nContent-Disposition: form-data; name=\"file\"".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void anotherContentTypeIsRefused() {
        assertThat(seller.post(IMPORT, "{}").code()).isEqualTo("content_type");
    }

    @Test
    void aFilePastTheLimitIsRefusedEitherWay() {
        var large = new byte[51 * 1024 * 1024];

        assertThat(csv(large).status()).isEqualTo(413);
        assertThat(upload("file", large).status()).isEqualTo(413);
    }

    @Test
    void aFileThatIsNoCsvIsRefused() {
        assertThat(csv(new byte[] {'P', 'K', 3, 4, (byte) 0xFF, (byte) 0xFE}).code())
                .isEqualTo("csv_encoding");
        assertThat(csv(new byte[0]).code()).isEqualTo("csv_header");
    }

    private ApiServer.Answer csv(byte[] csv) {
        return seller.post(IMPORT, "text/csv", csv);
    }

    private ApiServer.Answer upload(String name, byte[] content) {
        var head = "--edge\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"contacts.csv\"\r\nContent-Type: application/vnd.ms-excel\r\n\r\n";
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.US_ASCII));
        return seller.post(IMPORT, "multipart/form-data; boundary=edge", body.toByteArray());
    }
}
