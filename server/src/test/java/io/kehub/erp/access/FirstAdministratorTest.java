package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.threeten.extra.MutableClock;

class FirstAdministratorTest {

    private static final DataSource DATABASE = TestDatabase.fresh().dataSource();

    private final AccessTestKit kit =
            AccessTestKit.on(DATABASE, MutableClock.of(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC));
    private final FirstAdministrator first = kit.firstAdministrator();

    @BeforeEach
    void nobody() {
        JdbcClient.create(DATABASE)
                .sql("truncate erp_user, erp_session, sign_in_tries cascade")
                .update();
    }

    @Test
    void theFirstStartMakesOneAdministratorWithARandomPassword() {
        var password = first.ensure(null).orElseThrow();

        assertThat(password).hasSizeGreaterThanOrEqualTo(20).doesNotContainPattern("[0Oo1IlioS5B8Z2]");
        var caller = kit.signIn().signIn("admin", password).caller();
        assertThat(caller.name()).isEqualTo("管理员");
        assertThat(caller.isAdministrator()).isTrue();
    }

    @Test
    void theRandomPasswordIsShownOnce() {
        var shown = first.ensure(null);

        assertThat(shown).isPresent();
        assertThat(first.ensure(null)).isEmpty();
    }

    @Test
    void everyRandomPasswordIsAnother() {
        var before = first.ensure(null);
        nobody();

        assertThat(first.ensure(null)).isPresent().isNotEqualTo(before);
    }

    @Test
    void aConfiguredPasswordIsUsedAndNeverPrinted() {
        assertThat(first.ensure("given password")).isEmpty();

        assertThat(kit.signIn().signIn("admin", "given password").caller().isAdministrator())
                .isTrue();
    }

    @Test
    void aShortPasswordIsRefusedByTheNameOfItsSetting() {
        assertThat(Problems.of(() -> first.ensure("1234567")))
                .isEqualTo(Problem.Invalid.field("KEHUB_ADMIN_PASSWORD", "密码太短：共 7 个字", "8 至 128 个字"));
        assertThat(kit.users().list(new PageRequest(1, 20)).total()).isZero();
    }

    @Test
    void anExistingAdministratorIsLeftAsItIs() {
        first.ensure("the old password");

        assertThat(first.ensure("another password")).isEmpty();
        assertThat(first.ensure("short")).isEmpty();

        assertThat(kit.signIn().signIn("admin", "the old password").caller().isAdministrator())
                .isTrue();
        assertThat(kit.users().list(new PageRequest(1, 20)).total()).isEqualTo(1);
    }

    @Test
    void anAdministratorOfAnotherNameIsEnough() {
        kit.users().create(new NewUser("boss", "老板", Role.ADMINISTRATOR, "a good password"));

        assertThat(first.ensure(null)).isEmpty();
        assertThat(kit.users().list(new PageRequest(1, 20)).total()).isEqualTo(1);
    }

    @Test
    void aSalesUserNamedAdminDoesNotBecomeAnAdministrator() {
        kit.users().create(new NewUser("Admin", "某人", Role.SALES, "a good password"));

        assertThat(Problems.of(() -> first.ensure(null))).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void processesThatStartAtOnceMakeOneAdministratorAndOneShowsThePassword() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var shown = threads
                    .invokeAll(IntStream.range(0, 8)
                            .<Callable<Optional<String>>>mapToObj(n ->
                                    () -> AccessTestKit.on(DATABASE, MutableClock.of(Instant.EPOCH, ZoneOffset.UTC))
                                            .firstAdministrator()
                                            .ensure(null))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .flatMap(Optional::stream)
                    .toList();

            assertThat(shown).hasSize(1);
            assertThat(kit.signIn().signIn("admin", shown.getFirst()).caller().isAdministrator())
                    .isTrue();
        }
        assertThat(kit.users().list(new PageRequest(1, 20)).total()).isEqualTo(1);
    }
}
