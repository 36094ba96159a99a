package io.kehub.client;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to the ERP did not do what was asked. The three kinds tell what the caller may do next:
 *
 * <ul>
 *   <li>{@link Refused}: nothing was changed; mend the request, don't repeat it as it is.
 *   <li>{@link Unknown}: it may have taken effect; look in the ERP before sending it again.
 *   <li>{@link Unreachable}: nothing was changed; it is safe to send it again.
 * </ul>
 *
 * Messages are in Chinese, for people. They never hold a password, a session or the body of an answer.
 */
public abstract sealed class ErpException extends RuntimeException {
    private final @Nullable Duration retryAfter;

    private ErpException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /**
     * How long the ERP asked to be left alone, from its {@code Retry-After} header; after a refused sign-in, how long the
     * client keeps quiet by itself.
     *
     * @return at most a day; empty where the ERP said nothing about it
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The ERP understood and said no; nothing was changed. */
    public static final class Refused extends ErpException {

        /**
         * What is wrong with one field of the request.
         *
         * @param field the field's name as the ERP wrote it
         * @param message what is wrong
         * @param allowed what is allowed; empty where the ERP didn't say
         */
        public record FieldRefusal(String field, String message, String allowed) implements Serializable {}

        private final int status;
        private final String code;
        private final List<FieldRefusal> fields;
        private final boolean callerRefused;

        /**
         * A refusal that says nothing about when to come back.
         *
         * @param status the HTTP status of the answer
         * @param code the ERP's stable code for the reason; empty where it gave none
         * @param message the ERP's reason, for people
         * @param fields the fields at fault; empty where no single field is
         */
        public Refused(int status, String code, String message, List<FieldRefusal> fields) {
            this(status, code, message, fields, null);
        }

        /**
         * A refusal.
         *
         * @param status the HTTP status of the answer
         * @param code the ERP's stable code for the reason; empty where it gave none
         * @param message the ERP's reason, for people
         * @param fields the fields at fault; empty where no single field is
         * @param retryAfter how long the ERP asked to be left alone; null where it didn't say
         */
        public Refused(
                int status, String code, String message, List<FieldRefusal> fields, @Nullable Duration retryAfter) {
            this(status, code, message, fields, retryAfter, false, null);
        }

        Refused(
                int status,
                String code,
                String message,
                List<FieldRefusal> fields,
                @Nullable Duration retryAfter,
                boolean callerRefused,
                @Nullable Throwable cause) {
            super(message, cause, retryAfter);
            this.status = status;
            this.code = code;
            this.fields = List.copyOf(fields);
            this.callerRefused = callerRefused;
        }

        /** A refused sign-in, for a call that waited for it: with that call's stack, and how long it still holds. */
        Refused ofSignIn(@Nullable Duration remaining) {
            return new Refused(status, code, String.valueOf(getMessage()), fields, remaining, true, this);
        }

        /**
         * The HTTP status of the answer; 200 where a live ERP refuses with it.
         *
         * @return the status
         */
        public int status() {
            return status;
        }

        /**
         * The ERP's stable code for the reason, such as {@code taken} or {@code invalid_field}.
         *
         * @return the code; empty where the ERP gave none
         */
        public String code() {
            return code;
        }

        /**
         * Whether the ERP refused the caller rather than this call: the sign-in, or the session even after it was
         * renewed. It didn't look at the call, which may be right; the account must be mended.
         *
         * @return false where the ERP refused the call itself
         */
        public boolean callerRefused() {
            return callerRefused;
        }

        /**
         * The fields at fault.
         *
         * @return the fields in the order of the answer; empty where no single field is at fault
         */
        public List<FieldRefusal> fields() {
            return fields;
        }
    }

    /**
     * Nobody knows whether the call took effect: a time-out after sending, a broken connection, an answer that is no
     * answer of the API.
     */
    public static final class Unknown extends ErpException {

        /**
         * An outcome that nobody knows.
         *
         * @param message what was seen instead of an answer
         */
        public Unknown(String message) {
            this(message, null, null);
        }

        /**
         * An outcome that nobody knows.
         *
         * @param message what was seen instead of an answer
         * @param cause what failed; null where an answer came
         * @param retryAfter how long the ERP asked to be left alone; null where it didn't say
         */
        public Unknown(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            super(message, cause, retryAfter);
        }
    }

    /** The call certainly took no effect, since it never reached the ERP whole; it is safe to send it again. */
    public static final class Unreachable extends ErpException {

        /**
         * A call that never reached the ERP.
         *
         * @param message what stood in the way
         */
        public Unreachable(String message) {
            this(message, null, null);
        }

        /**
         * A call that never reached the ERP.
         *
         * @param message what stood in the way
         * @param cause what failed; null where nothing was tried
         * @param retryAfter how long the ERP asked to be left alone; null where it didn't say
         */
        public Unreachable(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            super(message, cause, retryAfter);
        }
    }
}
