package io.kehub.wire.operation;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way of speaking to the ERP: bytes to neutral values and back. A dialect knows neither the operations' rules nor
 * the web server; it is found as a bean and picked by its id. Implementations are safe for use by many threads.
 */
public interface Dialect {

    DialectId id();

    /**
     * Opens a call, so far that it tells who calls and what for.
     *
     * @throws ProblemException with {@code Problem.Invalid} when the dialect can't even find that out
     */
    Call open(Message message);

    /** Says that an operation is done, and what came of it. */
    Reply answer(Operation<?> operation, Operation.Result result);

    /**
     * Says why a call is refused. The problem's fields carry this dialect's names already.
     *
     * @param operation what was called; null where that was not found out
     */
    Reply refusal(Problem problem, @Nullable Operation<?> operation);

    /**
     * Says that the program itself failed, without a detail.
     *
     * @param number what to look for in the log
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

    /** How surely a request is in a dialect, the least first. The dialect with the strongest claim gets it. */
    enum Claim {
        /** Nothing in the request speaks for the dialect. */
        NONE,
        /** The path is known, and nothing speaks against the dialect. */
        PATH,
        /** A header of the dialect is sent. */
        HEADER,
        /** The body has the dialect's form. */
        BODY,
        /** A header of the dialect is sent to a path that it knows. */
        HEADER_AND_PATH,
        /** No other dialect lives under such a path. */
        OWN_PATH
    }

    /** One call. */
    interface Call {

        /** The secret of the session that the call shows, wherever the dialect keeps it; empty where it shows none. */
        Optional<String> session();

        /** What picks the operation at an address, names in lower case: the query, and what the dialect adds to it. */
        Map<String, String> query();

        /** Whether a list is asked for its columns only. */
        default boolean wantsSkeleton() {
            return false;
        }

        /**
         * The values that the call carries.
         *
         * @throws ProblemException with {@code Problem.Invalid} when the body is missing or isn't what the dialect
         *     writes
         */
        WireValue.Object input(Operation<?> operation);
    }

    /**
     * What came in.
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
     * What goes out.
     *
     * @param status the HTTP status; native dialects say their refusals with 200
     */
    record Reply(int status, String contentType, Body body) {}

    /** Bytes that are passed on and never changed. */
    final class Body {

        private final byte[] bytes;

        /** @param bytes not copied: the giver keeps its hands off */
        public Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes themselves, to be read only. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
