package io.kehub.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder from which {@code initdb} can run. {@code initdb} calls {@code postgres} through a shell with the path in
 * double quotes, which fails for paths with {@code "}, {@code $}, a backtick or a backslash. For such a home this is a
 * temporary folder with a copy of {@code initdb} and links to the other files, which {@code initdb} expects beside
 * itself.
 *
 * @param program {@code initdb}
 * @param temporary the folder to remove; null if the programs are used in place
 */
record InitdbFolder(Path program, @Nullable Path temporary) implements AutoCloseable {

    private static final Pattern UNSAFE = Pattern.compile("[\"$`\\\\\\n\\r]");

    /**
     * Finds or creates one.
     *
     * @throws PostgresStartException if no temporary folder has a path that is safe in a shell and allows programs to
     *     run
     */
    static InitdbFolder of(PostgresBinaries binaries, Unprivileged user) {
        var initdb = binaries.program("initdb");
        if (PostgresBinaries.Platform.isWindows()
                || !UNSAFE.matcher(initdb.toString()).find()) {
            return new InitdbFolder(initdb, null);
        }
        var candidates = new LinkedHashSet<>(List.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "/tmp",
                "/var/tmp",
                "/dev/shm",
                System.getProperty("user.home", "/tmp")));
        return firstOf(candidates, binaries, user);
    }

    static InitdbFolder firstOf(Set<String> candidates, PostgresBinaries binaries, Unprivileged user) {
        for (var candidate : candidates) {
            if (UNSAFE.matcher(candidate).find()) {
                continue;
            }
            try {
                var made = make(Path.of(candidate).toRealPath(), binaries);
                if (ProcessRunner.run(user.command(made.program(), List.of("--version")))
                        .isGood()) {
                    return made;
                }
                made.close();
            } catch (IOException unusable) {
                // the next candidate may work
            }
        }
        throw new PostgresStartException(
                "目录 %s 的名字含有 \"、$、`、\\ 或换行，初始化它需要一个可执行程序的临时目录，而 %s 都不能用。请用 --home 指定另一个名字的目录。"
                        .formatted(binaries.folder(), candidates),
                "The name of %s holds \", $, `, \\ or a line end. To initialise it takes a temporary folder where programs may be run, and none of %s can be used. Name another folder with --home."
                        .formatted(binaries.folder(), candidates));
    }

    private static InitdbFolder make(Path parent, PostgresBinaries binaries) throws IOException {
        if (UNSAFE.matcher(parent.toString()).find()) {
            throw new IOException("a link to a path that a shell can't take");
        }
        var folder = Files.createTempDirectory(parent, "kehub-initdb-");
        try {
            // readable by the user that root switches to; it contains nothing secret
            open(folder);
            var bin = Files.createDirectory(folder.resolve("bin"));
            open(bin);
            var original = binaries.program("initdb");
            var program = Files.copy(original, bin.resolve(original.getFileName()));
            open(program);
            Files.createSymbolicLink(bin.resolve("postgres"), binaries.program("postgres"));
            for (var name : List.of("lib", "share")) {
                Files.createSymbolicLink(folder.resolve(name), binaries.folder().resolve(name));
            }
            return new InitdbFolder(program, folder);
        } catch (IOException failure) {
            Folders.delete(folder);
            throw failure;
        }
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Removes the temporary folder, without following its links. */
    @Override
    public void close() {
        if (temporary != null && Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Folders.delete(temporary);
            } catch (IOException ignored) {
                // a few hundred kilobytes that the system's clean-up removes
            }
        }
    }
}
