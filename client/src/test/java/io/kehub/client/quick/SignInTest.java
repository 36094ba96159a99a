package io.kehub.client.quick;

import static io.kehub.client.Failures.rejected;
import static io.kehub.client.Failures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.Customer;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerPage;
import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.ScriptedErp;
import io.kehub.client.ScriptedErp.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class SignInTest {
    private static final int THREADS = 24;

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private ScriptedErp erp;
    private ErpClient client;

    @BeforeEach
    void start() throws IOException {
        erp = new ScriptedErp().signsInEverybody();
        erp.on(ScriptedErp.LIST, request -> Reply.json(ScriptedErp.NO_CUSTOMERS));
        client = ErpClient.builder(erp.uri())
                .account("admin", "secret")
                .clock(clock)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @Test
    void nothingIsSentBeforeTheFirstCall() {
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).isEmpty();
    }

    @Test
    void theFirstCallSignsInAndTheNextUseTheSameSession() {
        list().orElseThrow();
        list().orElseThrow();

        assertThat(erp.requests(ScriptedErp.SIGN_IN)).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo("{\"user\":\"admin\",\"password\":\"secret\"}");
            assertThat(request.contentType()).isEqualTo("application/json; charset=utf-8");
            assertThat(request.cookie()).isEmpty();
        });
        assertThat(erp.requests(ScriptedErp.LIST))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.cookie()).isEqualTo("KEHUB_SESSION=s1"));
    }

    @Test
    void aSessionCookieOfAnyNameIsUsed() {
        erp.on(ScriptedErp.SIGN_IN, request -> Reply.signedIn("ASP.NET_SessionId=abc"));
        list().orElseThrow();
        assertThat(erp.requests(ScriptedErp.LIST).getFirst().cookie()).isEqualTo("ASP.NET_SessionId=abc");
    }

    @Test
    void aCookieThatTheErpChangesLaterIsUsed() {
        erp.on(
                ScriptedErp.LIST,
                request -> Reply.of(200, ScriptedErp.NO_CUSTOMERS, Map.of("Set-Cookie", "KEHUB_SESSION=next; Path=/")));
        list().orElseThrow();
        list().orElseThrow();
        assertThat(erp.requests(ScriptedErp.LIST))
                .extracting(ScriptedErp.Request::cookie)
                .containsExactly("KEHUB_SESSION=s1", "KEHUB_SESSION=next");
    }

    @Test
    void manyThreadsThatFindNoSessionSignInOnce() throws Exception {
        inManyThreads(() -> list().orElseThrow());
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);
    }

    @Test
    void manyThreadsWithAnExpiredSessionSignInOnceAndAllSucceed() throws Exception {
        onlyTakes("KEHUB_SESSION=s1", Reply.refusal(401, "no_session", "会话已过期"));
        list().orElseThrow();
        onlyTakes("KEHUB_SESSION=s2", Reply.refusal(401, "no_session", "会话已过期"));

        inManyThreads(() -> list().orElseThrow());

        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(2);
    }

    @Test
    void aThreadWithAnExpiredSessionUsesTheOneThatAnotherThreadOpened() throws Exception {
        list().orElseThrow();
        var late = new CountDownLatch(1);
        var renewed = new CountDownLatch(1);
        var deadCalls = new AtomicInteger();
        erp.on(ScriptedErp.LIST, request -> {
            if (request.cookie().equals("KEHUB_SESSION=s2")) {
                return Reply.json(ScriptedErp.NO_CUSTOMERS);
            }
            if (deadCalls.incrementAndGet() == 1) {
                late.countDown();
                awaitQuietly(renewed);
            }
            return Reply.refusal(401, "no_session", "会话已过期");
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lateCall = threads.submit(() -> list().orElseThrow());
            late.await();
            list().orElseThrow();
            renewed.countDown();
            lateCall.get();
        }

        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(2);
    }

    @Test
    void anExpiredSessionAtHttp200IsDetectedAndTheCallIsRepeatedOnce() {
        onlyTakes("KEHUB_SESSION=s2", Reply.refusal(200, "no_session", "请先登录"));
        list().orElseThrow();
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(2);
        assertThat(erp.requests(ScriptedErp.LIST)).hasSize(2);
    }

    @Test
    void anExpiredSessionIsDetectedByTheStatusAlone() {
        onlyTakes("KEHUB_SESSION=s2", Reply.of(401, "<html>login</html>", Map.of()));
        list().orElseThrow();
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(2);
    }

    @Test
    void aSessionThatIsRefusedAfterRenewalEndsTheCall() {
        onlyTakes("none", Reply.refusal(401, "no_session", "会话已过期"));

        assertThat(rejected(list()).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(erp.requests(ScriptedErp.LIST)).hasSize(2);
    }

    @Test
    void aWrongPasswordIsNotTriedAgainUntilFiveMinutesHavePassed() {
        erp.on(ScriptedErp.SIGN_IN, request -> Reply.refusal(401, "wrong_password", "用户名或密码不正确"));

        for (int call = 0; call < 10; call++) {
            var rejected = rejected(list());
            assertThat(rejected.message()).isEqualTo("用户名或密码不正确");
            assertThat(rejected.code()).isEqualTo("wrong_password");
            assertThat(rejected.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        }
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);

        clock.add(Duration.ofMinutes(4));
        assertThat(rejected(list()).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);

        clock.add(Duration.ofMinutes(1));
        erp.signsInEverybody();
        list().orElseThrow();
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(2);
    }

    /** Otherwise a delivery would take it for a fault of its record. */
    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 409})
    void aRejectedSignInIsNeverReportedAsARejectionOfTheCall(int status) {
        erp.on(ScriptedErp.SIGN_IN, request -> Reply.refusal(status, "", "用户名或密码不正确"));
        assertThat(rejected(list()).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(rejected(list()).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);
    }

    @Test
    void manyThreadsWithAWrongPasswordTryItOnce() throws Exception {
        erp.on(ScriptedErp.SIGN_IN, request -> Reply.refusal(401, "wrong_password", "用户名或密码不正确"));
        inManyThreads(() -> rejected(list()));
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);
    }

    @Test
    void aDemandedCaptchaStopsSigningInUntilAPersonActs() {
        erp.on(ScriptedErp.SIGN_IN, request -> Reply.refusal(200, "", "登录失败次数过多，请输入验证码"));
        for (int call = 0; call < 5; call++) {
            assertThat(rejected(list()).reason()).isEqualTo(Reason.CAPTCHA_REQUIRED);
            clock.add(Duration.ofHours(4));
        }
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);

        erp.signsInEverybody();
        client.retrySignIn();
        list().orElseThrow();
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(2);
    }

    @Test
    void aLockedAccountIsLeftAloneForAsLongAsTheErpAsked() {
        erp.on(
                ScriptedErp.SIGN_IN,
                request -> Reply.of(
                        429,
                        "{\"success\":false,\"message\":\"已锁定\",\"data\":{\"code\":\"locked\",\"errors\":[]}}",
                        Map.of("Retry-After", "900")));

        assertThat(rejected(list()).retryAfter()).isEqualTo(Duration.ofMinutes(15));
        clock.add(Duration.ofMinutes(14));
        assertThat(rejected(list()).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(1);
    }

    @Test
    void aFailedSignInMeansThatTheAddWasNotSent() {
        for (var answer : new Reply[] {
            Reply.of(500, "<html>error</html>", Map.of()),
            Reply.of(200, "", Map.of()),
            Reply.json("{\"success\":true,\"message\":\"没有 Cookie\",\"data\":{}}")
        }) {
            erp.on(ScriptedErp.SIGN_IN, request -> answer);
            unreachable(client.add(Customer.named("张三公司", CustomerKind.COMPANY).build()));
        }
        assertThat(erp.requests(ScriptedErp.ADD)).isEmpty();
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).hasSize(3);
    }

    @Test
    void aSessionFromElsewhereIsAskedForAgainWhenItIsOver() {
        onlyTakes("LIVE=two; node=b", Reply.refusal(401, "no_session", "会话已过期"));
        var sessions = new AtomicInteger();
        try (var visitor = ErpClient.builder(erp.uri())
                .session(() -> sessions.incrementAndGet() == 1 ? "LIVE=one" : "LIVE=two; node=b")
                .build()) {
            visitor.list(CustomerQuery.all(), 1, 20).orElseThrow();
        }
        assertThat(sessions).hasValue(2);
        assertThat(erp.requests(ScriptedErp.SIGN_IN)).isEmpty();
    }

    @Test
    void aSupplierWithoutASessionMeansThatNothingWasSent() {
        for (var useless : new String[] {"", "no pair", "NAME=line\nbreak"}) {
            try (var visitor =
                    ErpClient.builder(erp.uri()).session(() -> useless).build()) {
                var failure = unreachable(visitor.list(CustomerQuery.all(), 1, 20));
                assertThat(failure.toString()).doesNotContain("break");
            }
        }
        assertThat(erp.requests(ScriptedErp.LIST)).isEmpty();
    }

    @Test
    void nothingSecretIsInAnyText() {
        list().orElseThrow();
        var session = Session.ofHeader("KEHUB_SESSION=topsecret");
        assertThat(client.toString()).contains("127.0.0.1").doesNotContain("secret");
        assertThat(session.toString()).contains("KEHUB_SESSION").doesNotContain("topsecret");
    }

    private ErpResult<CustomerPage> list() {
        return client.list(CustomerQuery.all(), 1, 20);
    }

    private void onlyTakes(String cookie, Reply otherwise) {
        erp.on(
                ScriptedErp.LIST,
                request -> request.cookie().equals(cookie) ? Reply.json(ScriptedErp.NO_CUSTOMERS) : otherwise);
    }

    private static void inManyThreads(Runnable call) throws Exception {
        var barrier = new CyclicBarrier(THREADS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (int thread = 0; thread < THREADS; thread++) {
                calls.add(threads.submit(() -> {
                    barrier.await();
                    call.run();
                    return null;
                }));
            }
            for (var each : calls) {
                each.get();
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
