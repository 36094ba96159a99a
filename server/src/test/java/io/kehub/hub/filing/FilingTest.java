package io.kehub.hub.filing;

import static io.kehub.hub.contact.HubParts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.Contacts;
import io.kehub.hub.contact.HubParts;
import io.kehub.kernel.ContactId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilingTest {

    private HubParts hub;
    private Contacts contacts;
    private Filing filing;
    private final List<Contact> announced = new ArrayList<>();
    private @Nullable RuntimeException listenerFails;

    @BeforeEach
    void start() {
        hub = new HubParts();
        contacts = hub.part(Contacts.class);
        filing = hub.part(Filing.class);
        hub.onEvent(ContactFiled.class, this::hear);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aFiledContactHasAKCodeAndIsAnnounced() {
        var made = contacts.create(contact("zhangsan"));
        hub.clock().add(Duration.ofHours(1));

        var filed = filing.file(made.id());

        assertThat(filed.kCode()).matches("K[1-9][0-9]*");
        assertThat(filed.filing().filedAt()).isEqualTo(hub.clock().instant());
        assertThat(contacts.find(made.id())).contains(filed);
        assertThat(announced).containsExactly(filed);
    }

    @Test
    void filingAgainAnswersTheSameAndAnnouncesNothing() {
        var made = contacts.create(contact("zhangsan"));
        var filed = filing.file(made.id());
        hub.clock().add(Duration.ofHours(1));

        assertThat(filing.file(made.id())).isEqualTo(filed);
        assertThat(announced).hasSize(1);
        assertThat(filings()).isEqualTo(1);
    }

    @Test
    void everyContactGetsAUniqueKCode() {
        var one = filing.file(contacts.create(contact("a")).id());
        var other = filing.file(contacts.create(contact("b")).id());

        assertThat(one.kCode()).isNotEqualTo(other.kCode());
    }

    @Test
    void concurrentFilingsAssignOneKCode() throws Exception {
        var made = contacts.create(contact("zhangsan"));
        var together = 8;
        var start = new CyclicBarrier(together);
        Callable<String> file = () -> {
            start.await();
            return String.valueOf(filing.file(made.id()).kCode());
        };
        var codes = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(together)) {
            for (var answer : threads.invokeAll(List.of(file, file, file, file, file, file, file, file))) {
                codes.add(answer.get());
            }
        }

        assertThat(codes).hasSize(together).containsOnly(codes.getFirst());
        assertThat(announced).hasSize(1);
        assertThat(filings()).isEqualTo(1);
    }

    @Test
    void aFailingListenerRollsBackTheFilingAndItsNumberIsNotReused() {
        var made = contacts.create(contact("zhangsan"));
        listenerFails = new IllegalStateException("no room in the outbox");

        assertThatThrownBy(() -> filing.file(made.id())).hasMessage("no room in the outbox");
        assertThat(contacts.find(made.id())).contains(made);
        assertThat(filings()).isZero();

        listenerFails = null;
        var lost = announced.getFirst().kCode();
        assertThat(filing.file(made.id()).kCode()).isNotNull().isNotEqualTo(lost);
    }

    @Test
    void anUnknownContactCannotBeFiled() {
        var refused = catchThrowableOfType(ProblemException.class, () -> filing.file(new ContactId(404)));

        assertThat(refused.problem()).isInstanceOf(Problem.NotFound.class);
        assertThat(announced).isEmpty();
    }

    private void hear(ContactFiled event) {
        announced.add(event.contact());
        if (listenerFails != null) {
            throw listenerFails;
        }
    }

    private long filings() {
        return hub.database()
                .sql("select count(*) from filing")
                .query(Long.class)
                .single();
    }
}
