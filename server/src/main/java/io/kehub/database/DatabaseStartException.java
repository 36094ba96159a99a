package io.kehub.database;

import io.kehub.postgres.PostgresStartException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * KeHub can't use its home or its database, so it can't start. {@link #getMessage()} is written for the person at the
 * console: what is wrong and what to do about it, in Chinese and then in English, followed by the end of PostgreSQL's
 * own log if that adds details. The program prints only the message, without a stack trace.
 */
public final class DatabaseStartException extends RuntimeException {

    /**
     * @param chinese what is wrong and what to do, in Chinese
     * @param english the same in English
     */
    public DatabaseStartException(String chinese, String english) {
        this(chinese, english, null);
    }

    /**
     * @param chinese what is wrong and what to do, in Chinese
     * @param english the same in English
     * @param cause what was caught, or null; it is not printed, so the sentences must contain what matters
     */
    public DatabaseStartException(String chinese, String english, @Nullable Throwable cause) {
        super(chinese + System.lineSeparator() + english, cause);
    }

    private DatabaseStartException(PostgresStartException cause) {
        super(cause.getMessage(), cause);
    }

    /** The message of a failure of the embedded PostgreSQL or its home. */
    static DatabaseStartException of(PostgresStartException cause) {
        return new DatabaseStartException(cause);
    }

    /** The message for the console: several lines, Chinese first. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * The one of these among the causes of a failed start, which Spring wraps in exceptions of its own; else one that
     * explains the failure of the embedded PostgreSQL or the SQL error among the causes, if there is one.
     */
    public static Optional<DatabaseStartException> in(Throwable failure) {
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause(), depth++) {
            if (cause instanceof DatabaseStartException found) {
                return Optional.of(found);
            }
            if (cause instanceof PostgresStartException found) {
                return Optional.of(of(found));
            }
        }
        return Optional.ofNullable(SqlFailure.in(failure)).map(sql -> SqlFailure.explained(null, sql));
    }
}
