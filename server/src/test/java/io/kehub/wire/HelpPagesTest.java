package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.Catalog;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpPagesTest {

    private static final String HELP = "/sysn/view/OpenApi/help.ashx";

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());
    private final QuickCaller admin = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);

    private final Map<String, QuickCaller.Answer> pages = new ConcurrentHashMap<>();

    @AfterAll
    void stop() {
        server.close();
    }

    /** The page of an operation as the administrator sees it, read once. */
    private QuickCaller.Answer page(String operation, String format) {
        return pages.computeIfAbsent(HELP + "?op=" + operation + format, address -> get(admin, address));
    }

    private static QuickCaller.Answer get(QuickCaller caller, String path) {
        return caller.send("GET", path, BodyPublishers.noBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?op=customer-list", "?format=md", "?op=customer-list&format=md"})
    void strangersAreAskedToSignInAndSeeNoOperation(String query) {
        var page = get(stranger, HELP + query);

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.text()).doesNotContain("获取客户列表");
    }

    @Test
    void theSignInFormIsSentAsAFormSoThatNoPasswordGetsIntoAnAddress() {
        var page = get(stranger, HELP + "?op=customer-list");

        assertThat(page.text())
                .contains("<form id=\"sign-in\" method=\"post\" action=\"" + HELP + "?op=customer-list\">")
                .contains("type=\"password\"", "<label for=\"password\">");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "?op=customer-list, ?op=customer-list", "?op=a%26b&password=no, ?op=a%26b"})
    void theFormSignsInWithoutScriptsAndShowsThePageThatWasWanted(String wanted, String shown) {
        var answer = form(HELP + wanted, "admin", KeHubServer.ADMIN_PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(HELP + shown);
        assertThat(answer.header("Set-Cookie")).contains("KEHUB_SESSION=", "; HttpOnly", "; SameSite=Lax");
        assertThat(get(stranger.with("Cookie", answer.cookie()), HELP).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsToldOnThePageAndTheLoginStays() {
        var answer = form(HELP, "stranger\"><b>", "wrong");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text())
                .contains("role=\"alert\">用户名或密码错误", "value=\"stranger&quot;&gt;&lt;b&gt;\"")
                .doesNotContain("wrong");
    }

    @Test
    void afterFiveWrongPasswordsTheFormSaysHowLongToWait() {
        QuickCaller.Answer answer = form(HELP, "guesser", "1");
        for (var tries = 2; tries <= 6; tries++) {
            answer = form(HELP, "guesser", String.valueOf(tries));
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("900");
        assertThat(answer.text()).contains("role=\"alert\">密码在");
    }

    @Test
    void anotherSiteCannotSignABrowserIn() {
        var answer = stranger.with("Origin", "https://evil.example")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post(HELP, "user=admin&password=" + KeHubServer.ADMIN_PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void signingInByTheFormEndsTheSessionThatTheBrowserHad() {
        var before = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
        before.with("Content-Type", "application/x-www-form-urlencoded")
                .post(HELP, "user=admin&password=" + KeHubServer.ADMIN_PASSWORD);

        assertThat(get(before, HELP).status()).isEqualTo(401);
    }

    private QuickCaller.Answer form(String path, String user, String password) {
        return stranger.with("Content-Type", "application/x-www-form-urlencoded")
                .post(
                        path,
                        "user=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {HELP, "/SYSN/View/openapi/HELP.ASHX", "/sysn/view/openapi/help.ashx?op=customer-list"})
    void thePagesAreFoundInAnyCase(String path) {
        var page = get(admin, path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.text()).contains("销售栏目", "客户管理 → 客户对接", "获取客户列表");
    }

    @Test
    void everyOperationHasAPageWithItsParametersAnswersAndAForm() {
        var softly = new SoftAssertions();
        for (var operation : server.part(Catalog.class).operations()) {
            var page = page(operation.id(), "");
            softly.assertThat(page.status()).as(operation.id()).isEqualTo(200);
            operation.dialects().forEach(dialect -> {
                softly.assertThat(page.text()).as(operation.id()).contains("<h2 id=\"" + dialect.id() + "\">");
                operation
                        .parametersIn(dialect)
                        .forEach(parameter -> softly.assertThat(page.text())
                                .as(operation.id())
                                .contains(parameter.in(dialect).orElseThrow().wireName()));
            });
            softly.assertThat(page.text()).as(operation.id()).contains("class=\"try\"");
        }
        softly.assertAll();
    }

    @Test
    void aPageSaysWhyADocumentedParameterIsRejected() {
        assertThat(get(admin, HELP + "?op=customer-list").text()).contains("tjly", "不支持：没有统计报表");
        assertThat(get(admin, HELP + "?op=contract-approve").text()).contains("newApprovers", "不支持：合同只有一级审批");
    }

    @Test
    void anUnknownOperationIsNotFoundAndNothingOfItIsEchoed() {
        var page = get(admin, HELP + "?op=%3Cscript%3E");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).doesNotContain("<script>%");
    }

    @Test
    void aPageShowsTheContractsOwnExample() {
        assertThat(get(admin, HELP + "?op=customer-detail").text()).contains("返回示例", "张三公司");
    }

    @Test
    void theFieldsOfListsAreDescribedOneByOne() {
        assertThat(get(admin, HELP + "?op=stock-in-add").text())
                .contains("<code>lines[].productid</code>", "<code>kuinlist[].ph</code>");
        assertThat(get(admin, HELP + "?op=contract-detail").text()).contains("<code>contractlist[].");
        assertThat(get(admin, HELP + "?op=stock-in-detail").text()).contains("<code>lines[].serialnumbers</code>");
    }

    @Test
    void noListIsLeftWithoutItsFields() {
        var softly = new SoftAssertions();
        for (var operation : server.part(Catalog.class).operations()) {
            for (var line : page(operation.id(), "&format=md").text().lines().toList()) {
                if (line.contains("每行的字段见下")) {
                    var name = line.replaceFirst("^\\| `([^`]+)`.*", "$1");
                    softly.assertThat(page(operation.id(), "").text())
                            .as(operation.id())
                            .contains("<code>" + name + "[].");
                }
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @CsvSource({
        "customer-list, 整数 1–500",
        "customer-list, 整数，不小于 1",
        "customer-list, '日期或时间，如 2025-01-31 或 2025-01-31 18:30:00'",
        "customer-add, '文字，最多 100 字'",
        "stock-in-add, '日期，如 2025-01-31'",
        "stock-in-add, '数字，不小于 0，小数点前最多 14 位，小数点后最多 4 位'",
        "customer-detail, 编号，正整数"
    })
    void limitsAreSaidInEverydayWords(String operation, String words) {
        assertThat(page(operation, "").text()).contains("<td>" + words + "</td>");
    }

    @Test
    void noPageShowsTheLimitsOfTheMachine() {
        var softly = new SoftAssertions();
        for (var operation : server.part(Catalog.class).operations()) {
            for (var format : List.of("", "&format=md")) {
                softly.assertThat(page(operation.id(), format).text())
                        .as(operation.id())
                        .doesNotContain("2147483647", "9223372036854775807")
                        .doesNotContainPattern("\\{[a-z-]+[.][a-z0-9.-]+}");
            }
        }
        softly.assertAll();
    }

    @Test
    void everyPageExplainsEveryCodeOfItsDialects() {
        var list = get(admin, HELP + "?op=customer-list").text();

        assertThat(list).contains("HTTP 状态码", "<code>409</code>", "<code>503</code>", "header.status");
        assertThat(get(admin, HELP + "?op=department-list").text()).contains("<code>300</code>", "ErrorCode");
    }

    @ParameterizedTest
    @CsvSource({
        "customer-list, huo ke, hu, lie",
        "stock-transfer-add, diao/tiao, bo, ''",
        "contract-reopen, hui, fu, ''",
        "product-add, chan, pin, ''"
    })
    void theListOfOperationsHasThePinyinOfTheirCaptions(String operation, String first, String second, String third) {
        var entry = get(admin, HELP)
                .text()
                .lines()
                .flatMap(line -> Stream.of(line.split("<li ")))
                .filter(part -> part.startsWith("data-id=\"" + operation + "\""))
                .findFirst()
                .orElseThrow();
        var pinyin = entry.replaceFirst("(?s).*data-pinyin=\"([^\"]*)\".*", "$1");

        assertThat(Stream.of(first.split(" ")).map(each -> each.split("/")[0]))
                .allSatisfy(each -> assertThat(pinyin).contains(each));
        assertThat(pinyin).contains(second, third);
    }

    @Test
    void thePagesRunUnderAPolicyWithoutInlineScripts() {
        for (var page : List.of(get(admin, HELP), get(admin, HELP + "?op=customer-list"), get(stranger, HELP))) {
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.text())
                    .doesNotContainPattern("<script>|<style|\\son[a-z]+=\"|\\sstyle=|javascript:")
                    .contains("<html lang=\"zh-CN\">", "class=\"skip\"", "<main id=\"main\"");
        }
    }

    @Test
    void everyPageIsThereInMarkdownAndListed() {
        var list = get(stranger, "/llms.txt");
        var softly = new SoftAssertions();
        for (var operation : server.part(Catalog.class).operations()) {
            var page = page(operation.id(), "&format=md");
            softly.assertThat(page.status()).as(operation.id()).isEqualTo(200);
            softly.assertThat(page.header("Content-Type")).startsWith("text/markdown");
            softly.assertThat(page.text())
                    .startsWith("# " + operation.caption())
                    .contains("### 示例", "curl -sS");
            softly.assertThat(list.text()).contains(server.address() + HELP + "?op=" + operation.id() + "&format=md");
        }
        softly.assertThat(get(admin, HELP + "?format=md").text()).contains("## 四种写法", "read -rsp");
        softly.assertThat(get(admin, HELP + "?op=nothing&format=md").status()).isEqualTo(404);
        softly.assertThat(list.status()).isEqualTo(200);
        softly.assertAll();
    }

    @Test
    void theFormSendsNativeRequestsWithTheBrowsersOwnSession() {
        var ov1 = admin.post(
                "/sysa/mobilephone/salesmanage/custom/list.asp",
                "{\"session\": \"\", \"cmdkey\": \"refresh\", \"datas\": []}");
        var v3 = admin.with("ZBAPI-Token", "cookie").post("/webapi/v3/orgs/dept/list", "{}");

        assertThat(ov1.json().at("/header/status").intValue(-1)).isZero();
        assertThat(v3.json().path("Code").intValue()).isEqualTo(200);
    }
}
