package io.kehub.sync.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.kehub.database.TestDatabase;
import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.ContactChange;
import io.kehub.hub.contact.ContactSource;
import io.kehub.hub.contact.ContactType;
import io.kehub.hub.contact.Contacts;
import io.kehub.hub.contact.NewContact;
import io.kehub.hub.filing.Filing;
import io.kehub.kernel.WorkFolder;
import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.mapping.UnmappableException;
import io.kehub.sync.outbox.ConfirmationRejectedException;
import io.kehub.sync.outbox.Content;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Lease;
import io.kehub.sync.outbox.Outbox;
import io.kehub.sync.outbox.OutboxFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.threeten.extra.MutableClock;

class FiledContactsRuleTest {

    private static final Content CONTENT = new Content(1, "{}");

    private final HikariDataSource database = OutboxFixture.freshDatabase();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeEach
    void startHubAndOutbox() {
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(WorkFolder.class, () -> new WorkFolder(TestDatabase.newFolder()));
        context.registerBean(Clock.class, () -> MutableClock.of(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
        context.scan("io.kehub.hub", "io.kehub.sync.rule", "io.kehub.sync.mapping", "io.kehub.sync.outbox");
        context.refresh();
    }

    @AfterEach
    void stop() {
        context.close();
        database.close();
    }

    @Test
    void aFiledContactAddsItsDeliveryInTheSameTransaction() {
        var contact = contact();
        var transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

        transaction.executeWithoutResult(status -> {
            filing().file(contact.id());
            status.setRollbackOnly();
        });
        assertThat(deliveries()).isEmpty();

        var filed = filing().file(contact.id());
        assertThat(deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.subject()).isEqualTo("" + contact.id().value());
            assertThat(delivery.operation()).isEqualTo("customer.add");
            assertThat(delivery.naturalKey()).isEqualTo(filed.kCode());
            assertThat(delivery.profile()).isEqualTo("quick");
            assertThat(delivery.content().version()).isEqualTo(filed.version());
            assertThat(delivery.content().fields()).contains("张三公司");
            assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        });
    }

    @Test
    void aContactThatIsFiledTwiceIsDeliveredOnce() {
        var contact = contact();
        filing().file(contact.id());
        filing().file(contact.id());
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void theConfirmedCustomerIsWrittenBackToTheContact() {
        var contact = contact();
        filing().file(contact.id());

        outbox().confirm(claim(), "12345", CONTENT, List.of());

        assertThat(contacts().find(contact.id()).orElseThrow().erpId()).isEqualTo("12345");
        assertThat(deliveries().getFirst().state()).isEqualTo(DeliveryState.CONFIRMED);
    }

    @Test
    void aContactThatIsLinkedElsewhereRejectsTheConfirmationAndNothingChanges() {
        var contact = contact();
        filing().file(contact.id());
        contacts().linkErp(contact.id(), "777");
        var claim = claim();

        assertThatThrownBy(() -> outbox().confirm(claim, "12345", CONTENT, List.of()))
                .isInstanceOf(ConfirmationRejectedException.class);

        assertThat(contacts().find(contact.id()).orElseThrow().erpId()).isEqualTo("777");
        assertThat(deliveries().getFirst().state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void theContactsCurrentValuesAreMappedWithTheirVersion() {
        var contact = contact();
        var filed = filing().file(contact.id());
        var subject = "" + contact.id().value();
        assertThat(customers().of(subject, "quick").version()).isEqualTo(filed.version());

        contacts().change(contact.id(), new ContactChange("张三有限公司", null, null, null, null));
        var corrected = customers().of(subject, "quick");
        assertThat(corrected.customer().name()).isEqualTo("张三有限公司");
        assertThat(corrected.version()).isEqualTo(filed.version() + 1);
        assertThat(corrected.kCode()).isEqualTo(filed.kCode());

        contacts().change(contact.id(), new ContactChange("张三有限公司", null, null, null, null));
        contacts().linkErp(contact.id(), "12345");
        assertThat(customers().of(subject, "quick").version()).isEqualTo(filed.version() + 1);
    }

    @Test
    void everyFieldThatAProfileMayUseCountsAsACorrection() {
        var contact = contact();
        var version = contact.version();
        for (var change : List.of(
                new ContactChange("新备注", null, null, null, null),
                new ContactChange(null, "新昵称", null, null, null),
                new ContactChange(null, null, ContactType.VENDOR, null, null),
                new ContactChange(null, null, null, 3, null),
                new ContactChange(null, null, null, null, "王销售"))) {
            version++;
            assertThat(contacts().change(contact.id(), change).version()).isEqualTo(version);
        }
    }

    @Test
    void anUnmappableContactHasAReason() {
        var contact = contact();
        var subject = "" + contact.id().value();
        assertThatThrownBy(() -> customers().of(subject, "quick"))
                .isInstanceOf(UnmappableException.class)
                .hasMessageContaining("没有建档");
        assertThatThrownBy(() -> customers().of("404", "quick"))
                .isInstanceOf(UnmappableException.class)
                .hasMessageContaining("404 不存在");
        assertThatThrownBy(() -> customers().of("x1", "quick"))
                .isInstanceOf(UnmappableException.class)
                .hasMessageContaining("不是联系人编号");
        assertThatThrownBy(() -> customers().of(subject, "other"))
                .isInstanceOf(UnmappableException.class)
                .hasMessageContaining("quick");
    }

    private CurrentCustomers customers() {
        return context.getBean(CurrentCustomers.class);
    }

    private Contact contact() {
        return contacts()
                .create(new NewContact("wxid_1", "张三公司", "昵称", ContactType.CUSTOMER, ContactSource.WECHAT, 85, ""));
    }

    private Lease claim() {
        return outbox().claim(1, "node", Duration.ofMinutes(1)).getFirst();
    }

    private List<Delivery> deliveries() {
        return outbox().list(null, null, 10);
    }

    private Contacts contacts() {
        return context.getBean(Contacts.class);
    }

    private Filing filing() {
        return context.getBean(Filing.class);
    }

    private Outbox outbox() {
        return context.getBean(Outbox.class);
    }
}
