package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomFieldType;
import io.kehub.erp.customer.CustomFields;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.UserId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every dialect keeps when it speaks of customers. A subclass says how its dialect asks and answers; everything
 * here is in the names of the domain. Each test works with customers of a user of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CustomerContract {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String PASSWORD = "correct horse battery";

    private static final Map<String, String> EVERY_TEXT = Map.ofEntries(
            Map.entry("name", "张三公司"),
            Map.entry("shortName", "张三"),
            Map.entry("source", "微信"),
            Map.entry("contactPerson", "张经理"),
            Map.entry("phone", "023-63800138"),
            Map.entry("mobile", "13800138000"),
            Map.entry("email", "zhang@example.com"),
            Map.entry("address", "重庆市渝中区XX路"),
            Map.entry("remark", "重要客户\n第二行"),
            Map.entry("level", "VIP"),
            Map.entry("industry", "制造业"),
            Map.entry("scale", "100-500人"),
            Map.entry("region", "重庆"),
            Map.entry("website", "www.example.com"),
            Map.entry("fax", "023-63800139"),
            Map.entry("postcode", "400000"));

    /** How a dialect asks and answers for one user. */
    interface Speaker {

        Answer add(Map<String, String> fields);

        Answer list(Map<String, String> parameters);

        Answer read(String id);
    }

    /**
     * What came back, in the domain's names.
     *
     * @param refusedFields the fields at fault, under their domain names; empty when done
     * @param records the records of a list, or the one of a detail or an add
     */
    record Answer(boolean done, List<String> refusedFields, List<Map<String, String>> records, long total) {

        Map<String, String> only() {
            assertThat(done).as("done; faults in %s", refusedFields).isTrue();
            assertThat(records).hasSize(1);
            return records.getFirst();
        }

        String id() {
            return only().getOrDefault("id", "");
        }

        List<String> ids() {
            assertThat(done).as("done; faults in %s", refusedFields).isTrue();
            return records.stream().map(row -> row.getOrDefault("id", "")).toList();
        }
    }

    /** A user with a way to speak to the ERP. */
    record Person(UserId user, String id, String name, Speaker erp) {}

    private final KeHubServer server = KeHubServer.start();
    private int people;

    @BeforeAll
    void defineACustomField() {
        server.part(CustomFields.class).define("预算", CustomFieldType.TEXT, List.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Signs a user in. */
    abstract Speaker speaker(KeHubServer server, String user, String password);

    private Person person() {
        return person(Role.SALES);
    }

    private Person person(Role role) {
        var login = "user" + ++people;
        var user = server.part(Users.class).create(new NewUser(login, login + " 的姓名", role, PASSWORD));
        return new Person(user.id(), Long.toString(user.id().value()), user.name(), speaker(server, login, PASSWORD));
    }

    private static Map<String, String> customer(String... namesAndValues) {
        var customer = new TreeMap<>(Map.of("name", "张三公司", "kind", "1"));
        for (var at = 0; at < namesAndValues.length; at += 2) {
            customer.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return customer;
    }

    @Test
    void whatIsAddedIsReadBackFieldByField() {
        var li = person();
        var given = new TreeMap<>(EVERY_TEXT);
        given.putAll(Map.of("kind", "2", "owner", li.id(), "kCode", "K-everything", "field1", "88"));

        var read = li.erp().read(li.erp().add(given).id()).only();

        assertThat(read).containsAllEntriesOf(given);
        assertThat(read)
                .containsEntry("ownerName", li.name())
                .containsEntry("reviewed", "1")
                .containsEntry("shielded", "0")
                .containsEntry("lastFollowedUpAt", "");
    }

    @Test
    void theListShowsWhatTheDetailShows() {
        var li = person();
        var id = li.erp().add(customer("remark", "列表")).id();

        var row = li.erp().list(Map.of("owner", li.id())).only();

        assertThat(li.erp().read(id).only()).containsAllEntriesOf(row);
    }

    @Test
    void onlyNameAndKindAreNeededAndTheCallerIsInCharge() {
        var li = person();

        var read = li.erp().read(li.erp().add(customer()).id()).only();

        assertThat(read)
                .containsEntry("owner", li.id())
                .containsEntry("source", "")
                .containsEntry("field1", "");
        assertThat(li.erp().add(Map.of("shortName", "张三")).refusedFields()).containsExactlyInAnyOrder("name", "kind");
    }

    @Test
    void timesAreOfTheErpsZone() {
        server.clock().advance(Duration.ofDays(1));
        var li = person();
        var then = server.clock().instant().atZone(SHANGHAI);

        var read = li.erp().read(li.erp().add(customer()).id()).only();

        assertThat(read)
                .containsEntry(
                        "addedAt",
                        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").format(then));
    }

    @Test
    void theNewestComesFirstAndPagesGiveEachOnce() {
        var li = person();
        var added = new ArrayList<String>();
        for (var number = 0; number < 5; number++) {
            added.addFirst(li.erp().add(customer("name", "客户" + number)).id());
        }

        var seen = new ArrayList<String>();
        for (var page = 1; page <= 4; page++) {
            var answer = li.erp().list(Map.of("owner", li.id(), "pageSize", "2", "pageIndex", Integer.toString(page)));
            assertThat(answer.total()).isEqualTo(5);
            seen.addAll(answer.ids());
        }

        assertThat(seen).isEqualTo(added);
    }

    @Test
    void theKeywordFindsAnyPartOfFiveFields() {
        var li = person();
        var added = List.of(
                li.erp().add(customer("name", "重庆钢铁厂")).id(),
                li.erp().add(customer("shortName", "老钢铁")).id(),
                li.erp().add(customer("remark", "做钢铁的")).id(),
                li.erp().add(customer("address", "钢铁路")).id());

        assertThat(li.erp().list(Map.of("owner", li.id(), "keyword", "钢铁")).ids())
                .containsExactly(added.get(2), added.get(1), added.get(0));

        var phone = li.erp().add(customer("phone", "023-63800777")).id();
        var mobile = li.erp().add(customer("mobile", "13963800777")).id();

        assertThat(li.erp().list(Map.of("owner", li.id(), "keyword", "3800777")).ids())
                .containsExactly(mobile, phone);
    }

    @Test
    void filtersMatchExactly() {
        var li = person();
        var company = li.erp().add(customer("source", "微信")).id();
        var human = li.erp().add(customer("source", "展会", "kind", "2")).id();

        assertThat(li.erp().list(Map.of("owner", li.id(), "kind", "2")).ids()).containsExactly(human);
        assertThat(li.erp().list(Map.of("owner", li.id(), "kind", "0")).ids()).containsExactly(human, company);
        assertThat(li.erp().list(Map.of("owner", li.id(), "source", "微信")).ids())
                .containsExactly(company);
        assertThat(li.erp().list(Map.of("owner", li.id(), "source", "")).ids()).containsExactly(human, company);
        assertThat(li.erp().list(Map.of("owner", li.id(), "reviewed", "0")).ids())
                .isEmpty();
        assertThat(li.erp().list(Map.of("owner", li.id(), "reviewed", "1")).ids())
                .containsExactly(human, company);
    }

    @Test
    void aPeriodIncludesItsLastDay() {
        server.clock().advance(Duration.ofDays(10));
        var li = person();
        var day = server.clock().instant().atZone(SHANGHAI).toLocalDate();
        var id = li.erp().add(customer()).id();

        assertThat(li.erp()
                        .list(Map.of("owner", li.id(), "addedFrom", "" + day, "addedBefore", "" + day))
                        .ids())
                .containsExactly(id);
        assertThat(li.erp()
                        .list(Map.of("owner", li.id(), "addedBefore", "" + day.minusDays(1)))
                        .ids())
                .isEmpty();
        assertThat(li.erp()
                        .list(Map.of("owner", li.id(), "addedFrom", "" + day.plusDays(1)))
                        .ids())
                .isEmpty();
    }

    @Test
    void aTakenKCodeIsRefusedAndNothingIsSaved() {
        var li = person();
        li.erp().add(customer("kCode", "K-taken"));

        var refusal = li.erp().add(customer("kCode", "k-TAKEN"));

        assertThat(refusal.refusedFields()).containsExactly("kCode");
        assertThat(li.erp().list(Map.of("owner", li.id())).total()).isEqualTo(1);
    }

    @Test
    void aDisabledSourceStillFindsWhatHasIt() {
        var li = person();
        var dictionaries = server.part(Dictionaries.class);
        var entry = dictionaries.add(DictionaryName.CUSTOMER_SOURCE, "地铁广告");
        var id = li.erp().add(customer("source", "地铁广告")).id();
        dictionaries.enable(DictionaryName.CUSTOMER_SOURCE, entry.id(), false);

        assertThat(li.erp().add(customer("source", "地铁广告")).refusedFields()).containsExactly("source");
        assertThat(li.erp().list(Map.of("owner", li.id(), "source", "地铁广告")).ids())
                .containsExactly(id);
    }

    @Test
    void aDisabledUserKeepsCustomersAndGetsNoMore() {
        var li = person(Role.ADMINISTRATOR);
        var gone = person();
        var id = gone.erp().add(customer()).id();
        server.part(Users.class).enable(gone.user(), false);

        assertThat(li.erp().add(customer("owner", gone.id())).refusedFields()).containsExactly("owner");
        assertThat(li.erp().list(Map.of("owner", gone.id())).only())
                .containsEntry("id", id)
                .containsEntry("ownerName", gone.name());
    }

    @Test
    void eachTextMayBeAsLongAsTheCatalogSaysAndNoLonger() {
        var li = person();
        var longest =
                Map.of("name", 200, "shortName", 100, "remark", 2000, "address", 500, "postcode", 20, "kCode", 50);

        longest.forEach((field, letters) -> {
            var id = li.erp().add(customer(field, "𠮷".repeat(letters))).id();
            assertThat(li.erp().read(id).only()).containsEntry(field, "𠮷".repeat(letters));
            assertThat(li.erp().add(customer(field, "长".repeat(letters + 1))).refusedFields())
                    .containsExactly(field);
        });
    }

    @Test
    void whatASalesUserMayNotSeeIsInNoListAndNoTotal() {
        var li = person();
        var wang = person();
        var id = wang.erp().add(customer("name", "只有王看得见")).id();

        assertThat(li.erp().list(Map.of("owner", wang.id())).total()).isZero();
        assertThat(li.erp().list(Map.of("keyword", "只有王看得见")).total()).isZero();
        assertThat(li.erp().read(id).refusedFields()).containsExactly("id");
        assertThat(wang.erp().read(id).only()).containsEntry("name", "只有王看得见");
    }

    @Test
    void anIdThatNobodyHasIsRefused() {
        assertThat(person().erp().read("9223372036854775807").refusedFields()).containsExactly("id");
    }
}
