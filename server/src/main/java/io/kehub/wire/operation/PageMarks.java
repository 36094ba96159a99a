package io.kehub.wire.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Remembers where the pages of lists ended, so that the next page continues there even if records were added (ADR
 * 0008). Kept in memory; lost after {@link #KEPT}, on a restart, or when full: a page then starts at its page number.
 */
final class PageMarks {

    /** Maximum time between two pages of one read. */
    static final Duration KEPT = Duration.ofMinutes(30);

    private static final long MAX_PAGES = 20_000;

    private final Clock clock;
    private final Cache<Object, ListReads<?>> lists;

    PageMarks(Clock clock) {
        this.clock = clock;
        lists = Caffeine.newBuilder()
                .maximumWeight(MAX_PAGES)
                .<Object, ListReads<?>>weigher((list, reads) -> reads.size())
                .expireAfterAccess(KEPT)
                .ticker(new Onwards(clock))
                .build();
    }

    /** Follows the clock but never goes back. */
    private static final class Onwards implements Ticker {
        private final Clock clock;
        private long millis;
        private long passed;

        Onwards(Clock clock) {
            this.clock = clock;
            this.millis = clock.millis();
        }

        @Override
        public synchronized long read() {
            var now = clock.millis();
            passed += Math.max(0, now - millis);
            millis = now;
            return TimeUnit.MILLISECONDS.toNanos(passed);
        }
    }

    /**
     * Assigns a page request to the read that it continues, or starts a new read.
     *
     * @param list identifies the list and its session, by equality
     * @param client distinguishes readers as far as possible
     */
    @SuppressWarnings("unchecked") // the positions of one list are always of one type
    <P> PageTurn<P> turn(Object list, String client, int page, Keyset<?, P> keyset) {
        var reads = (ListReads<P>) lists.get(list, key -> new ListReads<>(keyset.order()));
        var turn = reads.turn(keyset, client, page, clock.instant());
        lists.put(list, reads); // so that its pages are found by page number
        return turn;
    }
}
