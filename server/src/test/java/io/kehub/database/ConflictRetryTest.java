package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class ConflictRetryTest {

    private final HikariDataSource pool = new HikariDataSource();
    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void connect() {
        pool.setDataSource(TestDatabase.empty().dataSource());
        var configuration = new DatabaseConfiguration();
        jdbc = configuration.jdbcClient(pool);
        transaction = new TransactionTemplate(configuration.transactionManager(pool));
        jdbc.sql("create table account (id int primary key, amount int not null)")
                .update();
        jdbc.sql("create sequence attempt").update();
        jdbc.sql("insert into account values (1, 0), (2, 0)").update();
    }

    @AfterEach
    void disconnect() {
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serializable", "repeatable read"})
    void noUpdateIsLostWhereTransactionsConflict(String isolation) {
        var strict = new TransactionTemplate(new DatabaseConfiguration().transactionManager(pool));
        strict.setIsolationLevelName("ISOLATION_" + isolation.toUpperCase().replace(' ', '_'));

        atOnce(
                8,
                () -> strict.executeWithoutResult(status -> {
                    var amount = jdbc.sql("select amount from account where id = 1")
                            .query(Integer.class)
                            .single();
                    jdbc.sql("update account set amount = :amount where id = 1")
                            .param("amount", amount + 1)
                            .update();
                }));

        assertThat(amount(1)).isEqualTo(8);
    }

    @Test
    void bothOfTwoThatLockInOppositeOrderSucceed() {
        var bothHoldOne = new CountDownLatch(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var first : new int[] {1, 2}) {
                threads.submit(() -> transaction.executeWithoutResult(status -> {
                    raise(first);
                    bothHoldOne.countDown();
                    await(bothHoldOne);
                    raise(3 - first);
                }));
            }
        }

        assertThat(amount(1)).isEqualTo(2);
        assertThat(amount(2)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aSingleStatementIsRepeated(String state) {
        failing(state, 2);

        assertThat(jdbc.sql("update account set amount = 7 where id = 1").update())
                .isOne();
        assertThat(amount(1)).isEqualTo(7);
    }

    @Test
    void theOutermostTransactionIsRepeatedAsAWhole() {
        failing("40001", 2);

        transaction.executeWithoutResult(outer -> {
            jdbc.sql("insert into account values (3, 0)").update();
            transaction.executeWithoutResult(inner -> raise(1));
        });

        assertThat(amount(1)).isEqualTo(1);
        assertThat(amount(3)).isZero();
    }

    @Test
    void aNestedNewTransactionIsRepeatedAlone() {
        failing("40P01", 1);
        var own = new TransactionTemplate(new DatabaseConfiguration().transactionManager(pool));
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction.executeWithoutResult(outer -> own.executeWithoutResult(inner -> raise(2)));

        assertThat(amount(2)).isEqualTo(1);
    }

    @Test
    void whatConflictsEveryTimeIsUnavailableAndChangesNothing() {
        failing("40001", 1_000);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> raise(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem())
                                .isInstanceOf(Problem.Unavailable.class)
                                .returns("concurrent_change", Problem::code));
        assertThat(amount(1)).isZero();
    }

    @Test
    void otherFailuresAreThrownAtOnceAndAsTheyAre() {
        failing("23514", 1);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> raise(1)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(attempts()).isOne();
    }

    /** The next updates fail with this SQLSTATE; the sequence that counts them survives their rollback. */
    private void failing(String state, int times) {
        new JdbcTemplate(pool).execute("""
                create function fail() returns trigger language plpgsql as $$
                begin
                    if nextval('attempt') <= %d then
                        raise exception using errcode = '%s';
                    end if;
                    return new;
                end $$;
                create trigger failing before update on account for each row execute function fail()
                """.formatted(times, state));
    }

    private long attempts() {
        return jdbc.sql("select last_value from attempt").query(Long.class).single();
    }

    private void raise(int id) {
        jdbc.sql("update account set amount = amount + 1 where id = :id")
                .param("id", id)
                .update();
    }

    private int amount(int id) {
        return jdbc.sql("select amount from account where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private static void atOnce(int callers, Runnable work) {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            IntStream.range(0, callers)
                    .mapToObj(caller -> threads.submit(work))
                    .toList()
                    .forEach(done -> {
                        try {
                            done.get();
                        } catch (Exception failure) {
                            throw new AssertionError(failure);
                        }
                    });
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
