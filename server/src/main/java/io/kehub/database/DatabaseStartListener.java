package io.kehub.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * Begins to start the database as soon as the settings are known, long before the first bean, so that PostgreSQL and
 * Spring start side by side. Named in {@code META-INF/spring.factories}; nothing else has to be called.
 */
final class DatabaseStartListener implements ApplicationListener<SpringApplicationEvent> {

    private @Nullable DatabaseStart start;

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            var begun = DatabaseStart.begin(DatabaseSettings.of(prepared.getEnvironment()));
            prepared.getBootstrapContext()
                    .addCloseListener(closed ->
                            closed.getApplicationContext().getBeanFactory().registerSingleton("databaseStart", begun));
            start = begun;
        } else if (event instanceof ApplicationFailedEvent && start != null) {
            start.abandon();
        }
    }
}
