package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.UserId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every dialect keeps when it speaks of customers. A subclass says how its dialect asks and answers; everything
 * here is in the names of the domain. Each test works with customers of a user of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CustomerContract {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String PASSWORD = "correct horse battery";

    static final Map<String, String> EVERY_TEXT = Map.ofEntries(
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
    record Actor(UserId user, String id, String name, Speaker erp) {}

    private final KeHubServer server = KeHubServer.start();
    private int people;

    @AfterAll
    void stop() {
        server.close();
    }

    /** Signs a user in. */
    abstract Speaker speaker(KeHubServer server, String user, String password);

    /** The fields of a customer that the dialect can write, by their domain names; the native ones have none for two. */
    Set<String> writes() {
        var written = new TreeSet<>(EVERY_TEXT.keySet());
        written.removeAll(Set.of("shortName", "scale"));
        return written;
    }

    /** The fields that a new customer needs. */
    abstract Set<String> required();

    KeHubServer server() {
        return server;
    }

    Actor person() {
        return person(Role.SALES);
    }

    Actor person(Role role) {
        var login = "user" + ++people;
        var user = server.part(Users.class).create(new NewUser(login, login + " 的姓名", role, PASSWORD));
        return new Actor(user.id(), Long.toString(user.id().value()), user.name(), speaker(server, login, PASSWORD));
    }

    /** A customer with what every dialect needs, and these values. */
    static Map<String, String> customer(String... namesAndValues) {
        var customer = new TreeMap<>(Map.of("name", "张三公司", "kind", "1", "level", "普通", "contactPerson", "周工"));
        for (var at = 0; at < namesAndValues.length; at += 2) {
            customer.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return customer;
    }

    @Test
    void whatIsAddedIsReadBackFieldByField() {
        var li = person();
        var given = new TreeMap<>(EVERY_TEXT);
        given.keySet().retainAll(writes());
        given.put("kind", "2");

        var read = li.erp().read(li.erp().add(given).id()).only();

        assertThat(read).containsAllEntriesOf(given);
    }

    @Test
    void theListShowsWhatTheDetailShows() {
        var li = person();
        var id = li.erp().add(customer("phone", "023-63800138", "source", "微信")).id();

        var row = li.erp().list(Map.of()).only();

        var read = li.erp().read(id).only();
        row.keySet().retainAll(read.keySet());
        assertThat(row).containsKeys("name", "phone", "source");
        assertThat(read).containsAllEntriesOf(row);
    }

    @Test
    void whatIsNeededIsNamedUntilNothingIsMissing() {
        var li = person();
        var given = new TreeMap<>(Map.of("phone", "023-1"));
        var named = new TreeSet<String>();
        var answer = li.erp().add(given);
        for (var round = 0; round < 3 && !answer.done(); round++) {
            answer.refusedFields().forEach(field -> {
                named.add(field);
                given.put(field, customer().getOrDefault(field, ""));
            });
            answer = li.erp().add(given);
        }

        assertThat(answer.done()).isTrue();
        assertThat(named).isEqualTo(required());
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
            var answer = li.erp().list(Map.of("pageSize", "2", "pageIndex", Integer.toString(page)));
            assertThat(answer.total()).isEqualTo(5);
            seen.addAll(answer.ids());
        }

        assertThat(seen).isEqualTo(added);
    }

    @Test
    void twoReadersInOneSessionAreBothGivenEveryCustomerOnce() {
        var li = person();
        var there = new ArrayList<String>();
        for (var number = 0; number < 12; number++) {
            there.addFirst(li.erp().add(customer("name", "先来的" + number)).id());
        }
        var first = new ArrayList<>(page(li, 1));
        var later = new ArrayList<>(there);
        for (var number = 0; number < 5; number++) {
            later.addFirst(li.erp().add(customer("name", "后来的" + number)).id());
        }
        var second = new ArrayList<>(page(li, 1));
        for (var page = 2; page <= 4; page++) {
            first.addAll(page(li, page));
            li.erp().add(customer("name", "更后来的" + page));
            second.addAll(page(li, page));
        }

        assertThat(first).isEqualTo(there);
        assertThat(second).isEqualTo(later);
    }

    private List<String> page(Actor li, int index) {
        return li.erp()
                .list(Map.of("pageSize", "5", "pageIndex", Integer.toString(index)))
                .ids();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyPageInTurnGivesEveryCustomerExactlyOnceWhileMoreAreAdded(long seed) {
        var random = new Random(seed);
        var li = person();
        var before = new ArrayList<String>();
        for (var number = 0; number < 12; number++) {
            before.addFirst(li.erp().add(customer("name", "先来的" + number)).id());
        }
        var size = 1 + random.nextInt(5);

        var seen = new ArrayList<String>();
        for (var page = 1; page <= before.size() / size + 1; page++) {
            seen.addAll(li.erp()
                    .list(Map.of("pageSize", "" + size, "pageIndex", "" + page))
                    .ids());
            for (var more = random.nextInt(4); more > 0; more--) {
                li.erp().add(customer("name", "后来的" + page + "之" + more));
            }
        }

        assertThat(seen).isEqualTo(before);
        assertThat(li.erp().list(Map.of("pageSize", "500")).ids())
                .as("what came later is there from the first page on")
                .hasSizeGreaterThan(before.size())
                .containsAll(before);
    }

    /** The keyword of the quick reference looks in a few texts, {@code searchKey} in all that the list shows. */
    boolean keywordFindsAddresses() {
        return false;
    }

    @Test
    void theKeywordFindsAnyPart() {
        var li = person();
        var name = li.erp().add(customer("name", "重庆钢铁厂")).id();
        var remark = li.erp().add(customer("remark", "做钢铁的")).id();
        var address = li.erp().add(customer("address", "钢铁路")).id();
        var phone = li.erp().add(customer("phone", "023-63800777")).id();
        var mobile = li.erp().add(customer("mobile", "13963800777")).id();

        assertThat(li.erp().list(Map.of("keyword", "钢铁")).ids())
                .isEqualTo(keywordFindsAddresses() ? List.of(address, remark, name) : List.of(remark, name));
        assertThat(li.erp().list(Map.of("keyword", "3800777")).ids()).containsExactly(mobile, phone);
    }

    @Test
    void aSourceNarrowsTheListAndABlankOneDoesNot() {
        var li = person();
        var friend = li.erp().add(customer("source", "微信")).id();
        var fair = li.erp().add(customer("source", "展会")).id();

        assertThat(li.erp().list(Map.of("source", "微信")).ids()).containsExactly(friend);
        assertThat(li.erp().list(Map.of("source", "")).ids()).containsExactly(fair, friend);
    }

    @Test
    void aPeriodIncludesItsLastDay() {
        server.clock().add(Duration.ofDays(10));
        var li = person();
        var day = server.clock().instant().atZone(SHANGHAI).toLocalDate();
        var id = li.erp().add(customer()).id();

        assertThat(li.erp()
                        .list(Map.of("addedFrom", "" + day, "addedBefore", "" + day))
                        .ids())
                .containsExactly(id);
        assertThat(li.erp().list(Map.of("addedBefore", "" + day.minusDays(1))).ids())
                .isEmpty();
        assertThat(li.erp().list(Map.of("addedFrom", "" + day.plusDays(1))).ids())
                .isEmpty();
    }

    @Test
    void aDisabledSourceStillFindsWhatHasIt() {
        var li = person();
        var dictionaries = server.part(Dictionaries.class);
        var entry = dictionaries.add(DictionaryName.CUSTOMER_SOURCE, "地铁广告" + ++people);
        var id = li.erp().add(customer("source", entry.text())).id();
        dictionaries.enable(DictionaryName.CUSTOMER_SOURCE, entry.id(), false);

        assertThat(li.erp().add(customer("source", entry.text())).refusedFields())
                .containsExactly("source");
        assertThat(li.erp().list(Map.of("source", entry.text())).ids()).containsExactly(id);
    }

    @Test
    void eachTextHasTheMaximumLengthOfTheCatalog() {
        var li = person();
        var longest = new TreeMap<>(Map.of("name", 200, "remark", 2000, "address", 500, "postcode", 20));
        longest.putAll(Map.of("shortName", 100, "kCode", 50, "contactPerson", 50));
        longest.keySet().retainAll(writes());

        longest.forEach((field, length) -> {
            var id = li.erp().add(customer(field, "𠮷".repeat(length))).id();
            assertThat(li.erp().read(id).only()).containsEntry(field, "𠮷".repeat(length));
            assertThat(li.erp().add(customer(field, "长".repeat(length + 1))).refusedFields())
                    .containsExactly(field);
        });
    }

    @Test
    void whatASalesUserMayNotSeeIsInNoListAndNoTotal() {
        var li = person();
        var wang = person();
        var id = wang.erp().add(customer("name", "只有王看得见")).id();

        assertThat(li.erp().list(Map.of()).total()).isZero();
        assertThat(li.erp().list(Map.of("keyword", "只有王看得见")).total()).isZero();
        assertThat(li.erp().read(id).refusedFields()).containsExactly("id");
        assertThat(wang.erp().read(id).only()).containsEntry("name", "只有王看得见");
    }

    @Test
    void anUnknownIdIsRejected() {
        assertThat(person().erp().read("9223372036854775807").refusedFields()).containsExactly("id");
    }
}
