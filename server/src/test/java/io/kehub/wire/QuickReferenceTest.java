package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that the quick reference prints works as printed, comments, trailing commas and {@code ...} included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickReferenceTest {

    private static final Path FOLDER = Path.of("..", "contract", "programs", "quick-reference");

    /** The customer that the printed request of a detail names. The user in charge, 1001, is the first user. */
    private static final long CUSTOMER = 12345;

    private static final JsonMapper PRINTED =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private record Request(String method, String path, String body) {}

    private final KeHubServer server = KeHubServer.start();
    private Map<String, String> printed = Map.of();
    private QuickCaller caller = QuickCaller.stranger(server.address());

    @BeforeAll
    void signInAsTheFirstUser() throws IOException {
        printed = sections("requests.http");
        caller = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theAddedCustomerIsReadAndListedWithEveryPrintedField() throws IOException {
        deleteAll();
        server.part(JdbcClient.class)
                .sql("select setval(pg_get_serial_sequence('customer', 'id'), :id, false)")
                .param("id", CUSTOMER)
                .query(Long.class)
                .single();
        var added = send("添加客户");
        var read = send("获取客户详情");
        var listed = send("获取客户列表");
        var answers = sections("answers.http");

        assertThat(added.json()).isEqualTo(PRINTED.readTree(answers.get("添加客户")));
        assertThat(names(read.data()))
                .containsAll(names(PRINTED.readTree(withoutPlaceholders(printed.getOrDefault("添加客户", "")))));
        assertThat(listed.data().at("/list/0/id").stringValue("")).isEqualTo(Long.toString(CUSTOMER));
        assertThat(listed.data().path("total").intValue()).isOne();
        assertThat(names(listed.data().at("/list/0")))
                .containsAll(names(PRINTED.readTree(answers.get("获取客户列表")).at("/data/list/0")));
    }

    /** The placeholders of further fields: the fields exist only once they are defined. */
    private static String withoutPlaceholders(String body) {
        return body.substring(body.indexOf('{'))
                .replaceAll("(?s),\\s*//[^\\n]*\\n\\s*//[^\\n]*\\n\\s*\"field1\".*", "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"获取合同列表", "获取产品列表", "库存汇总"})
    void theListsAreAnswered(String title) {
        var answer = send(title);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.data().path("list").isArray()).isTrue();
        assertThat(answer.data().path("pagesize").intValue()).isEqualTo(20);
    }

    @Test
    void theHelpPageIsShown() {
        var answer = send("方法2: API文档页面");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("获取客户列表");
    }

    /** What the form of a browser submits leaves out {@code sort}, which the reference itself calls required (必填). */
    @Test
    void theSubmittedFormMissesOnlyTheKind() {
        var answer = send("方法1: 浏览器开发者工具");

        assertThat(answer.refusedFields()).containsExactly("sort");

        var body = printed.getOrDefault("方法1: 浏览器开发者工具", "");
        var completed = body.substring(body.indexOf("\n\n")).replace("\"name\"", "\"sort\": 1, \"name\"");
        assertThat(caller.post(QuickCaller.ADD, completed).status()).isEqualTo(200);
        deleteAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"微信", "网络", "电话", "邮件", "展会", "老客户介绍", "线下拜访", "广告", "其他", ""})
    void everyPrintedSourceIsStoredAndFiltered(String source) {
        var added = caller.post(QuickCaller.ADD, Map.of("name", "来源客户", "sort", 1, "source", source));
        var found = caller.post(QuickCaller.LIST, Map.of("source", source));

        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(found.data().at("/list/0/source").stringValue("?")).isEqualTo(source);
        deleteAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pageIndex\": 1, \"PageSize\": 20}",
                "{\"starttime\": \"2025-01-01\", \"endtime\": \"2025-12-31\"}",
                "{\"starttime\": \"2025-01-01 10:00:00\", \"endtime\": \"2025-01-15 15:30:00\"}"
            })
    void theHintsOnNamesAndTimesHold(String body) {
        assertThat(caller.post(QuickCaller.LIST, body).status()).isEqualTo(200);
    }

    @Test
    void aBlankCustomFieldThatIsNotDefinedCountsAsAbsentAndAFilledOneIsRefused() {
        assertThat(caller.post(QuickCaller.ADD, "{\"name\": \"甲\", \"sort\": 1, \"field1\": \" \", \"FIELD99\": null}")
                        .status())
                .isEqualTo(200);
        assertThat(caller.post(QuickCaller.ADD, "{\"name\": \"乙\", \"sort\": 1, \"field1\": \"1\"}")
                        .refusedFields())
                .containsExactly("field1");
        assertThat(caller.post(QuickCaller.ADD, "{\"name\": \"乙\", \"sort\": 1, \"field0\": \"\", \"fields\": \"\"}")
                        .refusedFields())
                .containsExactly("field0", "fields");
        assertThat(caller.post(QuickCaller.LIST, "{\"field1\": \"\"}").refusedFields())
                .containsExactly("field1");
        deleteAll();
    }

    private void deleteAll() {
        server.part(JdbcClient.class).sql("delete from customer").update();
    }

    private QuickCaller.Answer send(String title) {
        var request = request(title);
        return caller.send(request.method(), request.path(), BodyPublishers.ofString(request.body()));
    }

    private Request request(String title) {
        var parts = printed.getOrDefault(title, "").split("\n", 2);
        var words = parts[0].split(" ");
        return new Request(words[0], words[1], parts.length < 2 ? "" : parts[1]);
    }

    private static TreeSet<String> names(JsonNode object) {
        return new TreeSet<>(List.copyOf(object.propertyNames()));
    }

    /** The sections of a file by their titles. */
    private static Map<String, String> sections(String file) throws IOException {
        var sections = new LinkedHashMap<String, String>();
        for (var section : Pattern.compile("^### ", Pattern.MULTILINE)
                .split(Files.readString(FOLDER.resolve(file)).replace("\r\n", "\n"))) {
            if (!section.isBlank()) {
                var parts = section.split("\n", 2);
                sections.put(parts[0], parts[1]);
            }
        }
        return sections;
    }
}
