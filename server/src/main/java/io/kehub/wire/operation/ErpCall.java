package io.kehub.wire.operation;

import io.kehub.erp.access.Caller;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.type.DialectId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The caller, the dialect of the request, and the caller's access scope. */
public final class ErpCall {

    private final String operation;
    private final DialectId dialect;
    private final @Nullable ErpSession session;
    private final ListReader reader;
    private final Function<Caller, AccessScope> sights;
    private final PageMarks marks;

    ErpCall(
            String operation,
            DialectId dialect,
            @Nullable ErpSession session,
            ListReader reader,
            Function<Caller, AccessScope> sights,
            PageMarks marks) {
        this.operation = operation;
        this.dialect = dialect;
        this.session = session;
        this.reader = reader;
        this.sights = sights;
        this.marks = marks;
    }

    public DialectId dialect() {
        return dialect;
    }

    /** @throws ProblemException with {@link Problem.Unauthenticated} if there is no session */
    public ErpSession session() {
        if (session == null) {
            throw new ProblemException(Problem.Unauthenticated.noSession());
        }
        return session;
    }

    public Caller caller() {
        return session().caller();
    }

    public UserId user() {
        return caller().user();
    }

    /** The caller's access scope; read on every call, because departments change. */
    public AccessScope scope() {
        return sights.apply(caller());
    }

    /**
     * Assigns this page request to the list read that it continues.
     *
     * @param asked distinguishes the list from other lists of the same operation
     */
    <P> PageTurn<P> turn(Object asked, int page, Keyset<?, P> list) {
        return marks.turn(
                List.of(session().token(), reader.name(), operation, dialect, asked), reader.client(), page, list);
    }
}
