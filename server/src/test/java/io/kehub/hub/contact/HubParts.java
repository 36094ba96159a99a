package io.kehub.hub.contact;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.WorkFolder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.threeten.extra.MutableClock;

/** The hub's modules on a database of their own, with a clock that is turned by hand. */
public final class HubParts implements AutoCloseable {

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public HubParts() {
        var source = TestDatabase.fresh().dataSource();
        context.registerBean(DataSource.class, () -> source);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(source));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(WorkFolder.class, () -> new WorkFolder(TestDatabase.newFolder()));
        context.scan("io.kehub.hub");
        context.refresh();
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public MutableClock clock() {
        return clock;
    }

    public JdbcClient database() {
        return part(JdbcClient.class);
    }

    /** Contacts are made by their WeChat id alone where nothing else matters. */
    public static NewContact contact(String wxId) {
        return new NewContact(wxId, "", "", ContactType.UNKNOWN, ContactSource.WECHAT, null, "");
    }

    /** Hears every event of this kind from now on, in the thread and the transaction that publish it. */
    public <E> void onEvent(Class<E> kind, Consumer<E> listener) {
        context.addApplicationListener((ApplicationEvent event) -> {
            if (event instanceof PayloadApplicationEvent<?> carrier && kind.isInstance(carrier.getPayload())) {
                listener.accept(kind.cast(carrier.getPayload()));
            }
        });
    }

    public void forgetEverything() {
        database().sql("truncate hub_contact, filing restart identity").update();
    }

    @Override
    public void close() {
        context.close();
    }
}
