package io.kehub;

import io.kehub.database.TestDatabase;
import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.threeten.extra.MutableClock;

/** The whole program on a fresh database, a free port and a clock that stands until a test turns it. */
public final class KeHubServer implements AutoCloseable {

    /** 10:00 in Shanghai. */
    public static final Instant START = Instant.parse("2025-01-01T02:00:00Z");

    public static final String ADMIN_PASSWORD = "only-for-this-test-3208";

    private final ConfigurableApplicationContext context;
    private final TestDatabase database;
    private final MutableClock clock;

    private KeHubServer(ConfigurableApplicationContext context, TestDatabase database, MutableClock clock) {
        this.context = context;
        this.database = database;
        this.clock = clock;
    }

    public static KeHubServer start() {
        return startOn(TestDatabase.fresh());
    }

    /** Starts on a database that the test has prepared. */
    public static KeHubServer startOn(TestDatabase database) {
        return start(database, Map.of());
    }

    /** @param more settings that the operator gives */
    public static KeHubServer start(Map<Setting, String> more) {
        return start(TestDatabase.fresh(), more);
    }

    private static KeHubServer start(TestDatabase database, Map<Setting, String> more) {
        var clock = MutableClock.of(START, ZoneOffset.UTC);
        var settings = new EnumMap<Setting, String>(Map.of(
                Setting.PORT, "0",
                Setting.HOME, TestDatabase.newFolder().toString(),
                Setting.ADMIN_PASSWORD, ADMIN_PASSWORD,
                Setting.DB_URL, database.url(),
                Setting.DB_USER, database.user(),
                Setting.DB_PASSWORD, database.password()));
        settings.putAll(more);
        var application = KeHubApplication.create(Settings.of(RawSettings.of(settings)));
        application.addInitializers((GenericApplicationContext beans) ->
                beans.registerBean("handClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        var context = application.run();
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

    public MutableClock clock() {
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
