package io.kehub.kernel;

import java.time.Duration;
import java.util.List;

/**
 * Why a request is rejected. Every rejection that a caller can cause is one of these; each dialect renders it in its own
 * way (quick: HTTP status and envelope; native: HTTP 200 and the dialect's own codes).
 */
public sealed interface Problem {

    /** A stable code for programs, in lower case with underscores. Never changes once published. */
    String code();

    /** What happened and what to do about it, in Chinese, for people. */
    String message();

    /** Errors by field; empty if no single field is to blame. */
    default List<FieldError> errors() {
        return List.of();
    }

    /** The HTTP status in dialects that answer with one; the native dialects answer 200 and codes of their own. */
    default int httpStatus() {
        return switch (this) {
            case Invalid invalid -> 400;
            case Unauthenticated unauthenticated -> 401;
            case Forbidden forbidden -> 403;
            case NotFound unknown -> 404;
            case MethodNotAllowed method -> 405;
            case Conflict conflict -> 409;
            case TooLarge large -> 413;
            case TooManyRequests requests -> 429;
            case Unavailable unavailable -> 503;
        };
    }

    /** The request itself is wrong: a missing or malformed body, a wrong type, a value that is not allowed. */
    record Invalid(String code, String message, List<FieldError> errors) implements Problem {
        public Invalid {
            errors = List.copyOf(errors);
        }

        /** One field is wrong. */
        public static Invalid field(String field, String message, String allowed) {
            return of(List.of(new FieldError(field, message, allowed)));
        }

        /** Several fields are wrong; all of them are named at once. */
        public static Invalid of(List<FieldError> errors) {
            return new Invalid("invalid_field", FieldError.summary(errors, errors.size()), errors);
        }
    }

    /** There is no session, it has expired, or the password is wrong. */
    record Unauthenticated(String code, String message) implements Problem {
        public static Unauthenticated noSession() {
            return new Unauthenticated("no_session", "未登录或会话过期，请先调用登录接口");
        }
    }

    /** The caller is signed in but lacks the permission. */
    record Forbidden(String code, String message) implements Problem {}

    /** What was asked for does not exist, or the caller may not see it. */
    record NotFound(String code, String message, List<FieldError> errors) implements Problem {
        public NotFound {
            errors = List.copyOf(errors);
        }
    }

    /** A value that must be unique is already used by another record, or the record is in a state that forbids the change. */
    record Conflict(String code, String message, List<FieldError> errors) implements Problem {
        public Conflict {
            errors = List.copyOf(errors);
        }

        public static Conflict field(String field, String message, String allowed) {
            var error = new FieldError(field, message, allowed);
            return new Conflict("taken", FieldError.summary(List.of(error), 1), List.of(error));
        }
    }

    /** The address exists, but not for this method. */
    record MethodNotAllowed(String message, List<String> allowed) implements Problem {
        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }

        @Override
        public String code() {
            return "method_not_allowed";
        }
    }

    /** The request exceeds the size limit. */
    record TooLarge(String message) implements Problem {
        @Override
        public String code() {
            return "too_large";
        }
    }

    /** Too many attempts; the caller may retry after {@code retryAfter}. */
    record TooManyRequests(String code, String message, Duration retryAfter) implements Problem {}

    /**
     * The server cannot handle the request now and has changed nothing; the caller may retry after {@code retryAfter}.
     */
    record Unavailable(String code, String message, Duration retryAfter) implements Problem {}
}
