package io.kehub.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder for this process's temporary files, such as uploads. Only its owner can enter it. Files left by a killed process
 * are removed at the next start.
 */
public record WorkFolder(Path path) {

    /** Makes an empty file with a name of its own; the caller deletes it. */
    public Path newFile(String prefix, String suffix) throws IOException {
        return Files.createTempFile(path, prefix, suffix);
    }
}
