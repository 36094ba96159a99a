package io.kehub.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * Starts the database before the first bean is created, so that PostgreSQL and
 * Spring start concurrently.
 */
public final class DatabaseStartListener implements ApplicationListener<SpringApplicationEvent> {

    private final DatabaseSettings settings;
    private @Nullable DatabaseStart start;

    public DatabaseStartListener(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            var begun = DatabaseStart.begin(settings);
            prepared.getBootstrapContext()
                    .addCloseListener(closed ->
                            closed.getApplicationContext().getBeanFactory().registerSingleton("databaseStart", begun));
            start = begun;
        } else if (event instanceof ApplicationFailedEvent && start != null) {
            start.abandon();
        }
    }
}
