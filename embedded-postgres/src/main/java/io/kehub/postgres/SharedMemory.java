package io.kehub.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where PostgreSQL keeps the memory that its processes share while they work on one query. Its default on Linux is
 * {@code /dev/shm}, which containers limit to 64 MB or do not have; then it is kept in files of the data folder.
 */
final class SharedMemory {

    private static final Logger log = LoggerFactory.getLogger(SharedMemory.class);

    /** Several parallel hash joins of {@code work_mem} times two for each process. */
    static final long MIN_ROOM = 256L << 20;

    private static final Path DEFAULT = Path.of("/dev/shm");

    /** Settings of the server that are needed on this machine; none where PostgreSQL's default is good. */
    static List<String> settings(Unprivileged user) {
        return PostgresBinaries.Platform.current().name().startsWith("linux") ? settings(DEFAULT, user) : List.of();
    }

    static List<String> settings(Path folder, Unprivileged user) {
        if (isUsable(folder, user)) {
            return List.of();
        }
        log.info(
                "{} is missing, not writable or has less than {} MB free; PostgreSQL keeps shared memory in its data folder instead",
                folder,
                MIN_ROOM >> 20);
        return List.of("dynamic_shared_memory_type=mmap");
    }

    private static boolean isUsable(Path folder, Unprivileged user) {
        try {
            return Files.isDirectory(folder)
                    && Files.getFileStore(folder).getUsableSpace() >= MIN_ROOM
                    && ProcessRunner.run(user.command(Path.of("test"), List.of("-w", folder.toString())))
                            .isGood();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private SharedMemory() {}
}
