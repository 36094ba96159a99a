package io.kehub.wire;

import io.kehub.KeHubServer;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.type.DialectId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** ov1 reserves an id and saves under it, and says by id what the lists that people edit say by text. */
class Ov1CustomerContractTest extends CustomerContract {

    private static final String FORM = "salesmanage/custom/add.asp";
    private static final String LIST = "salesmanage/custom/list.asp";

    @Override
    Set<String> required() {
        return Set.of("name", "level", "contactPerson");
    }

    @Override
    boolean keywordFindsAddresses() {
        return true;
    }

    @Override
    Speaker speaker(KeHubServer server, String user, String password) {
        return speakerOf(server, user, password);
    }

    static Speaker speakerOf(KeHubServer server, String user, String password) {
        return new Ov1Speaker(
                NativeCaller.signedIn(server.address(), user, password), Names.of(server, DialectId.OV1), server);
    }

    private record Ov1Speaker(NativeCaller caller, Names names, KeHubServer server) implements Speaker {

        @Override
        public Answer add(Map<String, String> fields) {
            var reserved = caller.ov1(FORM + "?intsort=1", "", Map.of()).at("/body/bill/value");
            var given = new HashMap<String, Object>(wired(fields, names.written()));
            given.put("ord", reserved.longValue());
            var answer = caller.ov1(FORM + "?intsort=1", "__sys_dosave", given);
            var id = answer.at("/body/message/data").stringValue("");
            return answered(answer, List.of(Map.of("id", id)), 1);
        }

        @Override
        public Answer list(Map<String, String> parameters) {
            var answer = caller.ov1(LIST, "refresh", wired(parameters, names.listed()));
            var columns = answer.at("/body/source/table/cols")
                    .valueStream()
                    .map(column -> column.path("id").stringValue(""))
                    .toList();
            var rows = NativeCaller.rows(answer).stream()
                    .map(row -> row(columns, row))
                    .toList();
            return answered(
                    answer,
                    rows,
                    answer.at("/body/source/table/page/recordcount").longValue(-1));
        }

        private Map<String, String> row(List<String> columns, JsonNode row) {
            var named = new LinkedHashMap<String, String>();
            var domain = new HashMap<String, String>();
            server.part(Catalog.class)
                    .find("customer-list")
                    .flatMap(list -> list.answer(DialectId.OV1))
                    .orElseThrow()
                    .described()
                    .forEach(field -> domain.put(field.wireName(), field.name()));
            IntStream.range(0, columns.size())
                    .forEach(at -> named.put(
                            domain.getOrDefault(columns.get(at), columns.get(at)),
                            row.get(at).asString()));
            return named;
        }

        @Override
        public Answer read(String id) {
            var answer = caller.ov1(FORM + "?edit=1", "", Map.of("ord", id));
            var record = new LinkedHashMap<String, String>();
            answer.at("/body/bill/groups")
                    .valueStream()
                    .flatMap(group -> group.path("fields").valueStream())
                    .forEach(field -> record.put(names.domain(field.path("id").stringValue("")), shown(field)));
            record.put("id", answer.at("/body/bill/value").asString());
            return answered(answer, List.of(record), 1);
        }

        private static String shown(JsonNode field) {
            var text = field.path("text").stringValue("");
            return text.isEmpty() ? field.path("value").asString() : text;
        }

        private Answer answered(JsonNode answer, List<Map<String, String>> records, long total) {
            var done = answer.at("/header/status").intValue(-1) == 0;
            var refused = answer.at("/body/message/data/errors")
                    .valueStream()
                    .map(error -> names.domain(error.path("field").stringValue("")))
                    .toList();
            return new Answer(done, refused, done ? records : List.of(), done ? total : -1);
        }

        /** Under the dialect's names, and the texts of dictionaries as ids; a text that is no entry as an id of none. */
        private Map<String, Object> wired(Map<String, String> fields, Map<String, String> wireNames) {
            var wired = new HashMap<String, Object>();
            fields.forEach((name, value) -> wired.put(
                    wireNames.getOrDefault(name, name),
                    Names.DICTIONARIES.containsKey(name) ? id(name, value) : value));
            return wired;
        }

        private String id(String field, String text) {
            return text.isEmpty()
                    ? ""
                    : server
                            .part(Dictionaries.class)
                            .entries(Names.DICTIONARIES.getOrDefault(field, DictionaryName.TRADE))
                            .stream()
                            .filter(entry -> entry.text().equals(text))
                            .map(entry -> Long.toString(entry.id()))
                            .findFirst()
                            .orElse("999999");
        }
    }
}
