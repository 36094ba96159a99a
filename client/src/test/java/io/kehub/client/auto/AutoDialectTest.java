package io.kehub.client.auto;

import static io.kehub.client.Failures.rejected;
import static io.kehub.client.Failures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kehub.client.Capability;
import io.kehub.client.Customer;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerQuery;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ScriptedErp;
import io.kehub.client.ScriptedErp.Reply;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class AutoDialectTest {
    private static final String OV1_LIST = "/sysa/mobilephone/salesmanage/custom/list.asp";
    private static final String NO_ROWS =
            "{\"header\": {\"status\": 0}, \"body\": {\"source\": {\"table\": {\"rows\": [], \"page\": {\"recordcount\": 0}}}}}";

    private ScriptedErp erp;
    private ErpClient client;

    @BeforeEach
    void start() throws IOException {
        erp = new ScriptedErp();
        client = ErpClient.builder(erp.uri())
                .dialect(Dialect.AUTO)
                .account("admin", "secret")
                .clock(MutableClock.of(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @Test
    void aNativeErpIsFoundAndRemembered() {
        erp.on(ScriptedErp.SIGN_IN, request -> header("0", "\"session\": \"s\""));
        erp.on(OV1_LIST, request -> Reply.json(NO_ROWS));
        assertThat(client.dialect()).isEqualTo(Dialect.AUTO);
        assertThat(client.capabilities().supports(Capability.RESERVE)).isFalse();

        client.list(CustomerQuery.all(), 1, 20).orElseThrow();
        client.list(CustomerQuery.all(), 1, 20).orElseThrow();

        assertThat(client.dialect()).isEqualTo(Dialect.OV1);
        assertThat(client.capabilities().supports(Capability.RESERVE)).isTrue();
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);
        assertThat(erp.requests(OV1_LIST)).hasSize(3);
    }

    @Test
    void anErpOfTheQuickReferenceIsFoundByItsAnswerToTheSignIn() {
        erp.on(
                ScriptedErp.SIGN_IN,
                request -> request.body().contains("datas")
                        ? Reply.refusal(400, "invalid_field", "user：必填")
                        : Reply.signedIn("KEHUB_SESSION=s1"));
        erp.on(ScriptedErp.LIST, request -> Reply.json(ScriptedErp.NO_CUSTOMERS));

        client.list(CustomerQuery.all(), 1, 20).orElseThrow();

        assertThat(client.dialect()).isEqualTo(Dialect.QUICK);
        assertThat(erp.requests(OV1_LIST)).isEmpty();
    }

    @Test
    void anErpThatSignsInNativelyButKnowsNoNativeListIsTriedInTheOtherDialect() {
        erp.on(
                ScriptedErp.SIGN_IN,
                request -> request.body().contains("datas")
                        ? header("0", "\"session\": \"s\"")
                        : Reply.signedIn("KEHUB_SESSION=s1"));
        erp.on(OV1_LIST, request -> Reply.of(404, "list.asp 找不到对应处理程序", Map.of()));
        erp.on(ScriptedErp.LIST, request -> Reply.json(ScriptedErp.NO_CUSTOMERS));
        client.list(CustomerQuery.all(), 1, 20).orElseThrow();
        assertThat(client.dialect()).isEqualTo(Dialect.QUICK);
    }

    @Test
    void aRejectedSignInIsReportedAndNotTriedInAnotherDialect() {
        erp.on(ScriptedErp.SIGN_IN, request -> header("2", "\"message\": \"用户名或密码错误\""));
        for (int call = 0; call < 5; call++) {
            assertThat(rejected(client.list(CustomerQuery.all(), 1, 20)).reason())
                    .isEqualTo(Reason.UNAUTHENTICATED);
        }
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);
        assertThat(client.dialect()).isEqualTo(Dialect.AUTO);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 503})
    void anErpInTroubleIsTakenForNoneAndNothingIsWritten(int status) {
        erp.on(ScriptedErp.SIGN_IN, request -> header("0", "\"session\": \"s\""));
        erp.on(OV1_LIST, request -> Reply.of(status, "<html>维护中</html>", Map.of()));
        unreachable(client.add(Customer.named("甲", CustomerKind.COMPANY).build()));
        assertThat(client.dialect()).isEqualTo(Dialect.AUTO);

        erp.on(OV1_LIST, request -> Reply.json(NO_ROWS));
        client.list(CustomerQuery.all(), 1, 20).orElseThrow();
        assertThat(client.dialect()).isEqualTo(Dialect.OV1);
    }

    @Test
    void aSessionBelongsToOneDialect() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ErpClient.builder(erp.uri())
                        .dialect(Dialect.AUTO)
                        .session(() -> "s1")
                        .build());
    }

    private static Reply header(String status, String more) {
        return Reply.json("{\"header\": {\"status\": " + status + ", " + more + "}, \"body\": {}}");
    }
}
