package io.kehub.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PostgreSQL's data folder and the password of its one user. The folder is created under another name, synced to disk,
 * and renamed when complete, so a power failure leaves nothing that a later start could mistake for a database.
 *
 * @param folder the folder that holds both; only its owner can enter it
 */
record DataFolder(Path folder) {

    /** The only user of the embedded server, a superuser. */
    static final String USER = "kehub";

    private static final String UNFINISHED = "data.unfinished-";

    private static final String NO_LOCALE = "--no-locale";

    /** Windows and macOS have no C.UTF-8. */
    private static final String SYSTEM_LOCALE =
            PostgresBinaries.Platform.current().name().startsWith("linux") ? "--locale=C.UTF-8" : NO_LOCALE;

    /** PostgreSQL limits paths to 1,024 bytes, including the names that it appends to the data folder. */
    private static final int MAX_PATH_BYTES = 900;

    /** For a small machine; written to {@code postgresql.conf}, where operators may change them. */
    private static final Map<String, String> TUNABLE = Map.of(
            "shared_buffers", "128MB",
            "effective_cache_size", "1GB",
            "work_mem", "8MB",
            "maintenance_work_mem", "128MB",
            "max_wal_size", "512MB",
            "random_page_cost", "1.1",
            "jit", "off");

    /** The data folder itself. */
    Path path() {
        return folder.resolve("data");
    }

    /** The password file; readable by the owner only, like the data. */
    Path password() {
        return folder.resolve("password");
    }

    /**
     * Rejects a home whose path is too long for PostgreSQL.
     *
     * @throws PostgresStartException naming the limit
     */
    void mustFit() {
        var length = path().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_PATH_BYTES) {
            throw new PostgresStartException(
                    "数据目录的路径太长：%s 有 %d 字节，PostgreSQL 允许 %d 字节。请用 --home 指定一个路径较短的目录。"
                            .formatted(path(), length, MAX_PATH_BYTES),
                    "The path of the home is too long: %s has %d bytes, and PostgreSQL allows %d. Name a folder with a shorter path with --home."
                            .formatted(path(), length, MAX_PATH_BYTES));
        }
    }

    /** Whether a complete data folder exists. */
    boolean exists() {
        return Files.isRegularFile(path().resolve("PG_VERSION"));
    }

    /**
     * Creates the data folder. Leftovers of an interrupted start are deleted first.
     *
     * @throws PostgresStartException if {@code initdb} fails, with its output; nothing is left then
     */
    void make(PostgresBinaries binaries, Unprivileged user) {
        discardUnfinished();
        // a unique name, because the initdb of a killed program may still be writing to the old one
        var half = folder.resolve(UNFINISHED + System.nanoTime());
        try {
            // created by the user who runs PostgreSQL, so that this user can read it
            writePassword();
            var result = initialise(binaries, user, half);
            if (!result.isGood()) {
                throw PostgresStartException.withLog(
                        "无法在 %s 初始化内置数据库。".formatted(path()),
                        "The embedded database could not be initialised in %s.".formatted(path()),
                        result.output(),
                        half);
            }
            Files.move(half, path(), StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } catch (IOException failure) {
            throw PostgresStartException.unwritable(path(), failure);
        } finally {
            discardUnfinished();
        }
    }

    /** Uses the locale C.UTF-8 if the system has it; PostgreSQL's built-in one provides everything KeHub needs. */
    private ProcessRunner.Result initialise(PostgresBinaries binaries, Unprivileged user, Path into) {
        try (var initdb = InitdbFolder.of(binaries, user)) {
            var result = ProcessRunner.run(user.command(initdb.program(), arguments(into, user, SYSTEM_LOCALE)));
            if (SYSTEM_LOCALE.equals(NO_LOCALE) || !result.output().contains("invalid locale name")) {
                return result;
            }
            return ProcessRunner.run(user.command(initdb.program(), arguments(into, user, NO_LOCALE)));
        }
    }

    private void discardUnfinished() {
        try (var halves = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (var half : halves) {
                Folders.delete(half);
            }
        } catch (IOException ignored) {
            // leftovers are harmless, and the next start tries again
        }
    }

    private List<String> arguments(Path into, Unprivileged user, String locale) {
        var arguments = new ArrayList<>(List.of(
                "-D",
                into.toString(),
                "-U",
                USER,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--auth=scram-sha-256",
                "--pwfile=" + password(),
                "--no-instructions"));
        arguments.add(locale);
        TUNABLE.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        SharedMemory.settings(user).forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return arguments;
    }

    private void writePassword() throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Files.deleteIfExists(password());
        try (var file = FileChannel.open(
                password(),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Folders.ownerOnly(password(), "rw-------"))) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        var owner = Files.getOwner(folder);
        if (!owner.equals(Files.getOwner(password()))) {
            Files.setOwner(password(), owner);
        }
    }

    /** The password that was generated with the data folder. */
    String readPassword() {
        try {
            return Files.readString(password()).strip();
        } catch (IOException failure) {
            throw new PostgresStartException(
                    "内置数据库的密码文件 %s 丢失或无法读取。请从备份恢复该文件。".formatted(password()),
                    "The embedded database's password file %s is missing or can't be read. Restore it from a backup."
                            .formatted(password()),
                    failure);
        }
    }

    /**
     * Rejects data of another major version of PostgreSQL before anything is changed.
     *
     * @throws PostgresStartException naming both versions
     */
    void mustSuit(PostgresBinaries binaries) {
        try {
            var written = Files.readString(path().resolve("PG_VERSION")).strip();
            if (!written.equals(binaries.majorVersion())) {
                throw new PostgresStartException(
                        "%s 中的数据由 PostgreSQL %s 写入，而本程序内置的是 PostgreSQL %s。请使用写入这些数据的 KeHub 版本，或用 --home 指定另一个目录。"
                                .formatted(path(), written, binaries.majorVersion()),
                        "The data in %s were written by PostgreSQL %s, and this program brings PostgreSQL %s. Use the KeHub that wrote them, or name another folder with --home."
                                .formatted(path(), written, binaries.majorVersion()));
            }
        } catch (IOException failure) {
            throw PostgresStartException.unwritable(path(), failure);
        }
    }

    /** The last lines, which contain the error. */
    static String tail(String log) {
        var lines = log.lines().toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    private static void force(Path folder) throws IOException {
        if (!PostgresBinaries.Platform.isWindows()) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
