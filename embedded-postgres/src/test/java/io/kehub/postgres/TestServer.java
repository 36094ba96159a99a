package io.kehub.postgres;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the tests start servers: with programs that are unpacked once for all of them. */
final class TestServer {

    private static final Path WORK = workFolder();

    /** The folder of the unpacked programs. */
    static Path programs() {
        return WORK.resolve("programs");
    }

    static EmbeddedPostgres.Settings settings() {
        return new EmbeddedPostgres.Settings(20, programs(), List.of());
    }

    /** With programs in another folder. */
    static EmbeddedPostgres.Settings settings(Path programs) {
        return new EmbeddedPostgres.Settings(20, programs, List.of());
    }

    /** A new folder in the build's, outside of JUnit's, which warns of every link that it removes. */
    static Path newFolder(String prefix) {
        try {
            return Files.createTempDirectory(WORK, prefix);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path workFolder() {
        try {
            var classes = Path.of(TestServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.createDirectories(classes.resolveSibling("test-postgres"));
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private TestServer() {}
}
