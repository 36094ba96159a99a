package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.customfield.CustomFieldType;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The quick dialect knows customers best: owner, K-code and custom fields besides. */
class QuickCustomerContractTest extends CustomerContract {

    /** What the answers call what the parameters don't have. */
    private static final Map<String, String> ANSWERED = Map.of(
            "chargename", "ownerName", "addtime", "addedAt", "lasttime", "lastFollowedUpAt", "protect", "shielded");

    @BeforeAll
    void defineACustomField() {
        server().part(CustomFields.class).define("预算", CustomFieldType.TEXT, List.of());
    }

    @Override
    Set<String> writes() {
        var all = new HashSet<>(EVERY_TEXT.keySet());
        all.add("kCode");
        return all;
    }

    @Override
    Set<String> required() {
        return Set.of("name", "kind");
    }

    @Override
    Speaker speaker(KeHubServer server, String user, String password) {
        var caller = QuickCaller.signedIn(server.address(), user, password);
        return new QuickSpeaker(caller, server.part(Catalog.class));
    }

    @Test
    void ownerCodeAndCustomFieldsAreReadBackAsWell() {
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
    void onlyNameAndKindAreNeededAndTheCallerIsInCharge() {
        var li = person();

        var read = li.erp()
                .read(li.erp().add(Map.of("name", "张三公司", "kind", "1")).id())
                .only();

        assertThat(read)
                .containsEntry("owner", li.id())
                .containsEntry("source", "")
                .containsEntry("field1", "");
        assertThat(li.erp().add(Map.of("shortName", "张三")).refusedFields()).containsExactlyInAnyOrder("name", "kind");
    }

    @Test
    void timesAreOfTheErpsZone() {
        server().clock().add(Duration.ofDays(1));
        var li = person();
        var then = server().clock().instant().atZone(SHANGHAI);

        var read = li.erp().read(li.erp().add(customer()).id()).only();

        assertThat(read)
                .containsEntry(
                        "addedAt",
                        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").format(then));
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
    void aKCodeInUseIsRejectedAndNothingIsSaved() {
        var li = person();
        li.erp().add(customer("kCode", "K-taken"));

        var refusal = li.erp().add(customer("kCode", "k-TAKEN"));

        assertThat(refusal.refusedFields()).containsExactly("kCode");
        assertThat(li.erp().list(Map.of("owner", li.id())).total()).isEqualTo(1);
    }

    @Test
    void aDisabledUserKeepsCustomersAndGetsNoMore() {
        var li = person(Role.ADMINISTRATOR);
        var gone = person();
        var id = gone.erp().add(customer()).id();
        server().part(Users.class).enable(gone.user(), false);

        assertThat(li.erp().add(customer("owner", gone.id())).refusedFields()).containsExactly("owner");
        assertThat(li.erp().list(Map.of("owner", gone.id())).only())
                .containsEntry("id", id)
                .containsEntry("ownerName", gone.name());
    }

    private record QuickSpeaker(QuickCaller caller, Catalog catalog) implements Speaker {

        @Override
        public Answer add(Map<String, String> fields) {
            return ask("customer-add", QuickCaller.ADD, fields);
        }

        @Override
        public Answer list(Map<String, String> parameters) {
            return ask("customer-list", QuickCaller.LIST, parameters);
        }

        @Override
        public Answer read(String id) {
            return ask("customer-detail", QuickCaller.DETAIL, Map.of("id", id));
        }

        private Answer ask(String operation, String path, Map<String, String> fields) {
            var wireNames = wireNames(operation(operation));
            var body = new HashMap<String, String>();
            fields.forEach((name, value) -> body.put(wireNames.getOrDefault(name, name), value));
            var answer = caller.post(path, body);
            var domainNames = domainNames();
            var done = answer.json().path("success").booleanValue();
            var data = answer.data();
            var rows = data.has("list") ? data.path("list").valueStream() : Stream.of(data);
            return new Answer(
                    done,
                    answer.refusedFields().stream()
                            .map(field -> domainNames.getOrDefault(field, field))
                            .toList(),
                    done ? rows.map(row -> record(row, domainNames)).toList() : List.of(),
                    data.path("total").longValue(-1));
        }

        private static Map<String, String> record(JsonNode row, Map<String, String> domainNames) {
            var named = new LinkedHashMap<String, String>();
            row.forEachEntry((name, value) -> named.put(domainNames.getOrDefault(name, name), value.asString()));
            return named;
        }

        private Operation<?> operation(String id) {
            return catalog.find(id).orElseThrow();
        }

        private static Map<String, String> wireNames(Operation<?> operation) {
            var names = new HashMap<String, String>();
            operation
                    .parametersIn(DialectId.QUICK)
                    .forEach(parameter -> names.put(
                            parameter.name(),
                            parameter.in(DialectId.QUICK).orElseThrow().wireName()));
            return names;
        }

        private Map<String, String> domainNames() {
            var names = new HashMap<>(ANSWERED);
            for (var operation : List.of("customer-add", "customer-list")) {
                wireNames(operation(operation)).forEach((name, wireName) -> names.put(wireName, name));
            }
            return names;
        }
    }
}
