package io.kehub.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** The hub as seen from outside: its REST under {@code /api/hub}, with the session of one person. */
final class HubOverHttp {

    private static final int PAGE = 500;

    /** A contact as the hub's REST shows it; only what the demo looks at. */
    record ContactRow(String id, String k_code, String erp_id) {}

    record ContactList(List<ContactRow> list, String next) {}

    record RefusedLine(long line) {}

    record ImportReport(long accepted, List<RefusedLine> refused) {}

    record Envelope<T>(
            boolean success, String message, @Nullable T data) {}

    private final RestClient http;

    private HubOverHttp(RestClient http) {
        this.http = http;
    }

    static HubOverHttp signIn(URI kehub, String user, String password) {
        var http = RestClient.create(kehub.toString());
        var answer = http.post()
                .uri("webapi/v3/ov1/login")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("user", user, "password", password))
                .retrieve()
                .toBodilessEntity();
        var cookie = Objects.requireNonNull(answer.getHeaders().getFirst(HttpHeaders.SET_COOKIE), "no session cookie");
        var session = cookie.substring(0, cookie.indexOf(';'));
        return new HubOverHttp(
                http.mutate().defaultHeader(HttpHeaders.COOKIE, session).build());
    }

    ImportReport importCsv(String csv) {
        return unwrap(http.post()
                .uri("api/hub/contacts/import")
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .body(csv)
                .retrieve()
                .body(new ParameterizedTypeReference<Envelope<ImportReport>>() {}));
    }

    ContactRow file(String contactId) {
        return unwrap(http.post()
                .uri("api/hub/contacts/{id}/file", contactId)
                .retrieve()
                .body(new ParameterizedTypeReference<Envelope<ContactRow>>() {}));
    }

    /** All contacts that the query string selects, page after page. */
    List<ContactRow> contacts(String query) {
        var all = new ArrayList<ContactRow>();
        var before = "";
        do {
            var page = unwrap(http.get()
                    .uri("api/hub/contacts?limit=" + PAGE + query + (before.isEmpty() ? "" : "&before=" + before))
                    .retrieve()
                    .body(new ParameterizedTypeReference<Envelope<ContactList>>() {}));
            all.addAll(page.list());
            before = page.next();
        } while (!before.isEmpty());
        return all;
    }

    private static <T> T unwrap(@Nullable Envelope<T> envelope) {
        if (envelope == null || envelope.data() == null) {
            throw new IllegalStateException("the hub answered nothing");
        }
        return envelope.data();
    }
}
