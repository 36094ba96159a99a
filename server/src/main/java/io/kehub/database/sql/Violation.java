package io.kehub.database.sql;

import java.util.Objects;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;

/** Which constraint or unique index a statement violated, so that an error names the field that is really at fault. */
public final class Violation {

    /** The name of the violated constraint or unique index; empty if the database names none. */
    public static String constraint(DataIntegrityViolationException violation) {
        var message = violation.getMostSpecificCause() instanceof PSQLException failure
                ? failure.getServerErrorMessage()
                : null;
        return message == null ? "" : Objects.requireNonNullElse(message.getConstraint(), "");
    }

    /**
     * The exception to throw.
     *
     * @param constraint the constraint that {@code problem} describes
     * @return the problem, or {@code violation} itself if another constraint is violated
     */
    public static RuntimeException of(
            DataIntegrityViolationException violation,
            String constraint,
            Supplier<? extends RuntimeException> problem) {
        return constraint.equals(constraint(violation)) ? problem.get() : violation;
    }

    private Violation() {}
}
