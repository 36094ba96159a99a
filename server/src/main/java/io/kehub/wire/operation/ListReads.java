package io.kehub.wire.operation;

import io.kehub.wire.operation.PageTurn.Owed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reads of one list that go on in one session, and which of them a request continues (ADR 0008). A request says
 * nothing but the number of its page, so several readers are told apart by what each of them can ask for next.
 *
 * @param <P> a position in the list
 */
final class ListReads<P> {

    /** Readers that share a session take turns within this time; a read that rests longer gives way to a newer one. */
    static final Duration TURN = Duration.ofSeconds(10);

    private static final int MAX_READS = 8;
    private static final int MAX_PAGES = 500;

    /** A page that a read was given. */
    private static final class Served<P> {
        private @Nullable P first;
        private @Nullable P end;
        private @Nullable Owed<P> owed;
        private @Nullable Owed<P> left;
        private List<Read<P>> passed = List.of();
    }

    /** One way through the list, from its first page on. */
    private static final class Read<P> {
        private final String client;
        private final int begun;
        private final TreeMap<Integer, Served<P>> pages = new TreeMap<>();
        private Instant lastAt = Instant.MIN;
        private long last;
        private long lastButOne;

        Read(String client, int begun) {
            this.client = client;
            this.begun = begun;
        }

        @Nullable
        P end(int page) {
            var served = pages.get(page);
            return served == null ? null : served.end;
        }

        boolean has(int page) {
            return pages.containsKey(page);
        }
    }

    private final Comparator<P> order;
    private final List<Read<P>> reads = new ArrayList<>();
    private long turns;

    ListReads(Comparator<P> order) {
        this.order = order;
    }

    /** Pages that are remembered. */
    synchronized int size() {
        return 1 + reads.stream().mapToInt(read -> read.pages.size()).sum();
    }

    /** Assigns a request to a read. */
    synchronized PageTurn<P> turn(Keyset<?, P> list, String client, int page, Instant now) {
        reads.removeIf(read -> read.lastAt.isBefore(now.minus(PageMarks.KEPT)));
        if (page == 1) {
            return serve(begin(client, page), page, null, now);
        }
        var known = ofClient(
                client,
                reads.stream().filter(read -> read.end(page - 1) != null).toList());
        if (known.isEmpty()) {
            return outOfTurn(list, client, page, now);
        }
        var waiting = known.stream().filter(read -> !read.has(page)).toList();
        if (waiting.isEmpty()) {
            var again = latest(known);
            return serve(again, page, again.end(page - 1), now);
        }
        var next = next(waiting, page, now);
        var end = next.end(page - 1);
        var served = new Served<P>();
        served.owed = owed(next, page);
        served.passed =
                waiting.stream().filter(read -> above(read, next, page - 1)).toList();
        next.pages.put(page, served);
        return serve(next, page, end, now);
    }

    /** A page that no read leads to begins where its number says; asked for again at once, where it began then. */
    private PageTurn<P> outOfTurn(Keyset<?, P> list, String client, int page, Instant now) {
        for (var read : reads.reversed()) {
            var served = read.pages.get(page);
            if (read.begun == page && read.client.equals(client) && isRecent(read, now) && served != null) {
                var first = served.first;
                return serve(
                        read, page, first == null ? null : list.justBefore().apply(first), now);
            }
        }
        return serve(begin(client, page), page, null, now);
    }

    private Read<P> begin(String client, int page) {
        if (reads.size() == MAX_READS) {
            reads.remove(reads.stream()
                    .min(Comparator.comparingLong(each -> each.last))
                    .orElseThrow());
        }
        var read = new Read<P>(client, page);
        reads.add(read);
        return read;
    }

    private PageTurn<P> serve(Read<P> read, int page, @Nullable P after, Instant now) {
        turns++;
        read.lastButOne = read.last;
        read.last = turns;
        read.lastAt = now;
        var served = read.pages.computeIfAbsent(page, number -> new Served<>());
        if (read.pages.size() > MAX_PAGES) {
            read.pages.pollFirstEntry();
        }
        return new PageTurn<>(after, served.owed, (first, end, left) -> ended(served, first, end, left));
    }

    private synchronized void ended(Served<P> served, @Nullable P first, @Nullable P end, @Nullable Owed<P> left) {
        served.first = first;
        served.end = end;
        served.left = left;
    }

    /**
     * Readers that take turns ask in the order in which they were given the page before. A read has missed its turn if
     * another was given two pages since. If all have, the one that is furthest up goes on: the reader may be given records
     * again, but misses none.
     */
    private Read<P> next(List<Read<P>> waiting, int page, Instant now) {
        return waiting.stream()
                .filter(read -> isRecent(read, now)
                        && reads.stream().noneMatch(other -> other != read && other.lastButOne > read.last))
                .min(Comparator.comparingLong(read -> read.last))
                .orElseGet(() -> waiting.stream()
                        .reduce((one, other) -> above(other, one, page - 1) ? other : one)
                        .orElseThrow());
    }

    /**
     * What the reader has missed if the page before was given to the reader of another read: the other one began it further
     * up and was not continued since. So a reader that asks for the first page twice and reads on is given every record.
     */
    private @Nullable Owed<P> owed(Read<P> read, int page) {
        var before = read.pages.get(page - 1);
        if (before == null) {
            return null;
        }
        if (before.left != null) {
            return before.left;
        }
        var last = read.end(page - 2);
        var after = before.passed.stream()
                .filter(other -> !other.has(page - 1))
                .map(other -> other.end(page - 2))
                .filter(end -> end != null)
                .min(order);
        return last == null || after.isEmpty() ? null : new Owed<>(after.get(), last);
    }

    private boolean above(Read<P> read, Read<P> other, int page) {
        var end = read.end(page);
        var otherEnd = other.end(page);
        return end != null && otherEnd != null && order.compare(end, otherEnd) < 0;
    }

    private static boolean isRecent(Read<?> read, Instant now) {
        return !read.lastAt.isBefore(now.minus(TURN));
    }

    private static <P> List<Read<P>> ofClient(String client, List<Read<P>> known) {
        var own = known.stream().filter(read -> read.client.equals(client)).toList();
        return own.isEmpty() ? known : own;
    }

    private static <P> Read<P> latest(List<Read<P>> known) {
        return known.stream().max(Comparator.comparingLong(read -> read.last)).orElseThrow();
    }
}
