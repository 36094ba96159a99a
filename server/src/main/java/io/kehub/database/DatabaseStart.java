package io.kehub.database;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts the database in a background thread while Spring creates the beans that need no database.
 */
final class DatabaseStart {

    private final FutureTask<Database> task;

    private DatabaseStart(FutureTask<Database> task) {
        this.task = task;
    }

    /** Starts in the background and returns immediately. */
    static DatabaseStart begin(DatabaseSettings settings) {
        var task = new FutureTask<>(() -> Database.start(settings));
        Thread.ofPlatform().name("kehub-database-start").daemon().start(task);
        return new DatabaseStart(task);
    }

    /**
     * Waits until the database is ready.
     *
     * @throws DatabaseStartException if the start fails
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

    /** Stops the server if the program fails before it uses the database. */
    void abandon() {
        try {
            await().close();
        } catch (DatabaseStartException | IllegalStateException nothingToStop) {
            // a failed start has cleaned up already
        }
    }
}
