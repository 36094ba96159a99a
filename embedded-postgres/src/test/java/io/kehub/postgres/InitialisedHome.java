package io.kehub.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A home whose database has been initialised and stopped, made once for each JVM and copied for each test. */
final class InitialisedHome {

    private static final Path ORIGINAL = make();

    private static Path make() {
        var folder = TestServer.newFolder("home-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        try (var home = HomeFolder.open(folder)) {
            EmbeddedPostgres.start(home, TestServer.settings()).close();
        }
        return folder;
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException left) {
            System.err.println(left);
        }
    }

    /** Copies it to a path that does not exist yet. */
    static Path copyTo(Path home) {
        run("cp", "-a", ORIGINAL.toString(), home.toString());
        return home;
    }

    /** Runs a program of the system, which must succeed. */
    static void run(String... command) {
        var result = ProcessRunner.run(List.of(command));
        if (!result.isGood()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
    }

    private InitialisedHome() {}
}
