package io.kehub.wire.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where the pages ended that callers have been given, so that the next one goes on from there: whatever is added while
 * somebody reads a list page by page, they are given every record once (ADR 0008). Kept in memory and forgotten after
 * {@link #KEPT}, by a restart, or when others need the room: then a page begins where its number says.
 */
final class PageMarks {

    /** How long a list may wait for its next page. */
    static final Duration KEPT = Duration.ofMinutes(30);

    private static final int MOST_LISTS = 5_000;
    private static final int MOST_PAGES = 64;

    private final Clock clock;
    private final Map<Object, Marks> lists = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Marks> eldest) {
            return size() > MOST_LISTS;
        }
    };

    PageMarks(Clock clock) {
        this.clock = clock;
    }

    /** The last ids of the latest pages of one list. */
    private static final class Marks {
        private final Map<Integer, Long> ends = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
                return size() > MOST_PAGES;
            }
        };

        private Instant usedAt = Instant.MIN;
    }

    /** The last id on that page of the list; empty where it is not known. */
    synchronized OptionalLong end(Object list, int page) {
        var marks = lists.get(list);
        if (marks == null || marks.usedAt.plus(KEPT).isBefore(clock.instant())) {
            return OptionalLong.empty();
        }
        var end = marks.ends.get(page);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }

    /** Notes the last id on a page. */
    synchronized void ended(Object list, int page, long lastId) {
        var marks = lists.computeIfAbsent(list, first -> new Marks());
        marks.ends.remove(page);
        marks.ends.put(page, lastId);
        marks.usedAt = clock.instant();
    }
}
