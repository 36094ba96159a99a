package io.kehub.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/** Clients that each send their next request as soon as the last one is answered, one platform thread each. */
final class HttpLoad {

    /**
     * What came of it.
     *
     * @param perSecond answers per second, of all clients together
     * @param p50 milliseconds that half of the answers took at most
     * @param p99 milliseconds that all but one in a hundred took at most
     */
    record Figures(double perSecond, double p50, double p99) {}

    private HttpLoad() {}

    /**
     * Asks for so long, and counts.
     *
     * @throws BenchException at the first answer that is no success
     */
    static Figures run(Callable<KeepAliveConnection> connect, int clients, Duration time) throws InterruptedException {
        var start = System.nanoTime();
        var end = start + time.toNanos();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var results =
                    threads.invokeAll(Collections.<Callable<long[]>>nCopies(clients, () -> oneClient(connect, end)));
            var elapsed = System.nanoTime() - start;
            var all = LongStream.empty();
            for (var result : results) {
                all = LongStream.concat(all, Arrays.stream(result.get()));
            }
            var sorted = all.sorted().toArray();
            return new Figures(sorted.length / (elapsed / 1e9), millisAt(sorted, 50), millisAt(sorted, 99));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof BenchException cause
                    ? cause
                    : new BenchException("a request failed: " + failed.getCause(), failed);
        }
    }

    private static long[] oneClient(Callable<KeepAliveConnection> connect, long end) throws Exception {
        var nanos = LongStream.builder();
        try (var connection = connect.call()) {
            for (var before = System.nanoTime(); before < end; ) {
                connection.exchange();
                var after = System.nanoTime();
                nanos.add(after - before);
                before = after;
            }
        }
        return nanos.build().toArray();
    }

    private static double millisAt(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * (long) percent / 100)] / 1e6;
    }
}
