package io.kehub.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** The hub as seen from outside: its REST under {@code /api/hub}, with the session of one person. */
public final class HubOverHttp {

    private static final int PAGE = 500;

    /** A contact as the hub's REST shows it; only what the demo and the sample look at. */
    public record ContactRow(String id, String k_code, String erp_id) {}

    record ContactList(List<ContactRow> list, String next) {}

    public record RefusedLine(long line) {}

    public record ImportReport(long accepted, List<RefusedLine> refused) {}

    record Envelope<T>(
            boolean success, String message, @Nullable T data) {}

    private final RestClient http;

    public HubOverHttp(SignedIn user) {
        this.http = user.http();
    }

    /** Imports contacts; lines that the hub already has are refused. */
    public ImportReport importCsv(String csv) {
        return unwrap(http.post()
                .uri("api/hub/contacts/import")
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .body(csv)
                .retrieve()
                .body(new ParameterizedTypeReference<Envelope<ImportReport>>() {}));
    }

    /** Gives the contact its K-code; again answers the same. */
    public ContactRow file(String contactId) {
        return unwrap(http.post()
                .uri("api/hub/contacts/{id}/file", contactId)
                .retrieve()
                .body(new ParameterizedTypeReference<Envelope<ContactRow>>() {}));
    }

    /** All contacts that the query string selects, page after page. */
    public List<ContactRow> contacts(String query) {
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
