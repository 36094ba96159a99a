package io.kehub.sync.delivery;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import io.kehub.sync.outbox.Outbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How deliveries are executed.
 *
 * @param node name of this process in leases, the same after a restart and different from that of any other process on
 *     the database
 * @param workers number of concurrent deliveries
 * @param requestTimeout time limit of one request to the ERP; the client must be built with the same value
 * @param settle how long after its end a request may still take effect in the ERP; longer than the time-out
 * @param lease how long a worker may hold one delivery before another may take it over; at most 4 minutes
 * @param poll interval of looking for work that other processes wrote or that has become due
 * @param stopWithin how long a stop waits for deliveries in progress
 */
public record DeliverySettings(
        String node,
        int workers,
        Duration requestTimeout,
        Duration settle,
        Duration lease,
        Duration poll,
        Duration stopWithin) {

    private static final int DEFAULT_WORKERS = 4;
    private static final int MAX_WORKERS = 64;
    private static final Duration MIN_TIME = Duration.ofMillis(100);
    private static final Duration MAX_TIME = Duration.ofHours(24);
    private static final Pattern NODE = Pattern.compile("[\\p{L}\\p{N}._:/@-]{1,200}");

    /** One minute less than the maximum wait, to allow for clock differences between machines. */
    private static final Duration MAX_LEASE = Outbox.MAX_WAIT.minusMinutes(1);

    /**
     * Reads the settings of the operator.
     *
     * @param machine name of this machine; with the home it is the default node, because one KeHub runs on a home at a time
     * @throws io.kehub.settings.WrongSettingException if a value can't be used
     */
    public static DeliverySettings of(RawSettings given, Supplier<String> machine, Path home) {
        var node = given.text(Setting.SYNC_NODE).orElseGet(() -> machine.get() + ":" + home);
        if (given.text(Setting.SYNC_NODE).isPresent() && !NODE.matcher(node).matches()) {
            throw given.wrong(
                    Setting.SYNC_NODE,
                    "必须是 1 到 200 个字母、数字或 . _ : / @ -",
                    "it must consist of 1 to 200 letters, digits or . _ : / @ -");
        }
        var requestTimeout = given.duration(Setting.SYNC_REQUEST_TIMEOUT, Duration.ofSeconds(10), MIN_TIME, MAX_TIME);
        var settle = given.duration(Setting.SYNC_SETTLE, Duration.ofSeconds(30), MIN_TIME, MAX_TIME);
        var lease = given.duration(Setting.SYNC_LEASE, Duration.ofMinutes(2), MIN_TIME, MAX_LEASE);
        mustBeLonger(given, Setting.SYNC_SETTLE, settle, Setting.SYNC_REQUEST_TIMEOUT, requestTimeout);
        mustBeLonger(given, Setting.SYNC_LEASE, lease, Setting.SYNC_SETTLE, settle);
        return new DeliverySettings(
                node,
                given.integer(Setting.SYNC_WORKERS, DEFAULT_WORKERS, 1, MAX_WORKERS),
                requestTimeout,
                settle,
                lease,
                given.duration(Setting.SYNC_POLL, Duration.ofSeconds(1), MIN_TIME, MAX_TIME),
                given.duration(Setting.SYNC_STOP_WITHIN, Duration.ofSeconds(20), Duration.ZERO, Duration.ofHours(1)));
    }

    /** A request that timed out may still take effect until it has settled; a lease must outlast both. */
    private static void mustBeLonger(
            RawSettings given, Setting longer, Duration longTime, Setting shorter, Duration shortTime) {
        if (longTime.compareTo(shortTime) <= 0) {
            throw given.wrongSecret(
                    longer,
                    "（%s）必须长于 %s（%s）"
                            .formatted(
                                    RawSettings.shown(longTime), given.nameOf(shorter), RawSettings.shown(shortTime)),
                    "(%s) must be longer than %s (%s)"
                            .formatted(
                                    RawSettings.shown(longTime), given.nameOf(shorter), RawSettings.shown(shortTime)));
        }
    }
}
