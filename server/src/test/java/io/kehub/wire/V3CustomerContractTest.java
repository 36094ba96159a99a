package io.kehub.wire;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.type.DialectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * v3 writes customers and has no list and no detail of them: who writes by v3 reads by ov1, and so does this test. Its answer
 * tells no id either; the newest customer is the one that was added.
 */
class V3CustomerContractTest extends CustomerContract {

    private static final String ADD = "sales/customer/add";

    @Override
    Set<String> required() {
        return Set.of("name", "kind", "level", "contactPerson");
    }

    @Override
    boolean keywordFindsAddresses() {
        return true;
    }

    @Override
    Speaker speaker(KeHubServer server, String user, String password) {
        return new V3Speaker(
                NativeCaller.signedIn(server.address(), user, password),
                Names.of(server, DialectId.V3),
                Ov1CustomerContractTest.speakerOf(server, user, password),
                Ov1CustomerContractTest.speakerOf(server, user, password));
    }

    /** @param newest in a session of its own, so that it is in no reader's way */
    private record V3Speaker(NativeCaller caller, Names names, Speaker reader, Speaker newest) implements Speaker {

        @Override
        public Answer add(Map<String, String> fields) {
            var given = new HashMap<String, String>();
            fields.forEach((name, value) -> given.put(names.written().getOrDefault(name, name), value));
            var answer = caller.v3(ADD, given);
            if (answer.path("Code").intValue() == 200) {
                return new Answer(
                        true,
                        List.of(),
                        List.of(newest.list(Map.of("pageSize", "1")).records().getFirst()),
                        1);
            }
            var refused = answer.path("Errors")
                    .valueStream()
                    .map(error -> names.domain(error.path("Field").stringValue("")))
                    .toList();
            return new Answer(false, refused, List.of(), -1);
        }

        @Override
        public Answer list(Map<String, String> parameters) {
            return reader.list(parameters);
        }

        @Override
        public Answer read(String id) {
            return reader.read(id);
        }
    }
}
