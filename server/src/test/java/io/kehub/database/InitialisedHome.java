package io.kehub.database;

import java.nio.file.Path;
import java.util.List;

/** A home whose database has been initialised and stopped, made once and copied for each test that needs one. */
final class InitialisedHome {

    /** Kept open, so that nobody takes it for abandoned. */
    private static final HomeFolder ORIGINAL = make();

    private static HomeFolder make() {
        var home = HomeFolder.open(TestDatabase.newFolder());
        EmbeddedPostgres.start(home, TestDatabase.options()).close();
        return home;
    }

    /** Copies it to a path that does not exist yet. */
    static Path copyTo(Path home) {
        run("cp", "-a", ORIGINAL.path().toString(), home.toString());
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
