package io.kehub;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.HandClock;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole program on a fresh database, a free port and a clock that stands until a test turns it. */
public final class KeHubServer implements AutoCloseable {

    /** 10:00 in Shanghai. */
    public static final Instant START = Instant.parse("2025-01-01T02:00:00Z");

    private final ConfigurableApplicationContext context;
    private final TestDatabase database;
    private final HandClock clock;

    private KeHubServer(ConfigurableApplicationContext context, TestDatabase database, HandClock clock) {
        this.context = context;
        this.database = database;
        this.clock = clock;
    }

    public static KeHubServer start() {
        var database = TestDatabase.fresh();
        var clock = HandClock.at(START);
        var context = new SpringApplicationBuilder(KeHub.class)
                .initializers((GenericApplicationContext beans) -> {
                    beans.registerBean("handClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                    beans.registerBean(
                            "anyRandom",
                            RandomGenerator.class,
                            () -> new SecureRandom(),
                            bean -> bean.setFallback(true));
                    beans.registerBean(
                            "anyZone", ZoneId.class, () -> ZoneId.of("Asia/Shanghai"), bean -> bean.setFallback(true));
                })
                .run(
                        "--server.port=0",
                        "--kehub.db-url=" + database.url(),
                        "--kehub.db-user=" + database.user(),
                        "--kehub.db-password=" + database.password(),
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password());
        return new KeHubServer(context, database, clock);
    }

    /** Where it listens, without a slash at the end. */
    public URI address() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return URI.create("http://127.0.0.1:" + (server == null ? 0 : server.getPort()));
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
