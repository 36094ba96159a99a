package io.kehub.sync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.threeten.extra.MutableClock;

@ResourceLock(OutboxFixture.SHARED_DATABASE)
class OutboxTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Content FILED = new Content(1, "{\"name\": \"张三公司\"}");
    private static final Content SENT = new Content(2, "{\"name\": \"张三有限公司\"}");
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final DataSource database = OutboxFixture.emptyDatabase();

    private final MutableClock clock = MutableClock.of(START, ZoneOffset.UTC);
    private final List<Object> published = new ArrayList<>();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Outbox outbox = OutboxFixture.outbox(database, published::add, clock);

    @Test
    void aDeliveryIsAddedInTheCallersTransactionOrNotAtAll() {
        transaction.executeWithoutResult(status -> {
            outbox.append(delivery("1"));
            status.setRollbackOnly();
        });
        assertThat(outbox.list(null, null, 10)).isEmpty();
        assertThat(published).isEmpty();

        transaction.executeWithoutResult(status -> {
            outbox.append(delivery("1"));
            assertThat(published).isEmpty();
        });
        assertThat(outbox.list(null, null, 10)).hasSize(1);
        assertThat(published).containsExactly(new DeliveriesWaiting());
    }

    @Test
    void withoutATransactionNothingIsAppended() {
        assertThatThrownBy(() -> outbox.append(delivery("1"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void theSameOperationOfASubjectIsAppendedOnce() {
        assertThat(append("1")).isTrue();
        assertThat(append("1")).isFalse();
        assertThat(outbox.list(null, null, 10)).hasSize(1);
    }

    @Test
    void theLongestDueIsClaimedFirst() {
        append("1");
        clock.add(Duration.ofSeconds(1));
        append("2");
        clock.add(Duration.ofSeconds(1));
        append("3");

        assertThat(subjects(outbox.claim(2, "a", LEASE))).containsExactly("1", "2");
        assertThat(subjects(outbox.claim(2, "a", LEASE))).containsExactly("3");
        assertThat(outbox.claim(2, "a", LEASE)).isEmpty();
    }

    @Test
    void aDeliveryKeepsWhatWasMappedLast() {
        append("1");
        assertThat(outbox.list(null, null, 1).getFirst())
                .extracting(Delivery::profile, Delivery::content)
                .containsExactly("quick", FILED);

        var claim = claimOne("a");
        var sending = outbox.markSending(claim, LEASE, SENT, List.of());
        assertThat(sending.delivery().content()).isEqualTo(SENT);
        outbox.unknown(claim, "超时", null, clock.instant(), List.of());
        assertThat(outbox.find(claim.delivery().id()).orElseThrow().content()).isEqualTo(SENT);

        var agreed = new Content(3, "{\"name\": \"张三集团\"}");
        outbox.confirm(claimOne("a"), "77", agreed, List.of());
        assertThat(outbox.find(claim.delivery().id()).orElseThrow().content()).isEqualTo(agreed);
    }

    @Test
    void whatIsNotDueIsNotClaimed() {
        append("1");
        var claim = claimOne("a");
        outbox.retryLater(claim, "ERP 连接不上", clock.instant().plusSeconds(5), List.of());

        assertThat(outbox.claim(1, "a", LEASE)).isEmpty();
        clock.add(Duration.ofSeconds(5));
        var again = claimOne("a").delivery();
        assertThat(again.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(again.schedule().failures()).isEqualTo(1);
        assertThat(again.result().reason()).isEqualTo("ERP 连接不上");
    }

    @Test
    void manyClaimersShareTheWorkAndNeverADelivery() throws Exception {
        for (var subject = 0; subject < 300; subject++) {
            append("s" + subject);
        }
        var start = new CyclicBarrier(6);
        Callable<List<Long>> claimer = () -> {
            start.await();
            var mine = new ArrayList<Long>();
            while (true) {
                var claims = outbox.claim(3, Thread.currentThread().getName(), LEASE);
                if (claims.isEmpty()) {
                    return mine;
                }
                claims.forEach(claim -> mine.add(claim.delivery().id()));
            }
        };
        var all = new ArrayList<Long>();
        try (var claimers = Executors.newFixedThreadPool(6)) {
            for (var ids : claimers.invokeAll(List.of(claimer, claimer, claimer, claimer, claimer, claimer))) {
                all.addAll(ids.get());
            }
        }
        assertThat(all).hasSize(300);
        assertThat(new HashSet<>(all)).hasSize(300);
    }

    @Test
    void anExpiredLeaseCanBeTakenOverAndTheOldOwnerChangesNothing() {
        append("1");
        var lost = claimOne("slow");
        assertThat(outbox.claim(1, "quick", LEASE)).isEmpty();
        clock.add(LEASE);
        var held = claimOne("quick");
        assertThat(held.version()).isGreaterThan(lost.version());

        assertThatThrownBy(() -> outbox.markSending(lost, LEASE, SENT, List.of()))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> outbox.confirm(lost, "77", SENT, List.of())).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> outbox.refuse(lost, "不行", null, List.of())).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> outbox.unknown(lost, "超时", null, clock.instant(), List.of(step(1, "超时"))))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> outbox.retryLater(lost, "再试", clock.instant(), List.of()))
                .isInstanceOf(LeaseLostException.class);

        assertThat(outbox.find(lost.delivery().id())).contains(held.delivery());
        assertThat(outbox.attempts(lost.delivery().id())).isEmpty();
        outbox.confirm(held, "78", SENT, List.of());
        assertThat(published).contains(new DeliveryConfirmed("1", "customer.add", "K1", "78"));
    }

    @Test
    void theSameOwnerLosesItsEarlierLeaseToo() {
        append("1");
        var earlier = claimOne("a");
        clock.add(LEASE);
        claimOne("a");
        assertThatThrownBy(() -> outbox.confirm(earlier, "77", SENT, List.of())).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void whatWasBroughtToAnEndCannotBeEndedAgain() {
        append("1");
        var claim = claimOne("a");
        outbox.unknown(claim, "超时", null, clock.instant().plusSeconds(30), List.of());
        assertThatThrownBy(() -> outbox.confirm(claim, "77", SENT, List.of())).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aRestartedProcessReleasesOnlyItsOwnLeases() {
        append("1");
        append("2");
        var died = claimOne("a");
        outbox.markSending(died, LEASE, SENT, List.of(step(1, "")));
        var other = claimOne("b");

        assertThat(outbox.releaseLeasesOf("a")).isEqualTo(1);
        var freed = claimOne("a");
        assertThat(freed.delivery().id()).isEqualTo(died.delivery().id());
        assertThat(freed.delivery().state()).isEqualTo(DeliveryState.SENDING);
        assertThat(freed.delivery().result().sentAt()).isEqualTo(START);
        assertThatThrownBy(() -> outbox.confirm(died, "77", SENT, List.of())).isInstanceOf(LeaseLostException.class);
        outbox.confirm(other, "78", SENT, List.of());
    }

    @Test
    void theIntentToSendIsCommittedAndRenewsTheLease() {
        append("1");
        var claim = claimOne("a");
        clock.add(LEASE.minusSeconds(1));
        var sending = outbox.markSending(claim, LEASE, SENT, List.of(step(1, "未找到"), step(2, "")));

        assertThat(sending.delivery().state()).isEqualTo(DeliveryState.SENDING);
        assertThat(sending.delivery().result().sentAt()).isEqualTo(clock.instant());
        assertThat(outbox.find(claim.delivery().id())).contains(sending.delivery());
        clock.add(LEASE.minusSeconds(1));
        assertThat(outbox.claim(1, "b", LEASE)).isEmpty();
    }

    @Test
    void aConfirmationAndWhatItsListenersWriteCommitTogether() {
        append("1");
        jdbc.sql("create table if not exists heard (remote_id text)").update();
        var failing = OutboxFixture.outbox(
                database,
                event -> {
                    jdbc.sql("insert into heard values ('77')").update();
                    throw new IllegalStateException("the listener fails");
                },
                clock);
        var claim = failing.claim(1, "a", LEASE).getFirst();

        assertThatThrownBy(() -> failing.confirm(claim, "77", SENT, List.of())).hasMessage("the listener fails");

        assertThat(outbox.find(claim.delivery().id()).orElseThrow().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(jdbc.sql("select count(*) from heard").query(Long.class).single())
                .isZero();
    }

    @Test
    void aSubjectsDeliveriesGoInOrder() {
        append("1");
        transaction.execute(status -> outbox.append(new NewDelivery("1", "customer.change", "K1", "quick", FILED)));
        append("2");

        var claims = outbox.claim(10, "a", LEASE);
        assertThat(subjects(claims)).containsExactly("1", "2");
        assertThat(outbox.claim(10, "a", LEASE)).isEmpty();

        outbox.confirm(claims.getFirst(), "77", SENT, List.of());
        assertThat(claimOne("a").delivery().operation()).isEqualTo("customer.change");
    }

    @Test
    void aRefusedDeliveryWaitsForAPerson() {
        append("1");
        var claim = claimOne("a");
        outbox.refuse(claim, "客户来源不存在", "55", List.of());
        clock.add(Duration.ofDays(365));
        assertThat(outbox.claim(1, "a", LEASE)).isEmpty();
        var refused = outbox.find(claim.delivery().id()).orElseThrow();
        assertThat(refused.result().reason()).isEqualTo("客户来源不存在");
        assertThat(refused.result().remoteId()).isEqualTo("55");
        published.clear();

        outbox.retry(refused.id());

        assertThat(published).containsExactly(new DeliveriesWaiting());
        assertThat(claimOne("a").delivery().schedule().failures()).isZero();
    }

    @Test
    void onlyWhatIsRefusedCanBeAskedForAgain() {
        append("1");
        var id = outbox.list(null, null, 1).getFirst().id();
        assertThatThrownBy(() -> outbox.retry(id))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem())
                                .isInstanceOf(Problem.Conflict.class)
                                .extracting(Problem::code)
                                .isEqualTo("delivery_not_refused"));
        assertThatThrownBy(() -> outbox.retry(id + 1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isInstanceOf(Problem.NotFound.class));
    }

    @Test
    void theListIsNewestFirstAndContinuesBelowAnId() {
        for (var subject = 1; subject <= 5; subject++) {
            append("" + subject);
        }
        outbox.confirm(claimOne("a"), "77", SENT, List.of());

        var first = outbox.list(null, null, 3);
        assertThat(first).extracting(Delivery::subject).containsExactly("5", "4", "3");
        assertThat(outbox.list(null, first.getLast().id(), 3))
                .extracting(Delivery::subject)
                .containsExactly("2", "1");
        assertThat(outbox.list(DeliveryState.CONFIRMED, null, 3))
                .extracting(Delivery::subject)
                .containsExactly("1");
        assertThatThrownBy(() -> outbox.list(null, null, 501)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCountsFollowEveryChangeAndSurviveHousekeeping() {
        for (var subject = 1; subject <= 6; subject++) {
            append("" + subject);
        }
        outbox.confirm(claimOne("a"), "77", SENT, List.of());
        outbox.markSending(claimOne("a"), LEASE, SENT, List.of());
        outbox.unknown(claimOne("a"), "超时", null, clock.instant().plusSeconds(30), List.of());
        outbox.compact();
        outbox.refuse(claimOne("a"), "不行", null, List.of());

        assertThat(outbox.counts())
                .containsEntry(DeliveryState.PENDING, 2L)
                .containsEntry(DeliveryState.SENDING, 1L)
                .containsEntry(DeliveryState.UNKNOWN, 1L)
                .containsEntry(DeliveryState.CONFIRMED, 1L)
                .containsEntry(DeliveryState.REFUSED, 1L);

        outbox.compact();
        assertThat(outbox.counts()).containsEntry(DeliveryState.REFUSED, 1L);
        assertThat(jdbc.sql("select count(*) from delivery_state_count")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void attemptsAreKeptInOrderCompletedAndBounded() {
        append("1");
        var claim = claimOne("a");
        outbox.markSending(claim, LEASE, SENT, List.of(step(1, "未找到"), step(2, "")));
        assertThat(outbox.attempts(claim.delivery().id()))
                .extracting(Attempt::outcome)
                .containsExactly("未找到", "");

        var more = new ArrayList<Attempt>();
        more.add(step(2, "超时"));
        for (var number = 3; number <= 70; number++) {
            more.add(step(number, "长".repeat(3000)));
        }
        outbox.unknown(claim, "超时", null, clock.instant(), more);

        var kept = outbox.attempts(claim.delivery().id());
        assertThat(kept).hasSize(60);
        assertThat(kept.getFirst().number()).isEqualTo(11);
        assertThat(kept.getLast().outcome()).hasSize(500).endsWith("…");
        assertThat(claimOne("a").delivery().schedule().attempts()).isEqualTo(70);
    }

    @Test
    void claimingReadsTheDueIndexRegardlessOfConfirmedDeliveries() {
        jdbc.sql("""
                        insert into delivery (subject, operation, natural_key, profile, version, fields, state, due_at,
                                              created_at, confirmed_at, remote_id)
                        select 'c' || n, 'customer.add', 'K' || n, 'quick', 1, '{}', 'CONFIRMED', now(), now(), now(),
                               n::text
                        from generate_series(1, 20000) n
                        """).update();
        append("1");
        jdbc.sql("analyze delivery").update();
        var plan = String.join("\n", jdbc.sql("""
                        explain select id from delivery
                        where state in ('PENDING', 'SENDING', 'UNKNOWN') and due_at <= now()
                        order by due_at, id limit 1 for update skip locked
                        """).query(String.class).list());
        assertThat(plan).contains("delivery_due").doesNotContain("Seq Scan");
    }

    private static NewDelivery delivery(String subject) {
        return new NewDelivery(subject, "customer.add", "K" + subject, "quick", FILED);
    }

    private boolean append(String subject) {
        return OutboxFixture.append(database, outbox, delivery(subject));
    }

    private Lease claimOne(String owner) {
        return outbox.claim(1, owner, LEASE).getFirst();
    }

    private Attempt step(int number, String outcome) {
        return new Attempt(number, clock.instant(), Attempt.Step.LOOK, outcome, "keyword", "");
    }

    private static List<String> subjects(List<Lease> claims) {
        return claims.stream().map(claim -> claim.delivery().subject()).toList();
    }

    @Test
    void aClockSetBackADayLetsNoDeliveryWaitLongerThanTheLongestBackOff() {
        append("1");
        append("2");
        outbox.retryLater(claimOne("a"), "ERP 连接不上", clock.instant().plusSeconds(40), List.of());
        outbox.unknown(claimOne("a"), "超时", null, clock.instant().plusSeconds(30), List.of());

        clock.add(Duration.ofDays(-1));

        assertThat(subjects(outbox.claim(5, "a", LEASE))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void aClockThatWasAheadWhenADeliveryWasPostponedMakesItWaitNoLonger() {
        clock.add(Duration.ofDays(40));
        append("1");
        outbox.retryLater(claimOne("a"), "ERP 连接不上", clock.instant().plus(Outbox.MAX_WAIT), List.of());

        clock.add(Duration.ofDays(-40));

        assertThat(subjects(outbox.claim(5, "a", LEASE))).containsExactly("1");
    }

    @Test
    void aClockSetBackByLessThanTheLongestWaitDelaysADeliveryByThatMuchAtMost() {
        append("1");
        outbox.retryLater(claimOne("a"), "ERP 连接不上", clock.instant().plusSeconds(60), List.of());

        clock.add(Duration.ofMinutes(-3));

        assertThat(outbox.claim(1, "a", LEASE)).isEmpty();
        assertThat(outbox.find(1).orElseThrow().schedule().dueAt())
                .isBefore(clock.instant().plus(Outbox.MAX_WAIT));
        clock.add(Duration.ofMinutes(4));
        assertThat(outbox.claim(1, "a", LEASE)).hasSize(1);
    }

    @Test
    void aLeaseFromTheFutureCanBeTakenOverAndTheOldOwnerChangesNothing() {
        append("1");
        var lost = claimOne("slow");
        clock.add(Duration.ofDays(-1));

        var held = claimOne("quick");

        assertThatThrownBy(() -> outbox.markSending(lost, LEASE, SENT, List.of()))
                .isInstanceOf(LeaseLostException.class);
        outbox.confirm(held, "78", SENT, List.of());
    }

    @Test
    void noWaitIsStoredThatIsLongerThanTheLongest() {
        append("1");
        outbox.retryLater(claimOne("a"), "ERP 要求明天再来", clock.instant().plus(Duration.ofDays(1)), List.of());

        assertThat(outbox.find(1).orElseThrow().schedule().dueAt()).isEqualTo(START.plus(Outbox.MAX_WAIT));
    }

    @Test
    void lookingForDeliveriesFromTheFutureReadsTheDueIndex() {
        jdbc.sql("""
                        insert into delivery (subject, operation, natural_key, profile, version, fields, state, due_at, created_at)
                        select 'p' || n, 'customer.add', 'K' || n, 'quick', 1, '{}', 'PENDING', now(), now()
                        from generate_series(1, 20000) n
                        """).update();
        jdbc.sql("analyze delivery").update();
        var plan = String.join("\n", jdbc.sql("""
                        explain select id from delivery
                        where state in ('PENDING', 'SENDING', 'UNKNOWN') and due_at > now() + interval '5 minutes'
                        order by due_at, id limit 1000 for update skip locked
                        """).query(String.class).list());
        assertThat(plan).contains("delivery_due").doesNotContain("Seq Scan");
    }
}
