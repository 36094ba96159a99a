package io.kehub.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all state of one KeHub (数据目录), locked while this object is open, so that two programs never use
 * one home. The operating system releases the lock when the program ends, even after a crash. Folders created here are
 * accessible to their owner only; an existing home keeps its permissions.
 */
public final class HomeFolder implements AutoCloseable {

    /**
     * The homes open in this JVM. POSIX drops a process's lock when the process closes any handle on the file, so a
     * second attempt from the same JVM must be refused before it touches the file.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /**
     * Far behind the content, because Windows prevents reading of locked bytes, and the content is the holder's process
     * id.
     */
    private static final long LOCK_POSITION = Integer.MAX_VALUE;

    private final Path path;
    private final FileChannel channel;

    private HomeFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens and locks the home, creating it if missing.
     *
     * @param path the folder; may be relative to the working folder
     * @throws PostgresStartException if another KeHub uses it (names that process), it is not a folder, or it is not
     *     writable; nothing in it is changed then
     */
    public static HomeFolder open(Path path) {
        try {
            var real = made(path);
            if (!OPEN.add(real)) {
                throw inUse(real, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new HomeFolder(real, locked(real));
            } catch (IOException | RuntimeException failure) {
                OPEN.remove(real);
                throw failure;
            }
        } catch (IOException failure) {
            throw unusable(path, failure);
        }
    }

    /** Explains why a home cannot be used. */
    static PostgresStartException unusable(Path path, IOException failure) {
        return Files.exists(path) && !Files.isDirectory(path)
                ? new PostgresStartException(
                        "%s 不是目录。请用 --home 指定一个目录。".formatted(path),
                        "%s is not a folder. Name a folder with --home.".formatted(path),
                        failure)
                : PostgresStartException.unwritable(path, failure);
    }

    static Path made(Path path) throws IOException {
        var absolute = path.toAbsolutePath().normalize();
        mustBeNameable(absolute);
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw new FileAlreadyExistsException(absolute.toString());
        }
        if (!Files.exists(absolute)) {
            var parent = absolute.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try {
                Folders.createPrivate(absolute);
            } catch (FileAlreadyExistsException madeByAnother) {
                if (!Files.isDirectory(absolute)) {
                    throw madeByAnother;
                }
            }
        }
        return absolute.toRealPath();
    }

    /** Characters that the encoding of the JVM's locale cannot express arrive as this one and would name another folder. */
    private static void mustBeNameable(Path path) {
        if (path.toString().indexOf('\uFFFD') >= 0) {
            throw new PostgresStartException(
                    "数据目录的名字 %s 在当前区域设置（locale）下无法表示。请用 ./kehub 启动，或先设置 LC_ALL=C.UTF-8，并使用 UTF-8 编码的目录名。"
                            .formatted(path),
                    "The name of the home %s can't be expressed in this locale. Start KeHub with ./kehub, or set LC_ALL=C.UTF-8, and use a folder name in UTF-8."
                            .formatted(path));
        }
    }

    private static FileChannel locked(Path home) throws IOException {
        var file = home.resolve("lock");
        var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                Folders.ownerOnly(home, "rw-------"));
        try {
            if (lock(channel) == null) {
                throw inUse(home, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        return channel.tryLock(LOCK_POSITION, 1, false);
    }

    private static PostgresStartException inUse(Path home, String holder) {
        var known = holder.chars().allMatch(Character::isDigit) && !holder.isEmpty();
        return new PostgresStartException(
                "数据目录 %s 正被另一个 KeHub%s使用。请先停止它，或用 --home 指定另一个目录。".formatted(home, known ? "（进程 " + holder + "）" : ""),
                "The home %s is in use by another KeHub%s. Stop that one first, or name another folder with --home."
                        .formatted(home, known ? " (process " + holder + ")" : ""));
    }

    /** The real, absolute path of the home. */
    public Path path() {
        return path;
    }

    /**
     * A folder inside the home, accessible to its owner only; created if missing.
     *
     * @throws PostgresStartException if it cannot be created
     */
    public Path folder(String name) {
        var folder = path.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                Folders.createPrivate(folder);
            }
        } catch (IOException failure) {
            throw PostgresStartException.unwritable(folder, failure);
        }
        return folder;
    }

    /** Releases the lock. Files in the home stay. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // the operating system releases the lock at the latest when the program ends
        }
        OPEN.remove(path);
    }
}
