package io.kehub.bench;

/** The run cannot continue. The message says why and what to do, so no stack trace is needed. */
final class BenchException extends RuntimeException {

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
