package io.kehub.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * KeHub can't use its home or its database, so it can't start. {@link #getMessage()} is written for the person at the
 * console: what is wrong and what to do about it, in Chinese and then in English, followed by the end of PostgreSQL's
 * own log where that says more. The program shows the message alone, without a stack trace.
 */
public final class DatabaseStartException extends RuntimeException {

    private static final String NO_SPACE = "No space left on device";

    /** What PostgreSQL takes to start: one segment of its log. */
    private static final long LEAST_ROOM = 16L << 20;

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
     * @param cause what was caught, or null; it is not shown, so the sentences must say what matters of it
     */
    public DatabaseStartException(String chinese, String english, @Nullable Throwable cause) {
        super(chinese + System.lineSeparator() + english, cause);
    }

    /** What to show to the person at the console: several lines, Chinese first. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * The one of these among the causes of a failed start, which Spring wraps in exceptions of its own; else one that
     * explains the SQL error among the causes, if there is one.
     */
    public static Optional<DatabaseStartException> in(Throwable failure) {
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause(), depth++) {
            if (cause instanceof DatabaseStartException found) {
                return Optional.of(found);
            }
        }
        return Optional.ofNullable(SqlFailure.in(failure)).map(sql -> SqlFailure.explained(null, sql));
    }

    /** The two sentences, and below them the lines that PostgreSQL wrote; a full disk is recognised in those lines. */
    static DatabaseStartException withLog(String chinese, String english, String log) {
        return withLog(chinese, english, log, log.contains(NO_SPACE));
    }

    /**
     * The same, about a server whose log lies on the disk of {@code folder}: when that is full, the log can't say so.
     */
    static DatabaseStartException withLog(String chinese, String english, String log, Path folder) {
        return withLog(chinese, english, log, log.contains(NO_SPACE) || isFull(folder));
    }

    private static DatabaseStartException withLog(String chinese, String english, String log, boolean full) {
        return full
                ? new DatabaseStartException(
                        "磁盘已满。" + chinese + "请腾出空间后重新启动，已保存的数据不受影响。",
                        "The disk is full. " + english + " Make room and start again; what was saved is not affected."
                                + shown(log))
                : new DatabaseStartException(chinese, english + shown(log));
    }

    private static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** A file or folder below the home could not be written: full, read-only, or not ours. */
    static DatabaseStartException unwritable(Path path, IOException cause) {
        var reason = reason(cause);
        if (reason.contains(NO_SPACE)) {
            return new DatabaseStartException(
                    "磁盘已满，无法写入 %s。请腾出至少 300 MB 空间后重新启动。".formatted(path),
                    "The disk is full: %s could not be written. Make at least 300 MB of room and start again."
                            .formatted(path),
                    cause);
        }
        return new DatabaseStartException(
                "无法写入 %s（%s）。请检查它的所有者和权限，或用 --home 指定另一个目录。".formatted(path, reason),
                "%s can't be written (%s). See who owns it and its permissions, or name another folder with --home."
                        .formatted(path, reason),
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static String shown(String log) {
        return log.isBlank()
                ? ""
                : System.lineSeparator() + "PostgreSQL:" + System.lineSeparator()
                        + log.strip().indent(4).stripTrailing();
    }
}
