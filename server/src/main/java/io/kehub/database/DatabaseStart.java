package io.kehub.database;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The start of the database, under way in a thread of its own while Spring makes everything that needs no database.
 */
final class DatabaseStart {

    private final FutureTask<Database> task;

    private DatabaseStart(FutureTask<Database> task) {
        this.task = task;
    }

    /** Begins and returns at once. */
    static DatabaseStart begin(DatabaseSettings settings) {
        var task = new FutureTask<>(() -> Database.start(settings));
        Thread.ofPlatform().name("kehub-database-start").daemon().start(task);
        return new DatabaseStart(task);
    }

    /**
     * Waits until the database stands.
     *
     * @throws DatabaseStartException when it does not come to stand
     */
    Database await() {
        try {
            return task.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof DatabaseStartException said
                    ? said
                    : new IllegalStateException("the database did not start", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was starting", interrupted);
        }
    }

    /** Stops what has been started, for a program that failed elsewhere before it asked for the database. */
    void abandon() {
        try {
            await().close();
        } catch (DatabaseStartException | IllegalStateException nothingToStop) {
            // it has cleaned up after itself
        }
    }
}
