package io.kehub.sync.delivery;

import io.kehub.sync.outbox.DeliveriesWaiting;
import io.kehub.sync.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * The threads that execute deliveries. They start after the web server and stop before it, because the ERP may be our own.
 * A stop waits for the deliveries in progress; what a killed process leaves is continued after the next start.
 */
final class DeliveryWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorkers.class);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Deliverer deliverer;
    private final DeliverySettings settings;
    private final String node;
    private final Clock clock;
    private final WakeUpSignal wakeUpSignal = new WakeUpSignal();
    private final AtomicReference<Instant> tidiedAt = new AtomicReference<>(Instant.EPOCH);

    private volatile boolean running;
    private volatile List<Thread> threads = List.of();

    /** @param node name of this process in leases; the same after a restart */
    DeliveryWorkers(Outbox outbox, Deliverer deliverer, DeliverySettings settings, String node, Clock clock) {
        this.outbox = outbox;
        this.deliverer = deliverer;
        this.settings = settings;
        this.node = node;
        this.clock = clock;
    }

    /** The highest phase: starts last, when the server's address is known, and stops first. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        var freed = outbox.releaseLeasesOf(node);
        if (freed > 0) {
            LOG.info("Takes up {} deliveries that an earlier life of {} left", freed, node);
        }
        running = true;
        threads = IntStream.rangeClosed(1, settings.workers())
                .mapToObj(
                        number -> Thread.ofPlatform().name("delivery-" + number).start(this::work))
                .toList();
    }

    @Override
    public synchronized void stop() {
        running = false;
        var deadline = System.nanoTime() + settings.stopWithin().toNanos();
        for (var thread : threads) {
            finish(thread, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** New work was committed in this process; work of other processes is found by polling. */
    @EventListener
    void on(DeliveriesWaiting waiting) {
        wakeUpSignal.ring();
    }

    private void work() {
        try {
            workWhileRunning();
        } finally {
            // Each worker that ends wakes the next one, so that all of them notice the stop.
            wakeUpSignal.ring();
        }
    }

    private void workWhileRunning() {
        while (running) {
            try {
                if (!deliverOne()) {
                    compact();
                    wakeUpSignal.await(settings.poll());
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException databaseAway) {
                LOG.warn("The outbox cannot be asked for work now: {}", databaseAway.toString());
                pause();
            }
        }
    }

    private boolean deliverOne() {
        var claims = outbox.claim(1, node, settings.lease());
        if (claims.isEmpty()) {
            return false;
        }
        // There may be more work: wake one more worker, which may wake another.
        wakeUpSignal.ring();
        deliverer.deliver(claims.getFirst());
        return true;
    }

    private void compact() {
        var last = tidiedAt.get();
        var now = clock.instant();
        // in either direction, because the clock may have been set back
        var passed = Duration.between(last, now).abs();
        if (passed.compareTo(BETWEEN_TIDYINGS) >= 0 && tidiedAt.compareAndSet(last, now)) {
            outbox.compact();
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.poll());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Thread thread, Duration patience) {
        wakeUpSignal.ring();
        try {
            if (!thread.join(patience)) {
                LOG.warn(
                        "{} is still busy and is interrupted; its delivery is verified after the next start",
                        thread.getName());
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
