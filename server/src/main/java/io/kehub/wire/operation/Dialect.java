package io.kehub.wire.operation;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dialect of the ERP's API: converts bytes to neutral values and back. Independent of the operations' rules and of
 * the web server. Implementations are beans, selected by id, and thread-safe.
 */
public interface Dialect {

    DialectId id();

    /**
     * Parses a request far enough to determine its session and operation.
     *
     * @throws ProblemException with {@code Problem.Invalid} if that is impossible
     */
    Call open(Message message);

    /** Writes the response of a successful operation. */
    Reply answer(Operation<?> operation, Operation.Result result);

    /**
     * Writes an error response. The problem's fields already have this dialect's names.
     *
     * @param operation the requested operation; null if unknown
     */
    Reply refusal(Problem problem, @Nullable Operation<?> operation);

    /**
     * Writes the response of an internal error, without details.
     *
     * @param number the number to search for in the log
     */
    Reply failure(String number);

    /**
     * Whether a request is in this dialect.
     *
     * @param path as requested, any case
     * @param known whether the dialect has an operation at the path
     */
    Claim claim(String path, boolean known, Message message);

    /** Whether the dialect can write an answer of this kind. */
    boolean supports(Answer<?> answer);

    /**
     * How certain a dialect is that a request is written in it, weakest first. The dialect with the strongest claim
     * handles the request.
     */
    enum Claim {
        /** Nothing indicates the dialect. */
        NONE,
        /** The dialect knows the path, and nothing excludes it. */
        PATH,
        /** A header of the dialect is sent. */
        HEADER,
        /** The body has the dialect's structure. */
        BODY,
        /** A header of the dialect is sent to a path that it knows. */
        HEADER_AND_PATH,
        /** No other dialect uses such a path. */
        OWN_PATH
    }

    /** One request. */
    interface Call {

        /** The session in the request, wherever the dialect carries it; empty if there is none. */
        Optional<String> session();

        /** The parameters that select the operation at an address, names in lower case: the query, and what the dialect adds. */
        Map<String, String> query();

        /** Whether only the columns of a list are requested. */
        default boolean wantsSkeleton() {
            return false;
        }

        /**
         * The values in the request.
         *
         * @throws ProblemException with {@code Problem.Invalid} when the body is missing or isn't what the dialect
         *     writes
         */
        WireValue.Object input(Operation<?> operation);
    }

    /**
     * A request.
     *
     * @param query names in lower case, in their order
     * @param cookie value of the session cookie
     * @param tokenHeader value of the header {@code ZBAPI-Token}
     */
    record Message(
            Map<String, String> query,
            @Nullable String cookie,
            @Nullable String tokenHeader,
            Body body) {
        public Message {
            query = Map.copyOf(query);
        }

        @Override
        public String toString() {
            return "Message[query=" + query.keySet() + ", body=" + body + "]";
        }
    }

    /**
     * A response.
     *
     * @param status the HTTP status; native dialects answer errors with 200
     */
    record Reply(int status, String contentType, Body body) {}

    /** Immutable bytes. */
    final class Body {

        private final byte[] bytes;

        /** @param bytes not copied; the caller must not modify the array afterwards */
        public Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The array itself; callers must not modify it. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
