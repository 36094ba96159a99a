package io.kehub.wire;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.DialectId;
import io.kehub.wire.operation.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

class QuickCustomerContractTest extends CustomerContract {

    /** What the answers call what the parameters don't have. */
    private static final Map<String, String> ANSWERED = Map.of(
            "chargename", "ownerName", "addtime", "addedAt", "lasttime", "lastFollowedUpAt", "protect", "shielded");

    @Override
    Speaker speaker(KeHubServer server, String user, String password) {
        var caller = QuickCaller.signedIn(server.address(), user, password);
        return new QuickSpeaker(caller, server.part(Catalog.class));
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
                    answer.faultyFields().stream()
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
