package io.kehub.wire.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages ended that callers have been given, so that the next one goes on from there: whatever is added while
 * somebody reads a list page by page, they are given every record once (ADR 0008). Kept in memory and forgotten after
 * {@link #KEPT}, by a restart, or when others need the room: then a page begins where its number says.
 */
final class PageMarks {

    /** How long a page may wait for the next one. */
    static final Duration KEPT = Duration.ofMinutes(30);

    private static final long MOST = 20_000;

    private final Cache<Key, Long> ends;

    PageMarks(Clock clock) {
        ends = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(new Onwards(clock))
                .build();
    }

    /** Goes on with the clock, and stands still instead of going back when the clock is set back. */
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
     * A page of a list.
     *
     * @param list what tells the list from all others, by its equality
     */
    private record Key(Object list, int page) {}

    /** The last id on that page of the list; null where it is not known. */
    @Nullable
    Long end(Object list, int page) {
        return ends.getIfPresent(new Key(list, page));
    }

    /** Notes the last id on a page. */
    void ended(Object list, int page, long lastId) {
        ends.put(new Key(list, page), lastId);
    }
}
