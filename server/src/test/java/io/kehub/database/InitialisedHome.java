package io.kehub.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A home whose database has been initialised and stopped, made once and copied for each test that needs one. */
final class InitialisedHome {

    private static final Path ORIGINAL = make();

    private static Path make() {
        try {
            var folder = Files.createTempDirectory(TestDatabase.workFolder(), "initialised-");
            try (var home = HomeFolder.open(folder);
                    var postgres = EmbeddedPostgres.start(home, TestDatabase.options())) {
                postgres.close();
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> run("rm", "-rf", folder.toString())));
            return folder;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Copies it to a path that does not exist yet. */
    static Path copyTo(Path home) {
        run("cp", "-a", ORIGINAL.toString(), home.toString());
        return home;
    }

    /** Runs a program of the system, which must succeed. */
    static void run(String... command) {
        var result = Commands.run(List.of(command));
        if (!result.isGood()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
    }

    private InitialisedHome() {}
}
