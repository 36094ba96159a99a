package io.kehub.client;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects an answer's body in memory, and breaks the exchange off where the body grows past a limit. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private final long limit;
    private @Nullable Subscription subscription;
    private long received;
    private boolean broken;

    BoundedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        collected.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (broken) {
            return;
        }
        for (var buffer : buffers) {
            received += buffer.remaining();
        }
        if (received > limit) {
            broken = true;
            if (subscription != null) {
                subscription.cancel();
            }
            collected.onError(new IOException("the answer is larger than " + limit + " bytes"));
        } else {
            collected.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!broken) {
            collected.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!broken) {
            collected.onComplete();
        }
    }
}
