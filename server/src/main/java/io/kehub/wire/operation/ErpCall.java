package io.kehub.wire.operation;

import io.kehub.erp.access.Caller;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Sight;
import io.kehub.kernel.UserId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who calls, in which dialect, and whose records they may see. */
public final class ErpCall {

    private final String operation;
    private final DialectId dialect;
    private final @Nullable ErpSession session;
    private final Function<Caller, Sight> sights;
    private final PageMarks marks;

    ErpCall(
            String operation,
            DialectId dialect,
            @Nullable ErpSession session,
            Function<Caller, Sight> sights,
            PageMarks marks) {
        this.operation = operation;
        this.dialect = dialect;
        this.session = session;
        this.sights = sights;
        this.marks = marks;
    }

    public DialectId dialect() {
        return dialect;
    }

    /** @throws ProblemException with {@link Problem.NotSignedIn} where nobody is signed in */
    public ErpSession session() {
        if (session == null) {
            throw new ProblemException(Problem.NotSignedIn.noSession());
        }
        return session;
    }

    public Caller caller() {
        return session().caller();
    }

    public UserId user() {
        return caller().user();
    }

    /** Whose records the caller may see; asked anew each time, because departments change. */
    public Sight sight() {
        return sights.apply(caller());
    }

    /**
     * Where the page of a list has ended for this caller; null where that is not known.
     *
     * @param asked what tells the list from others of the same operation
     */
    @Nullable
    Long pageEnd(Object asked, int page) {
        return marks.end(list(asked), page);
    }

    /** Notes the last id on the page of a list. */
    void pageEnded(Object asked, int page, long lastId) {
        marks.ended(list(asked), page, lastId);
    }

    private List<Object> list(Object asked) {
        return List.of(session().token(), operation, dialect, asked);
    }
}
