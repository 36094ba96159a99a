package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.database.TestDatabase;
import io.kehub.erp.access.Role;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.kernel.ProductClassId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many callers write at once over HTTP, to a database that is set to another isolation level than KeHub is made for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentWritesTest {

    private static final int CALLERS = 12;

    private final TradeWorld world = new TradeWorld(KeHubServer.startOn(serializable()));
    private final JdbcClient database = world.server().part(JdbcClient.class);
    private final QuickCaller admin =
            QuickCaller.signedIn(world.server().address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private int made;

    private static TestDatabase serializable() {
        var database = TestDatabase.fresh();
        JdbcClient.create(database.dataSource())
                .sql("alter database %s set default_transaction_isolation = 'serializable'".formatted(database.name()))
                .update();
        return database;
    }

    @AfterEach
    void letWritesThrough() {
        for (var table : List.of("hub_contact", "customer", "delivery", "sign_in_tries", "erp_session")) {
            database.sql("drop trigger if exists conflicting on " + table).update();
        }
        database.sql("drop function if exists conflict").update();
        database.sql("drop sequence if exists conflicts").update();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void contactsAreFiledAtOnce() {
        var contacts = IntStream.range(0, 60).mapToObj(number -> contact()).toList();

        var answers = atOnce(contacts, this::file);

        assertThat(answers).extracting(QuickCaller.Answer::status).containsOnly(200);
        assertThat(new HashSet<>(answers.stream().map(this::kCode).toList())).hasSize(60);
    }

    @Test
    void oneContactIsFiledOnceHoweverManyAskAtOnce() {
        var contact = contact();

        var answers = atOnce(IntStream.range(0, 24).mapToObj(number -> contact).toList(), this::file);

        assertThat(answers).extracting(QuickCaller.Answer::status).containsOnly(200);
        assertThat(answers.stream().map(this::kCode).distinct()).hasSize(1);
    }

    @Test
    void customersAreSavedAtOnce() {
        var names = IntStream.range(0, 60).mapToObj(number -> "并发客户" + number).toList();

        var answers = atOnce(names, name -> admin.post(QuickCaller.ADD, Map.of("name", name, "sort", "1")));

        assertThat(answers)
                .as(() -> answers.getFirst().text())
                .extracting(QuickCaller.Answer::status)
                .containsOnly(200);
        assertThat(admin.post(QuickCaller.LIST, Map.of("keyword", "并发客户"))
                        .data()
                        .path("total")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void contractsAreApprovedAtOnce() {
        var boss = world.user("boss", Role.ADMINISTRATOR);
        var product = world.product("充电桩", "CC", new ProductClassId(1), boss);
        var customer = world.customer("签约客户", boss);
        var contracts = IntStream.range(0, 24)
                .mapToObj(number -> world.contract("BF-" + number, customer, boss, product, "2", "10"))
                .toList();
        var native3 = NativeCaller.signedIn(world.server().address(), "admin", KeHubServer.ADMIN_PASSWORD);

        var answers = atOnce(
                contracts,
                contract -> native3.v3(
                        "sales/contract/approve/edit",
                        Map.of("ord", contract.value(), "approveResult", "同意", "approveMessage", "好")));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.path("Code").intValue())
                        .as(answer.toString())
                        .isEqualTo(200));
        assertThat(database.sql("select sum(quantity) from stock_reservation")
                        .query(Integer.class)
                        .single())
                .isEqualTo(48);
    }

    @Test
    void stockDocumentsAreConfirmedAtOnce() {
        var keeper = world.user("keeper", Role.ADMINISTRATOR);
        var product = world.product("电缆", "SD", new ProductClassId(1), keeper);
        world.stocked(Kind.STOCK_IN, product, "100", TradeWorld.MAIN, keeper);
        var line = "{\"productid\": \"%d\", \"warehouseid\": \"1\", \"num\": \"3\"}".formatted(product.value());
        var documents = IntStream.range(0, 24)
                .mapToObj(number -> admin.post(
                                "/webapi/v3/office/stockout/add", "{\"confirm\": 0, \"lines\": [" + line + "]}")
                        .data())
                .map(answer -> answer.path("id").stringValue())
                .toList();

        var answers = atOnce(
                documents,
                document -> admin.post("/webapi/v3/office/stockout/confirm", Map.of("id", document, "status", 3)));

        assertThat(answers)
                .as(() -> answers.getFirst().text())
                .extracting(QuickCaller.Answer::status)
                .containsOnly(200);
        assertThat(database.sql("select sum(quantity) from stock where product = :product")
                        .param("product", product.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(28);
    }

    @Test
    void aFilingThatConflictsIsRepeatedWithItsDelivery() {
        var contact = contact();
        conflicting("delivery", "insert", 3);

        var answer = file(contact);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(database.sql("select count(*) from delivery where subject = :contact")
                        .param("contact", contact)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aSignInThatConflictsIsRepeated() {
        conflicting("sign_in_tries", "update", 2);

        assertThat(QuickCaller.signedIn(world.server().address(), "admin", KeHubServer.ADMIN_PASSWORD)
                        .session())
                .isNotEmpty();
    }

    @Test
    void anImportThatConflictsIsRepeated() {
        conflicting("hub_contact", "insert", 2);

        var answer = admin.with("Content-Type", "text/csv")
                .post("/api/hub/contacts/import", "wx_id\nfirst-of-two\nsecond-of-two\n");

        assertThat(answer.data().path("accepted").intValue()).as(answer.text()).isEqualTo(2);
    }

    @Test
    void aWriteThatConflictsEveryTimeIsRefusedInTheWordsOfTheCaller() {
        var contact = contact();
        conflicting("hub_contact", "update", 10_000);
        conflicting("customer", "insert", 10_000);
        var speaker = NativeCaller.signedIn(world.server().address(), "admin", KeHubServer.ADMIN_PASSWORD);
        var customer = Map.of("name", "总是冲突", "sort", "1");

        var hub = file(contact);
        var quick = admin.post(QuickCaller.ADD, customer);
        var v3 = speaker.v3(
                "sales/customer/add",
                Map.of("sort2", 1, "name", "总是冲突", "sort", "普通", "sort1", "报价中", "person_name", "周"));

        assertThat(hub.status()).isEqualTo(503);
        assertThat(hub.code()).isEqualTo("concurrent_change");
        assertThat(hub.header("Retry-After")).isEqualTo("1");
        assertThat(quick.status()).isEqualTo(503);
        assertThat(quick.code()).isEqualTo("concurrent_change");
        assertThat(quick.header("Retry-After")).isEqualTo("1");
        assertThat(v3.path("ErrorCode").stringValue("")).as(v3.toString()).isEqualTo("concurrent_change");
        letWritesThrough();
        assertThat(admin.post(QuickCaller.LIST, Map.of("keyword", "总是冲突"))
                        .data()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(file(contact).status()).isEqualTo(200);
    }

    /** The next writes to the table end in a serialization failure; the sequence that counts them is not rolled back. */
    private void conflicting(String table, String event, int times) {
        database.sql("create sequence if not exists conflicts").update();
        database.sql("""
                create or replace function conflict() returns trigger language plpgsql as $$
                begin
                    if nextval('conflicts') <= %d then
                        raise exception using errcode = 'serialization_failure';
                    end if;
                    return new;
                end $$""".formatted(times)).update();
        database.sql("create trigger conflicting before %s on %s for each row execute function conflict()"
                        .formatted(event, table))
                .update();
    }

    private String contact() {
        var answer = admin.post("/api/hub/contacts", Map.of("wx_id", "wx-" + ++made, "remark", "联系人" + made));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data().path("id").stringValue();
    }

    private QuickCaller.Answer file(String contact) {
        return admin.post("/api/hub/contacts/" + contact + "/file", "");
    }

    private String kCode(QuickCaller.Answer filed) {
        return filed.data().path("k_code").stringValue();
    }

    private static <A, B> List<B> atOnce(List<A> inputs, Function<A, B> call) {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var calls = new ArrayList<Callable<B>>();
            inputs.forEach(input -> calls.add(() -> call.apply(input)));
            var answers = new ArrayList<B>();
            for (var answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
