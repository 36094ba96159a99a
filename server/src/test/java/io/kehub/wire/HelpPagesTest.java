package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.Catalog;
import java.net.http.HttpRequest.BodyPublishers;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpPagesTest {

    private static final String HELP = "/sysn/view/OpenApi/help.ashx";

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());
    private final QuickCaller admin = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);

    @AfterAll
    void stop() {
        server.close();
    }

    private static QuickCaller.Answer get(QuickCaller caller, String path) {
        return caller.send("GET", path, BodyPublishers.noBody());
    }

    @Test
    void strangersAreAskedToSignInAndSeeNoOperation() {
        var page = get(stranger, HELP);

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.text()).contains("id=\"sign-in\"").doesNotContain("获取客户列表");
        assertThat(get(stranger, "/openapi.json").status()).isEqualTo(401);
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
            var page = get(admin, HELP + "?op=" + operation.id());
            softly.assertThat(page.status()).as(operation.id()).isEqualTo(200);
            operation.dialects().forEach(dialect -> {
                softly.assertThat(page.text()).as(operation.id()).contains("<h2>" + dialect.id() + "</h2>");
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
    void theOpenApiDocumentHasWhatTheQuickDialectServes() {
        var document = get(admin, "/openapi.json").json();

        assertThat(document.path("openapi").stringValue()).isEqualTo("3.1.0");
        assertThat(document.at("/paths/~1webapi~1v3~1sales~1customer~1add/post/operationId")
                        .stringValue())
                .isEqualTo("customer-add");
        assertThat(document.at("/paths/~1webapi~1v3~1store~1inventory~1InventorySummary/post/requestBody/content")
                        .toString())
                .contains("productid", "warehouseid");
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
