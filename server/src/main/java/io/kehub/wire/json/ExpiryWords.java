package io.kehub.wire.json;

import io.kehub.kernel.Problem;
import java.util.regex.Pattern;

/**
 * Keeps the words by which clients recognize an expired session out of all other refusals. A client that finds them signs in
 * again and repeats its request, which would be wrong where, for example, a name in the message contains them.
 */
public final class ExpiryWords {

    private static final Pattern WORDS = Pattern.compile("(sess)(ion)|(会话)(过期)", Pattern.CASE_INSENSITIVE);

    private ExpiryWords() {}

    /** The message of a refusal, the words divided by a dot unless the session has expired or is missing. */
    public static String refusal(Problem problem) {
        return problem instanceof Problem.Unauthenticated unauthenticated
                        && unauthenticated
                                .code()
                                .equals(Problem.Unauthenticated.noSession().code())
                ? problem.message()
                : WORDS.matcher(problem.message())
                        .replaceAll(found -> found.group(1) == null
                                ? found.group(3) + "·" + found.group(4)
                                : found.group(1) + "·" + found.group(2));
    }
}
