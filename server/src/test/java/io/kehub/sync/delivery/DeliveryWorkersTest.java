package io.kehub.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.ErpClient;
import io.kehub.client.testing.FakeErp;
import io.kehub.sync.outbox.DeliveriesWaiting;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Outbox;
import io.kehub.sync.outbox.OutboxFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.SmartLifecycle;

@ResourceLock(OutboxFixture.SHARED_DATABASE)
class DeliveryWorkersTest {

    private static final Duration NEVER = Duration.ofHours(1);

    /** Seconds are enough; the rest is for a machine that is busy with other things. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

    private final Clock clock = Clock.systemUTC();
    private final FakeErp erp = new FakeErp(clock);
    private final ErpClient client = erp.client();
    private final DataSource database = OutboxFixture.emptyDatabase();
    private final FiledContacts contacts = new FiledContacts();
    private final AtomicReference<@Nullable DeliveryWorkers> listening = new AtomicReference<>();
    private final Outbox outbox = OutboxFixture.outbox(database, this::hear, clock);

    @AfterEach
    void end() {
        var workers = listening.get();
        if (workers != null) {
            workers.stop();
        }
        client.close();
        erp.close();
    }

    @Test
    void theyStartAfterAndStopBeforeEverythingElse() {
        assertThat(workers(4, NEVER).getPhase()).isEqualTo(SmartLifecycle.DEFAULT_PHASE);
        assertThat(workers(4, NEVER).isAutoStartup()).isTrue();
    }

    @Test
    void newWorkStartsWithoutWaitingForThePoll() throws InterruptedException {
        var workers = started(4, NEVER);
        append(1);
        await(() -> confirmed() == 1);
        append(2);
        await(() -> confirmed() == 2);
        assertThat(workers.isRunning()).isTrue();
    }

    @Test
    void workOfOtherProcessesIsFoundByThePoll() throws InterruptedException {
        started(1, Duration.ofMillis(50));
        contacts.file(1, "公司1", database, OutboxFixture.outbox(database, event -> {}, clock));
        await(() -> confirmed() == 1);
    }

    @Test
    void workThatWaitsAtTheStartIsDone() throws InterruptedException {
        append(1);
        outbox.claim(1, "node-1", NEVER);
        started(2, NEVER);
        await(() -> confirmed() == 1);
    }

    @Test
    void aStopLetsTheDeliveryUnderWayComeToItsEnd() throws InterruptedException {
        var saving = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        erp.afterSaving(() -> {
            saving.countDown();
            awaitQuietly(goOn);
        });
        var workers = started(1, NEVER);
        append(1);
        assertThat(saving.await(20, TimeUnit.SECONDS)).isTrue();
        append(2);
        var stop = Thread.ofPlatform().start(workers::stop);
        await(() -> !workers.isRunning());
        goOn.countDown();
        stop.join();

        assertThat(outbox.counts()).containsEntry(DeliveryState.CONFIRMED, 1L).containsEntry(DeliveryState.PENDING, 1L);
    }

    @Test
    void aThousandDeliveriesAreWorkedOffSideBySide() throws InterruptedException {
        for (var number = 1; number <= 1000; number++) {
            append(number);
        }
        started(4, NEVER);
        await(() -> confirmed() == 1000);
        assertThat(erp.size()).isEqualTo(1000);
        assertThat(erp.adds()).isEqualTo(1000);
    }

    private DeliveryWorkers started(int threads, Duration poll) {
        var workers = workers(threads, poll);
        listening.set(workers);
        workers.start();
        return workers;
    }

    private DeliveryWorkers workers(int threads, Duration poll) {
        var settings = new DeliverySettings(
                "node-1",
                threads,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                poll,
                Duration.ofSeconds(20));
        var deliverer = new Deliverer(outbox, contacts, () -> client, settings, new Random(1), clock);
        return new DeliveryWorkers(outbox, deliverer, settings, "node-1", clock);
    }

    private void hear(Object event) {
        var workers = listening.get();
        if (workers != null && event instanceof DeliveriesWaiting waiting) {
            workers.on(waiting);
        }
    }

    private void append(int number) {
        contacts.file(number, "公司" + number, database, outbox);
    }

    private long confirmed() {
        return outbox.counts().getOrDefault(DeliveryState.CONFIRMED, 0L);
    }

    /** Threads of their own are under test here, so the test can only look until it sees. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + TIME_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time limit").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
