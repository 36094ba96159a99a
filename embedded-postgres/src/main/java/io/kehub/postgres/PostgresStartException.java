package io.kehub.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The home cannot be used, or its PostgreSQL cannot be started. {@link #getMessage()} is for the operator: what is
 * wrong and what to do, in Chinese and then in English, followed by the end of PostgreSQL's log if that helps. Show it
 * without a stack trace.
 */
public final class PostgresStartException extends RuntimeException {

    /** Disk space that PostgreSQL needs to start: one log segment. */
    private static final long MIN_FREE_SPACE = 16L << 20;

    PostgresStartException(String chinese, String english) {
        this(chinese, english, null);
    }

    /** {@code cause} is not shown, so the sentences must say what matters. */
    PostgresStartException(String chinese, String english, @Nullable Throwable cause) {
        super(chinese + System.lineSeparator() + english, cause);
    }

    /** The text for the operator: several lines, Chinese first. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * The two sentences, the cause and advice derived from PostgreSQL's messages, then the messages.
     *
     * @param log the output of PostgreSQL or one of its tools
     * @param data the data folder that it worked on, or null if there is none yet
     */
    static PostgresStartException withLog(String chinese, String english, String log, @Nullable Path data) {
        return ServerMessages.explain(log, data)
                .map(cause -> explained(cause, chinese, english, log))
                .orElseGet(() -> new PostgresStartException(chinese, english + shown(DataFolder.tail(log))));
    }

    /** Same, for a server whose log is on the disk of {@code folder}: if that disk is full, the log is empty. */
    static PostgresStartException withLog(
            String chinese, String english, String log, @Nullable Path data, Path folder) {
        return !ServerMessages.namesAnError(log) && isFull(folder)
                ? explained(OsError.NO_SPACE.about(folder), chinese, english, log)
                : withLog(chinese, english, log, data);
    }

    private static PostgresStartException explained(Explanation cause, String chinese, String english, String log) {
        return new PostgresStartException(
                cause.chinese() + chinese + cause.chineseAdvice(),
                cause.english() + " " + english + " " + cause.englishAdvice() + shown(DataFolder.tail(log)));
    }

    private static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < MIN_FREE_SPACE;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** A file or folder below the home could not be written or read; the error of the system says what to do. */
    static PostgresStartException unwritable(Path path, IOException cause) {
        var error = OsError.of(cause);
        var reason = OsError.reason(cause);
        if (error != null) {
            var explanation = error.about(path);
            return new PostgresStartException(
                    explanation.chinese() + "无法写入 %s。".formatted(path) + explanation.chineseAdvice(),
                    explanation.english()
                            + " %s can't be written (%s). ".formatted(path, reason)
                            + explanation.englishAdvice(),
                    cause);
        }
        return new PostgresStartException(
                "无法写入 %s（%s）。请检查它的所有者和权限，或用 --home 指定另一个目录。".formatted(path, reason),
                "%s can't be written (%s). See who owns it and its permissions, or name another folder with --home."
                        .formatted(path, reason),
                cause);
    }

    private static String shown(String log) {
        return log.isBlank()
                ? ""
                : System.lineSeparator() + "PostgreSQL:" + System.lineSeparator()
                        + log.strip().indent(4).stripTrailing();
    }
}
