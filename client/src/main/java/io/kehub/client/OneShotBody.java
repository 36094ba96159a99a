package io.kehub.client;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request body that leaves at most once, and that knows whether it began to leave.
 *
 * <p>The HTTP client asks for the body only once the connection stands and the headers are out. So a body that was never
 * asked for, and can't be any more, proves that the ERP never had a whole request. No kind of exception proves as much.
 * It also keeps {@code -Djdk.httpclient.enableAllMethodRetry} from sending an add twice behind our back.
 */
final class OneShotBody implements BodyPublisher {
    private enum State {
        WAITING,
        LEAVING,
        SHUT
    }

    private final BodyPublisher bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    OneShotBody(byte[] bytes) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
    }

    /** Keeps the body from leaving from now on; false if it has begun to leave already. */
    boolean shut() {
        return state.compareAndSet(State.WAITING, State.SHUT) || state.get() == State.SHUT;
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        if (state.compareAndSet(State.WAITING, State.LEAVING)) {
            bytes.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(new NothingToGive());
            subscriber.onError(new IOException("the request body leaves only once"));
        }
    }

    private static final class NothingToGive implements Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
