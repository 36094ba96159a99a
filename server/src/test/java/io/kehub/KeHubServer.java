package io.kehub;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.HandClock;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole program on a fresh database, a free port and a clock that stands until a test turns it. */
public final class KeHubServer implements AutoCloseable {

    /** 10:00 in Shanghai. */
    public static final Instant START = Instant.parse("2025-01-01T02:00:00Z");

    public static final String ADMIN_PASSWORD = "only-for-this-test-3208";

    private final ConfigurableApplicationContext context;
    private final TestDatabase database;
    private final HandClock clock;

    private KeHubServer(ConfigurableApplicationContext context, TestDatabase database, HandClock clock) {
        this.context = context;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Starts it.
     *
     * @param settings further settings, such as {@code --kehub.zone=UTC}
     */
    public static KeHubServer start(String... settings) {
        var database = TestDatabase.fresh();
        var clock = HandClock.at(START);
        var application = KeHubApplication.create();
        application.addInitializers((GenericApplicationContext beans) ->
                beans.registerBean("handClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        var arguments = new ArrayList<String>(List.of(
                "--kehub.port=0",
                "--kehub.admin-password=" + ADMIN_PASSWORD,
                "--kehub.db-url=" + database.url(),
                "--kehub.db-user=" + database.user(),
                "--kehub.db-password=" + database.password(),
                // until the database module takes kehub.db-url by itself
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password()));
        arguments.addAll(List.of(settings));
        var context = application.run(arguments.toArray(String[]::new));
        return new KeHubServer(context, database, clock);
    }

    /** Where it listens, without a slash at the end. */
    public URI address() {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port);
    }

    public TestDatabase database() {
        return database;
    }

    public HandClock clock() {
        return clock;
    }

    /** A part of the running program. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
