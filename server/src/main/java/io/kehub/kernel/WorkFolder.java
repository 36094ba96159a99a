package io.kehub.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this process keeps files for a moment, such as uploads: a folder that only its owner can enter. What a process that
 * was killed left there is removed when KeHub starts again.
 */
public record WorkFolder(Path path) {

    /** Makes an empty file with a name of its own; the caller deletes it. */
    public Path newFile(String prefix, String suffix) throws IOException {
        return Files.createTempFile(path, prefix, suffix);
    }
}
