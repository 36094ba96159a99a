package io.kehub.wire.operation;

import io.kehub.erp.access.Caller;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes requests: checks the caller's permissions, decodes the parameters, then runs the operation. */
public final class Operations {

    private final Decoder decoder;
    private final DecodingContext decoding;
    private final Function<Caller, AccessScope> sights;
    private final PageMarks marks;

    /**
     * @param sights the access scope of a caller
     * @param ignored receives the unknown fields
     */
    public Operations(
            DecodingContext decoding,
            Catalog catalog,
            Function<Caller, AccessScope> sights,
            IgnoredFields ignored,
            Clock clock) {
        this.decoder = new Decoder(decoding, catalog, ignored);
        this.decoding = decoding;
        this.sights = sights;
        this.marks = new PageMarks(clock);
    }

    /**
     * Runs an operation. Its changes are committed when this returns; if it throws, nothing is changed.
     *
     * @param input the values of the request, under the dialect's names
     * @param session the caller's session; null only for an operation that needs none
     * @param reader distinguishes readers of a list within one session
     * @throws ProblemException if the request is rejected; fields have the dialect's names
     */
    public Operation.Result run(
            Operation<?> operation,
            DialectId dialect,
            WireValue.Object input,
            @Nullable ErpSession session,
            ListReader reader) {
        var call = new ErpCall(operation.id(), dialect, session, reader, sights, marks);
        checkRight(operation, call);
        var arguments = decoder.decode(operation, dialect, input);
        var settled = arguments.hasOldValues() ? arguments.settled(present(operation, arguments, call)) : arguments;
        try {
            return operation.perform(settled, call, decoding);
        } catch (ProblemException e) {
            throw new ProblemException(new ProblemNames(operation, dialect).translated(e.problem()));
        }
    }

    private static Map<String, ?> present(Operation<?> operation, Arguments arguments, ErpCall call) {
        try {
            return operation.present(arguments, call);
        } catch (ProblemException e) {
            throw new ProblemException(new ProblemNames(operation, call.dialect()).translated(e.problem()));
        }
    }

    /**
     * The columns of a list, without rows.
     *
     * @throws ProblemException with {@link Problem.Forbidden} if the caller may not see the list either
     */
    public Operation.Result skeleton(Operation<?> operation, DialectId dialect, ErpSession session) {
        checkRight(operation, new ErpCall(operation.id(), dialect, session, ListReader.UNKNOWN, sights, marks));
        return new Operation.Result(operation.skeleton(dialect).orElseThrow(), new SessionEffect.None());
    }

    private static void checkRight(Operation<?> operation, ErpCall call) {
        var permission = operation.permission();
        if (permission != null && !call.caller().role().may(permission)) {
            throw new ProblemException(
                    new Problem.Forbidden("forbidden", "当前用户的角色无权使用「" + operation.caption() + "」，请联系管理员"));
        }
    }
}
