package io.kehub.client.testing;

import com.sun.net.httpserver.HttpExchange;
import io.kehub.client.testing.FakeErp.Call;
import io.kehub.client.testing.FakeErp.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Executes calls under a fault and sends their answers. */
final class Misbehaviour {
    private static final Duration STALL = Duration.ofSeconds(20);
    private static final Duration DELAY = Duration.ofMillis(500);

    private final CountDownLatch closed;

    /** @param closed ends every wait */
    Misbehaviour(CountDownLatch closed) {
        this.closed = closed;
    }

    /** What a call would do. */
    interface Work {
        Call call();

        /** Does it and gives the answer. */
        Reply execute();

        /** Does it after {@link FakeErp#LATENESS}. */
        void executeLate();

        /** The answer of a save that was not done. */
        Reply pretend();

        Reply loseSessions(boolean thenDemandsCaptcha);

        Reply busy();

        Reply sourceRefused();
    }

    void perform(HttpExchange exchange, Fault fault, Work work) throws IOException {
        var saves = work.call() == Call.ADD || work.call() == Call.UPDATE;
        switch (fault) {
            case DROPS -> {
                // closing the exchange without an answer drops the connection
            }
            case SAVES_LATE_AND_DROPS -> {
                if (saves) {
                    work.executeLate();
                }
            }
            case STALLS -> await(STALL);
            case ANSWERS_HTML -> send(exchange, Reply.html(200));
            case ANSWERS_NOTHING -> send(exchange, Reply.html(200).withBody(""));
            case FAILS -> send(exchange, failure());
            case IS_UNAVAILABLE -> send(exchange, Reply.html(503).with("Retry-After", "1"));
            case IS_BUSY -> send(exchange, work.busy());
            case LOSES_SESSION -> send(exchange, work.loseSessions(false));
            case DEMANDS_CAPTCHA -> send(exchange, work.loseSessions(true));
            case SAVES_NOTHING_AND_SAYS_OK -> send(exchange, saves ? work.pretend() : work.execute());
            case REFUSES_SOURCE -> send(exchange, work.call() == Call.ADD ? work.sourceRefused() : work.execute());
            case DELAYS_BEFORE_SAVING -> {
                await(DELAY);
                send(exchange, work.execute());
            }
            default -> spoil(exchange, fault, work.execute());
        }
    }

    /** The call has been executed; what becomes of its answer. */
    private void spoil(HttpExchange exchange, Fault fault, Reply reply) throws IOException {
        switch (fault) {
            case SAVES_AND_DROPS -> {
                // closing the exchange without an answer drops the connection
            }
            case SAVES_AND_STALLS -> await(STALL);
            case DELAYS_AFTER_SAVING -> {
                await(DELAY);
                send(exchange, reply);
            }
            case SAVES_AND_ANSWERS_HTML -> send(exchange, Reply.html(200));
            case SAVES_AND_ANSWERS_NOTHING -> send(exchange, reply.withBody(""));
            case SAVES_AND_TRUNCATES -> send(exchange, reply.truncated());
            case ANSWERS_CONTROL_CHARACTERS -> send(exchange, reply.withControlCharacters());
            case ANSWERS_SLOWLY -> sendSlowly(exchange, reply);
            case SAVES_AND_FAILS -> send(exchange, failure());
            default -> send(exchange, reply);
        }
    }

    static Reply failure() {
        return new Reply(500, "text/plain", "Internal Server Error", Map.of());
    }

    static void send(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.bytes();
        begin(exchange, reply, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void sendSlowly(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.bytes();
        begin(exchange, reply, bytes.length);
        int piece = bytes.length / 10 + 1;
        for (int from = 0; from < bytes.length; from += piece) {
            await(DELAY.dividedBy(10));
            exchange.getResponseBody().write(bytes, from, Math.min(piece, bytes.length - from));
            exchange.getResponseBody().flush();
        }
    }

    private static void begin(HttpExchange exchange, Reply reply, int length) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", reply.type());
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
    }

    private void await(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
