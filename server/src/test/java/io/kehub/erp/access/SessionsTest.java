package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.Problem;
import io.kehub.kernel.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.threeten.extra.MutableClock;

class SessionsTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final DataSource DATABASE = TestDatabase.fresh().dataSource();

    private final MutableClock clock = MutableClock.of(START, ZoneOffset.UTC);
    private final AccessTestKit kit = AccessTestKit.on(DATABASE, clock);
    private final Sessions sessions = kit.sessions();
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private UserId user = new UserId(1);

    @BeforeEach
    void oneUserWithoutSessions() {
        jdbc.sql("truncate erp_user, erp_session cascade").update();
        user = kit.users()
                .create(new NewUser("li", "李销售", Role.ADMINISTRATOR, "a good password"))
                .id();
    }

    @Test
    void aTokenIs256RandomBitsOfTheGivenGenerator() {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0xFB);
        RandomGenerator known = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0xFBFBFBFBFBFBFBFBL;
            }
        };

        var token = AccessTestKit.on(DATABASE, clock, PasswordHashing.by(AccessTestKit.cheapEncoder(), 1), known)
                .sessions()
                .open(user);

        assertThat(Base64.getUrlDecoder().decode(token.secret())).isEqualTo(bytes);
        assertThat(token.secret()).hasSize(43).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aSessionBelongsToItsUser() {
        var caller = sessions.find(sessions.open(user));

        assertThat(caller).contains(new Caller(user, "li", "李销售", Role.ADMINISTRATOR));
    }

    @Test
    void onlyTheHashOfTheTokenIsStored() {
        var token = sessions.open(user);
        var hash = HexFormat.of().formatHex(Sessions.sha256(token.secret()));

        var stored = jdbc.sql("select s::text from erp_session s")
                .query(String.class)
                .single();
        assertThat(stored).contains(hash).doesNotContain(token.secret());
        assertThat(token.toString()).doesNotContain(token.secret());
    }

    @Test
    void aSessionLivesTwoHoursFromItsLastUse() {
        var token = sessions.open(user);
        clock.add(Duration.ofHours(2).minusSeconds(1));
        assertThat(sessions.find(token)).isPresent();
        clock.add(Duration.ofHours(2).minusSeconds(1));
        assertThat(sessions.find(token)).isPresent();
        clock.add(Duration.ofHours(2));

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void aSessionSurvivesARestart() {
        var token = sessions.open(user);

        assertThat(AccessTestKit.on(DATABASE, clock).sessions().find(token)).isPresent();
    }

    @Test
    void theLastUseIsWrittenOnceAMinute() {
        var token = sessions.open(user);
        clock.add(Duration.ofSeconds(59));
        sessions.find(token);
        assertThat(lastUse()).isEqualTo(START);

        clock.add(Duration.ofSeconds(1));
        sessions.find(token);
        assertThat(lastUse()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void aTokenThatAClientChoseIsNeverAdopted() {
        for (var made :
                new String[] {"", "a", "x".repeat(43), "客".repeat(43), "\uD842".repeat(43), "x".repeat(1_000_000)}) {
            assertThat(sessions.find(new SessionToken(made))).isEmpty();
        }
        assertThat(count()).isZero();
    }

    @Test
    void aClosedSessionIsOverAndOthersGoOn() {
        var closed = sessions.open(user);
        var other = sessions.open(user);

        sessions.close(closed);
        sessions.close(new SessionToken("nobody's"));

        assertThat(sessions.find(closed)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void aUserWhoIsDisabledBehindOurBackIsNotLetIn() {
        var token = sessions.open(user);
        jdbc.sql("update erp_user set enabled = false").update();

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void onlyAnEnabledUserGetsASession() {
        assertThat(Problems.of(() -> sessions.open(new UserId(7)))).isInstanceOf(Problem.NotFound.class);
        jdbc.sql("update erp_user set enabled = false").update();
        assertThat(Problems.of(() -> sessions.open(user))).isInstanceOf(Problem.NotFound.class);
        assertThat(count()).isZero();
    }

    @Test
    void sessionsThatAreOverAreRemovedInPassing() {
        IntStream.range(0, 150).forEach(n -> sessions.open(user));
        clock.add(Duration.ofDays(2).plusHours(2));

        var first = sessions.open(user);
        assertThat(count()).isEqualTo(51);
        sessions.open(user);
        assertThat(count()).isEqualTo(2);
        assertThat(sessions.find(first)).isPresent();
    }

    @Test
    void tokensOfTheRealGeneratorDiffer() {
        var real = AccessTestKit.on(
                        DATABASE, clock, PasswordHashing.by(AccessTestKit.cheapEncoder(), 1), new SecureRandom())
                .sessions();

        assertThat(IntStream.range(0, 100).mapToObj(n -> real.open(user).secret()))
                .doesNotHaveDuplicates();
    }

    private Instant lastUse() {
        return jdbc.sql("select last_used_at from erp_session")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private long count() {
        return jdbc.sql("select count(*) from erp_session").query(Long.class).single();
    }

    @Test
    void aClockSetBackEndsNoSessionAndLetsNoneLiveLonger() {
        var used = sessions.open(user);
        var unused = sessions.open(user);
        clock.add(Duration.ofDays(-1));
        assertThat(sessions.find(used)).isPresent();

        clock.add(Duration.ofHours(1).plusMinutes(59));
        assertThat(sessions.find(used)).isPresent();
        clock.add(Duration.ofMinutes(1));
        assertThat(sessions.find(used)).isPresent();
        assertThat(sessions.find(unused)).isEmpty();
    }

    @Test
    void aProcessThatStartsAfterTheClockWasSetBackLetsNoSessionLiveLonger() {
        var unused = sessions.open(user);
        clock.add(Duration.ofDays(-30));
        var restarted = AccessTestKit.on(DATABASE, clock).sessions();
        restarted.open(user);

        clock.add(Duration.ofHours(2));

        assertThat(restarted.find(unused)).isEmpty();
    }

    @Test
    void aClockThatWasAheadForAWhileLosesNoSession() {
        var token = sessions.open(user);
        clock.add(Duration.ofDays(1));
        sessions.open(user);
        assertThat(sessions.find(token)).isEmpty();

        clock.add(Duration.ofDays(-1));

        assertThat(sessions.find(token)).isPresent();
    }
}
