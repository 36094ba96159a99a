package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.kehub.database.TestDatabase;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.threeten.extra.MutableClock;

class SignInTest {

    private static final String PASSWORD = "right password";
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final HikariDataSource DATABASE = pool();

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-23T04:00:00.123456789Z"), ZoneOffset.UTC);
    private final CountingEncoder encoder = new CountingEncoder();
    private final AccessTestKit kit = kit(2);
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);

    @BeforeEach
    void oneUserWhoNeverTriedToSignIn() {
        jdbc.sql("truncate erp_user, erp_session, sign_in_tries cascade").update();
        kit.users().create(new NewUser("Li.Xiao", "李销售", Role.SALES, PASSWORD));
    }

    @AfterAll
    static void closePool() {
        DATABASE.close();
    }

    @Test
    void theRightPasswordOpensASession() {
        var signedIn = kit.signIn().signIn("Li.Xiao", PASSWORD);

        assertThat(signedIn.caller().login()).isEqualTo("Li.Xiao");
        assertThat(signedIn.caller().name()).isEqualTo("李销售");
        assertThat(signedIn.caller().role()).isEqualTo(Role.SALES);
        assertThat(kit.sessions().find(signedIn.token())).contains(signedIn.caller());
        assertThat(signedIn.toString()).doesNotContain(signedIn.token().secret());
    }

    @Test
    void theLoginIsReadWithoutRegardToCaseAndWidth() {
        assertThat(kit.signIn().signIn("ｌｉ.XIAO", PASSWORD).caller().name()).isEqualTo("李销售");
    }

    @Test
    void thePasswordIsReadWithRegardToCase() {
        assertThat(refusal("li.xiao", "Right password").code()).isEqualTo("wrong_credentials");
    }

    @Test
    void aWrongPasswordIsToldHowManyTriesAreLeftAndTheFifthThatSignInIsClosed() {
        for (var left = 4; left >= 1; left--) {
            assertThat(refusal("li.xiao", "wrong"))
                    .isEqualTo(new Problem.Unauthenticated(
                            "wrong_credentials", "用户名或密码错误，再错 " + left + " 次将暂停该用户登录 15 分钟"));
        }

        assertThat(refusal("li.xiao", "wrong")).isEqualTo(closedFor("15 分钟", QUARTER));
        assertThat(encoder.verifications()).isEqualTo(5);
    }

    @Test
    void whileClosedEvenTheRightPasswordIsRefusedWithoutBeingVerified() {
        closeSignIn("li.xiao");
        clock.add(Duration.ofMinutes(14).plusSeconds(1));

        assertThat(refusal("LI.XIAO", PASSWORD)).isEqualTo(closedFor("59 秒", Duration.ofSeconds(59)));
        assertThat(encoder.verifications()).isEqualTo(5);
        assertThat(sessionCount()).isZero();
    }

    @Test
    void theRefusalNamesAWaitThatIsLongEnough() {
        closeSignIn("li.xiao");
        clock.add(Duration.ofSeconds(1));

        assertThat(refusal("li.xiao", PASSWORD)).isEqualTo(closedFor("15 分钟", QUARTER.minusSeconds(1)));
    }

    @Test
    void signInOpensAgainAfterFifteenMinutesWithFiveNewTries() {
        closeSignIn("li.xiao");
        clock.add(QUARTER);

        assertThat(refusal("li.xiao", "wrong").message()).contains("再错 4 次");
        assertThat(kit.signIn().signIn("li.xiao", PASSWORD).caller().login()).isEqualTo("Li.Xiao");
    }

    @Test
    void triesWhileClosedDoNotCloseItForLonger() {
        closeSignIn("li.xiao");
        clock.add(Duration.ofMinutes(10));
        IntStream.range(0, 7).forEach(n -> refusal("li.xiao", "wrong"));
        clock.add(Duration.ofMinutes(5));

        assertThat(kit.signIn().signIn("li.xiao", PASSWORD).caller().login()).isEqualTo("Li.Xiao");
    }

    @Test
    void theRightPasswordMakesEarlierWrongOnesForgotten() {
        IntStream.range(0, 4).forEach(n -> refusal("li.xiao", "wrong"));
        kit.signIn().signIn("li.xiao", PASSWORD);

        assertThat(refusal("li.xiao", "wrong").message()).contains("再错 4 次");
    }

    @Test
    void wrongPasswordsCountForFifteenMinutesEach() {
        refusal("li.xiao", "wrong");
        clock.add(Duration.ofMinutes(10));
        IntStream.range(0, 3).forEach(n -> refusal("li.xiao", "wrong"));
        clock.add(Duration.ofMinutes(5));

        assertThat(refusal("li.xiao", "wrong").message()).contains("再错 1 次");
        assertThat(refusal("li.xiao", "wrong").code()).isEqualTo("sign_in_closed");
    }

    @Test
    void theCountIsSharedByEveryProcessOnTheDatabase() {
        IntStream.range(0, 4).forEach(n -> refusal("li.xiao", "wrong"));
        var otherProcess = kit(2);

        assertThat(Problems.of(() -> otherProcess.signIn().signIn("li.xiao", "wrong")))
                .isEqualTo(closedFor("15 分钟", QUARTER));
        assertThat(refusal("li.xiao", PASSWORD)).isEqualTo(closedFor("15 分钟", QUARTER));
    }

    @Test
    void aLockedSignInDoesNotAffectOtherUsers() {
        kit.users().create(new NewUser("wang", "王销售", Role.SALES, PASSWORD));
        closeSignIn("li.xiao");

        assertThat(kit.signIn().signIn("wang", PASSWORD).caller().login()).isEqualTo("wang");
    }

    @Test
    void whoCannotSignInIsAnsweredAndTimedExactlyLikeAWrongPassword() {
        kit.users().serviceAccount("kehub-sync", "同步");
        var disabled = kit.users().create(new NewUser("left", "离职", Role.SALES, PASSWORD));
        kit.users().enable(disabled.id(), false);
        var wrongPassword = answersOf("li.xiao", "wrong");

        for (var login : List.of("unknown", "kehub-sync", "left", "", "x".repeat(1_000_000), "nul\0", "\uD842")) {
            // logins that nobody can have are counted as one
            jdbc.sql("truncate sign_in_tries").update();
            assertThat(answersOf(login, PASSWORD)).isEqualTo(wrongPassword);
        }
    }

    /** Six answers in a row, each with the number of verifications and hashings it cost. */
    private List<String> answersOf(String login, String password) {
        return IntStream.range(0, 6)
                .mapToObj(n -> {
                    var before = encoder.verifications();
                    var hashedBefore = encoder.hashings();
                    var problem = refusal(login, password);
                    return problem + " verified " + (encoder.verifications() - before) + ", hashed "
                            + (encoder.hashings() - hashedBefore);
                })
                .toList();
    }

    @Test
    void aHundredGuessesAtOnceAreNotVerifiedMoreThanFiveTimes() throws Exception {
        var open = kit(100);
        var refused = new CountDownLatch(95);
        encoder.beforeVerification(() -> await(refused));

        List<Problem> answers;
        try (var threads = Executors.newFixedThreadPool(100)) {
            var guesses = IntStream.range(0, 100)
                    .mapToObj(n -> threads.submit(() -> {
                        var problem = Problems.of(() -> open.signIn().signIn("li.xiao", "guess " + n));
                        refused.countDown();
                        return problem;
                    }))
                    .toList();
            answers = guesses.stream().map(SignInTest::answer).toList();
        }

        assertThat(encoder.verifications()).isEqualTo(5);
        assertThat(answers)
                .filteredOn(a -> a.code().equals("sign_in_under_way"))
                .hasSize(95);
        assertThat(answers)
                .filteredOn(a -> a.code().equals("wrong_credentials"))
                .hasSize(4);
        assertThat(answers).filteredOn(a -> a.code().equals("sign_in_closed")).hasSize(1);
        assertThat(refusal("li.xiao", PASSWORD).code()).isEqualTo("sign_in_closed");
    }

    @Test
    void aHundredGuessesThatWaitTheirTurnAreNotVerifiedMoreThanFiveTimes() {
        List<Problem> answers;
        try (var threads = Executors.newFixedThreadPool(100)) {
            answers =
                    IntStream.range(0, 100)
                            .mapToObj(n -> threads.submit(() -> refusal("li.xiao", "guess " + n)))
                            .toList()
                            .stream()
                            .map(SignInTest::answer)
                            .toList();
        }

        assertThat(encoder.verifications()).isEqualTo(5);
        assertThat(answers)
                .filteredOn(a -> a.code().equals("wrong_credentials"))
                .hasSize(4);
    }

    @Test
    void manyRightPasswordsAtOnceAllComeIn() {
        try (var threads = Executors.newFixedThreadPool(30)) {
            var tokens = IntStream.range(0, 30)
                    .mapToObj(n -> threads.submit(
                            () -> kit.signIn().signIn("li.xiao", PASSWORD).token()))
                    .toList()
                    .stream()
                    .map(SignInTest::answer)
                    .toList();
            assertThat(tokens).doesNotHaveDuplicates().hasSize(30);
        }
        assertThat(triesCount()).isZero();
    }

    @Test
    void aTryThatWasCutOffCountsAsWrong() {
        encoder.beforeVerification(() -> {
            throw new IllegalStateException("the process ends here");
        });
        assertThatThrownBy(() -> kit.signIn().signIn("li.xiao", PASSWORD)).isInstanceOf(IllegalStateException.class);
        encoder.beforeVerification(() -> {});
        clock.add(Duration.ofMinutes(1));

        assertThat(refusal("li.xiao", "wrong").message()).contains("再错 3 次");
    }

    @Test
    void aPasswordThatIsChangedWhileItIsVerifiedOpensNothing() {
        var id = kit.users().list(new PageRequest(1, 1)).items().getFirst().id();
        encoder.beforeVerification(() -> {
            encoder.beforeVerification(() -> {});
            kit.users().changePassword(id, "another password");
        });

        assertThat(refusal("li.xiao", PASSWORD).code()).isEqualTo("wrong_credentials");
        assertThat(sessionCount()).isZero();
    }

    @Test
    void aUserWhoIsDisabledWhileThePasswordIsVerifiedDoesNotComeIn() {
        var id = kit.users().list(new PageRequest(1, 1)).items().getFirst().id();
        encoder.beforeVerification(() -> kit.users().enable(id, false));

        assertThat(refusal("li.xiao", PASSWORD).code()).isEqualTo("wrong_credentials");
        assertThat(sessionCount()).isZero();
    }

    @Test
    void aWeakHashIsUpgradedOnSignIn() {
        var weak = new Argon2PasswordEncoder(16, 32, 1, 32, 1).encode(PASSWORD);
        jdbc.sql("update erp_user set password_hash = :weak")
                .param("weak", weak)
                .update();

        kit.signIn().signIn("li.xiao", PASSWORD);
        var better = storedHash();
        kit.signIn().signIn("li.xiao", PASSWORD);

        assertThat(better).contains("m=64").isEqualTo(storedHash());
    }

    @Test
    void nothingIsKeptOfLoginsThatWereTriedLongAgo() {
        IntStream.range(0, 20).forEach(n -> refusal("junk " + n, "wrong"));
        assertThat(triesCount()).isEqualTo(20);
        clock.add(QUARTER);

        refusal("one more", "wrong");

        assertThat(triesCount()).isEqualTo(1);
    }

    @Test
    void whatWasTypedAsLoginIsNotStored() {
        refusal("my secret password by mistake", "wrong");

        assertThat(jdbc.sql("select t::text from sign_in_tries t")
                        .query(String.class)
                        .single())
                .doesNotContain("secret");
    }

    private Problem refusal(String login, String password) {
        return Problems.of(() -> kit.signIn().signIn(login, password));
    }

    private void closeSignIn(String login) {
        IntStream.range(0, 5).forEach(n -> refusal(login, "wrong"));
    }

    private static Problem closedFor(String spoken, Duration wait) {
        return new Problem.TooManyRequests("sign_in_closed", "密码在 15 分钟内输错 5 次，该用户已暂停登录，请 " + spoken + "后再试", wait);
    }

    private String storedHash() {
        return jdbc.sql("select password_hash from erp_user where text_key(login) = 'li.xiao'")
                .query(String.class)
                .single();
    }

    private long sessionCount() {
        return jdbc.sql("select count(*) from erp_session").query(Long.class).single();
    }

    private long triesCount() {
        return jdbc.sql("select count(*) from sign_in_tries").query(Long.class).single();
    }

    private AccessTestKit kit(int atOnce) {
        return AccessTestKit.on(DATABASE, clock, PasswordHashing.by(encoder, atOnce), new SecureRandom());
    }

    private static <T> T answer(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HikariDataSource pool() {
        var pool = new HikariDataSource();
        pool.setDataSource(TestDatabase.fresh().dataSource());
        pool.setMaximumPoolSize(8);
        return pool;
    }

    @Test
    void aClosedSignInOpensAtTheLatestAfterFifteenMinutesWhenTheClockIsSetBackADay() {
        closeSignIn("li.xiao");
        clock.add(Duration.ofDays(-1));

        assertThat(kit.signIn().signIn("li.xiao", PASSWORD).caller().login()).isEqualTo("Li.Xiao");
    }

    @Test
    void theShownWaitIsNeverLongerThanTheLock() {
        closeSignIn("li.xiao");
        clock.add(Duration.ofSeconds(-4));

        assertThat(refusal("li.xiao", PASSWORD)).isEqualTo(closedFor("15 分钟", QUARTER));
    }

    @Test
    void wrongPasswordsAreForgottenAfterTheClockIsSetBack() {
        IntStream.range(0, 4).forEach(n -> refusal("li.xiao", "wrong"));
        clock.add(Duration.ofHours(-8));

        assertThat(refusal("li.xiao", "wrong").message()).contains("再错 4 次");
        IntStream.range(0, 4).forEach(n -> refusal("li.xiao", "wrong"));
        assertThat(refusal("li.xiao", PASSWORD).code()).isEqualTo("sign_in_closed");
    }

    @Test
    void triesFromTheFutureAreRemovedInPassing() {
        IntStream.range(0, 5).forEach(n -> refusal("login" + n, "wrong"));
        clock.add(Duration.ofDays(-1));

        kit.signIn().signIn("li.xiao", PASSWORD);

        assertThat(triesCount()).isZero();
    }
}
