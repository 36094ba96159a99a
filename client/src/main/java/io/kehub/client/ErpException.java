package io.kehub.client;

import org.jspecify.annotations.Nullable;

/** A failed call, for callers that prefer an exception to an {@link ErpResult}, and for streams. */
public final class ErpException extends RuntimeException {
    private final ErpFailure failure;

    /**
     * Wraps a failure.
     *
     * @param failure why the call failed; its message becomes this exception's message
     */
    public ErpException(ErpFailure failure) {
        super(failure.message(), causeOf(failure));
        this.failure = failure;
    }

    /**
     * Why the call failed.
     *
     * @return the failure
     */
    public ErpFailure failure() {
        return failure;
    }

    private static @Nullable Throwable causeOf(ErpFailure failure) {
        if (failure instanceof ErpFailure.Unknown unknown) {
            return unknown.cause();
        }
        return failure instanceof ErpFailure.Unreachable unreachable ? unreachable.cause() : null;
    }
}
