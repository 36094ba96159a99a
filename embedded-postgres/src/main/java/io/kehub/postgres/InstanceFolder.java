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
 * The folder of one process for temporary files, {@code tmp/run-…} in the home, so that uploaded data never leave the
 * home. Accessible to its owner only. It is deleted on stop; folders of killed processes are deleted at the next start.
 * Processes with an external database may share one home, so each folder has its own lock file.
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
     * Creates the folder, and the home if missing.
     *
     * @throws PostgresStartException if the home is not writable
     */
    public static synchronized InstanceFolder open(Path home) {
        try {
            var parent = HomeFolder.made(home).resolve("tmp");
            if (!Files.isDirectory(parent)) {
                createParent(parent);
            }
            // one process at a time, so that no folder is deleted before it is locked
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

    /** A subfolder; created if missing. */
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
