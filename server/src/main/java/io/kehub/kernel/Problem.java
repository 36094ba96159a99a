package io.kehub.kernel;

import java.time.Duration;
import java.util.List;

/**
 * Why a request is refused. Every refusal that a caller can cause is one of these; each dialect has its own way to say
 * it (quick: the HTTP status and the envelope of {@code design.md}; native: HTTP 200 and codes of its own).
 */
public sealed interface Problem {

    /** A stable code for programs, in lower case with underscores. Never changes once published. */
    String code();

    /** What happened and what to do about it, in Chinese, for people. */
    String message();

    /** The fields at fault; empty where no single field is. */
    default List<FieldError> errors() {
        return List.of();
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

    /** Nobody is signed in, or the session is over, or the password is wrong. */
    record NotSignedIn(String code, String message) implements Problem {
        public static NotSignedIn noSession() {
            return new NotSignedIn("no_session", "未登录或会话已过期，请先调用登录接口");
        }
    }

    /** The caller is known and may not do this. */
    record Forbidden(String code, String message) implements Problem {}

    /** What was asked for does not exist, or the caller may not see it. */
    record NotFound(String code, String message, List<FieldError> errors) implements Problem {
        public NotFound {
            errors = List.copyOf(errors);
        }
    }

    /** A value that must be unique belongs to another record already. */
    record Taken(String code, String message, List<FieldError> errors) implements Problem {
        public Taken {
            errors = List.copyOf(errors);
        }

        public static Taken field(String field, String message, String allowed) {
            var error = new FieldError(field, message, allowed);
            return new Taken("taken", FieldError.summary(List.of(error), 1), List.of(error));
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

    /** The request is larger than the server reads. */
    record TooLarge(String message) implements Problem {
        @Override
        public String code() {
            return "too_large";
        }
    }

    /** Too many tries; the caller may come back after {@code retryAfter}. */
    record TooManyTries(String code, String message, Duration retryAfter) implements Problem {}

    /**
     * The server cannot do it now, through no fault of the request, and has changed nothing; the caller may try again
     * after {@code retryAfter}.
     */
    record Unavailable(String code, String message, Duration retryAfter) implements Problem {}
}
