package io.kehub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person's session with a running server, for tests that look at it from outside. */
final class HubSession {

    private static final JsonMapper JSON = JsonMapper.shared();

    record Row(String id, String kCode, String erpId) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final URI server;
    private final String cookie;

    HubSession(URI server) throws IOException, InterruptedException {
        this.server = server;
        var signIn = JSON.createObjectNode().put("user", "admin").put("password", KeHubProcess.ADMIN_PASSWORD);
        var answer = http.send(
                HttpRequest.newBuilder(server.resolve("webapi/v3/ov1/login"))
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(signIn.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        this.cookie = answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IllegalStateException(answer.body()))
                .split(";", 2)[0];
    }

    String cookie() {
        return cookie;
    }

    JsonNode importCsv(String csv) throws IOException, InterruptedException {
        return data(send("POST", "api/hub/contacts/import", "text/csv", csv));
    }

    Row file(String contactId) throws IOException, InterruptedException {
        return row(data(send("POST", "api/hub/contacts/" + contactId + "/file", "application/json", "")));
    }

    JsonNode create(String wxId, String remark, int confidence) throws IOException, InterruptedException {
        var contact =
                JSON.createObjectNode().put("wx_id", wxId).put("remark", remark).put("confidence", confidence);
        return data(send("POST", "api/hub/contacts", "application/json", contact.toString()));
    }

    JsonNode contact(String id) throws IOException, InterruptedException {
        return data(send("GET", "api/hub/contacts/" + id, "application/json", ""));
    }

    /** All contacts that the filter, such as {@code &filed=false}, selects. */
    List<Row> contacts(String filter) throws IOException, InterruptedException {
        var rows = new ArrayList<Row>();
        var before = "";
        do {
            var page = data(send("GET", "api/hub/contacts?limit=500" + filter + before, "application/json", ""));
            page.get("list").forEach(contact -> rows.add(row(contact)));
            var next = page.get("next").asString();
            before = next.isEmpty() ? "" : "&before=" + next;
        } while (!before.isEmpty());
        return rows;
    }

    private static Row row(JsonNode contact) {
        return new Row(
                contact.get("id").asString(),
                contact.get("k_code").asString(),
                contact.get("erp_id").asString());
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Cookie", cookie)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode data(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("data");
    }
}
