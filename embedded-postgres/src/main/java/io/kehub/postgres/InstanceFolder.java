package io.kehub.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of one process for temporary files, {@code tmp/run-…} in the home, so that uploaded data never lie outside the
 * home. Only its owner can enter it. It is deleted at a stop; what killed processes left is deleted at the next start.
 * Several processes may share one home when they use a given database, so each folder has a lock file beside it.
 */
public final class InstanceFolder implements AutoCloseable {

    /** Folders of this JVM: closing any handle on their lock files would release the locks. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private InstanceFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder, and the home where it is missing.
     *
     * @throws PostgresStartException when the home can't be written
     */
    public static synchronized InstanceFolder open(Path home) {
        try {
            var parent = HomeFolder.made(home).resolve("tmp");
            if (!Files.isDirectory(parent)) {
                createParent(parent);
            }
            // one process at a time, so that nobody deletes a folder that is not locked yet
            try (var starting = channel(parent.resolve("lock"));
                    var held = starting.lock()) {
                removeAbandoned(parent);
                var path = Files.createTempDirectory(parent, "run-");
                var channel = channel(lockOf(path));
                channel.lock();
                OPEN.add(path);
                return new InstanceFolder(path, channel);
            }
        } catch (IOException failure) {
            throw HomeFolder.unusable(home, failure);
        }
    }

    private static void createParent(Path folder) throws IOException {
        try {
            Folders.createPrivate(folder);
        } catch (FileAlreadyExistsException madeByAnother) {
            if (!Files.isDirectory(folder)) {
                throw madeByAnother;
            }
        }
    }

    private static void removeAbandoned(Path parent) throws IOException {
        try (var folders = Files.newDirectoryStream(
                parent, entry -> entry.getFileName().toString().startsWith("run-") && Files.isDirectory(entry))) {
            for (var folder : folders) {
                if (!OPEN.contains(folder)) {
                    removeIfAbandoned(folder);
                }
            }
        }
    }

    private static void removeIfAbandoned(Path folder) throws IOException {
        try (var channel = channel(lockOf(folder))) {
            FileLock free = channel.tryLock();
            if (free == null) {
                return;
            }
            Folders.delete(folder);
        }
        Files.deleteIfExists(lockOf(folder));
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".lock");
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                Folders.ownerOnly(file, "rw-------"));
    }

    /** A folder in it of this name, made where it is missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException failure) {
            throw PostgresStartException.unwritable(path, failure);
        }
    }

    @Override
    public void close() {
        try {
            Folders.delete(path);
            channel.close();
            Files.deleteIfExists(lockOf(path));
        } catch (IOException ignored) {
            // the next start deletes what is left
        }
        OPEN.remove(path);
    }
}
