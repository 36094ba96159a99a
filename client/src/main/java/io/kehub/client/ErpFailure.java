package io.kehub.client;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, and so what the caller may do next:
 *
 * <ul>
 *   <li>{@link Rejected}: nothing was changed; the same request would be rejected again.
 *   <li>{@link Unknown}: it may have taken effect; look in the ERP before sending it again.
 *   <li>{@link Unreachable}: it certainly did not reach the ERP; it is safe to send it again.
 * </ul>
 *
 * <p>Messages are in Chinese, for people. They never hold a password, a session or the body of an answer.
 */
public sealed interface ErpFailure extends Serializable {

    /**
     * What went wrong, for people.
     *
     * @return a sentence; never blank in a failure that this SDK made itself
     */
    String message();

    /**
     * How long the ERP asked not to be called. After a rejected sign-in: how long the client sends nothing by itself.
     *
     * @return at most a day; zero if the ERP did not ask
     */
    Duration retryAfter();

    /**
     * The ERP refused the request and changed nothing.
     *
     * @param reason the class of the reason
     * @param code the ERP's stable code for the reason; empty if it gave none
     * @param message the ERP's own words
     * @param fields the invalid fields, in the order of the answer; empty if the ERP named none
     * @param retryAfter how long the ERP asked not to be called; zero if it did not ask
     */
    record Rejected(Reason reason, String code, String message, List<FieldError> fields, Duration retryAfter)
            implements ErpFailure {
        /** Keeps a copy of the list. */
        public Rejected {
            fields = List.copyOf(fields);
        }

        /**
         * A rejection that does not ask to wait.
         *
         * @param reason the class of the reason
         * @param code the ERP's stable code for the reason; empty if it gave none
         * @param message the ERP's own words
         * @param fields the invalid fields; empty if the ERP named none
         */
        public Rejected(Reason reason, String code, String message, List<FieldError> fields) {
            this(reason, code, message, fields, Duration.ZERO);
        }
    }

    /** The class of a rejection. */
    enum Reason {
        /** A field is invalid or missing: see {@link Rejected#fields()}. */
        INVALID_FIELD,
        /** A value that must be unique is in use, or the record is in another state than the request needs. */
        CONFLICT,
        /** The ERP rejected the sign-in, or the session even after it was renewed. It did not look at the request. */
        UNAUTHENTICATED,
        /**
         * The ERP demands a captcha 验证码 at the sign-in, which only a person can read. The client does not sign in again by
         * itself: see {@link ErpClient#retrySignIn}.
         */
        CAPTCHA_REQUIRED,
        /** The account lacks a permission. */
        FORBIDDEN,
        /** The ERP has no such record. */
        NOT_FOUND,
        /** The ERP is too busy for the request, or the account is locked for a while. */
        TOO_MANY_REQUESTS,
        /** The ERP, or the client of its dialect, does not offer this call. */
        UNSUPPORTED,
        /** Anything else; only {@link #message()} says more. */
        OTHER
    }

    /**
     * What is wrong with one field of the request.
     *
     * @param field the field; null for a custom field, and for a name that is not known here
     * @param name the field's name as the ERP wrote it
     * @param message what is wrong
     * @param allowed what is allowed; empty if the ERP did not say
     */
    record FieldError(@Nullable CustomerField field, String name, String message, String allowed)
            implements Serializable {}

    /**
     * The request may have taken effect: a time-out after sending, a broken connection, an answer that is no answer of the
     * API.
     *
     * @param message what was seen instead of an answer
     * @param retryAfter how long the ERP asked not to be called; zero if it did not ask
     * @param cause what failed; null if an answer came
     */
    record Unknown(
            String message, Duration retryAfter, @Nullable Throwable cause) implements ErpFailure {
        /**
         * An unknown outcome after an answer that does not ask to wait.
         *
         * @param message what was seen instead of an answer
         */
        public Unknown(String message) {
            this(message, Duration.ZERO, null);
        }
    }

    /**
     * The request certainly did not reach the ERP as a whole.
     *
     * @param message what stood in the way
     * @param retryAfter how long the ERP asked not to be called; zero if it did not ask
     * @param cause what failed; null if nothing was tried
     */
    record Unreachable(
            String message, Duration retryAfter, @Nullable Throwable cause) implements ErpFailure {
        /**
         * A request that did not reach the ERP.
         *
         * @param message what stood in the way
         * @param cause what failed; null if nothing was tried
         */
        public Unreachable(String message, @Nullable Throwable cause) {
            this(message, Duration.ZERO, cause);
        }
    }
}
