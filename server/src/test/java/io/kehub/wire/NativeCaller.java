package io.kehub.wire;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody who calls the ERP over HTTP in the native dialects, as programs written against the real one do. */
public final class NativeCaller {

    private final QuickCaller http;
    private final String session;

    private NativeCaller(QuickCaller http, String session) {
        this.http = http;
        this.session = session;
    }

    /** Signs in by ov1. */
    public static NativeCaller signedIn(URI erp, String user, String password) {
        var http = QuickCaller.stranger(erp).with("Content-Type", "application/zsml; charset=utf-8");
        var answer = http.post(
                        "/SYSA/mobilephone/login.asp",
                        "{session:'', datas:[{id:'user', val:'txt:%s'}, {id:'password', val:'txt:%s'}, {id:'serialnum', val:'%s'}]}"
                                .formatted(user, password, "a".repeat(36)))
                .json();
        var session = answer.at("/header/session").stringValue("");
        if (answer.at("/header/status").intValue(-1) != 0 || session.isEmpty()) {
            throw new IllegalStateException(answer.toString());
        }
        return new NativeCaller(http, session);
    }

    public String session() {
        return session;
    }

    /** Calls ov1 at {@code /sysa/mobilephone/}; {@code command} may be empty. */
    public JsonNode ov1(String address, String command, Map<String, ?> datas) {
        var pairs = new ArrayList<Map<String, Object>>();
        datas.forEach((id, value) -> pairs.add(Map.of("id", id, "val", value)));
        var body = new LinkedHashMap<String, Object>();
        body.put("session", session);
        body.put("cmdkey", command);
        body.put("datas", pairs);
        return http.post("/sysa/mobilephone/" + address, body).json();
    }

    /** Calls v3 at {@code /webapi/v3/}. */
    public JsonNode v3(String address, Map<String, ?> fields) {
        return http.with("ZBAPI-Token", session)
                .post("/webapi/v3/" + address, fields)
                .json();
    }

    /** Calls helper at {@code /webapi/apiHelper/}. */
    public JsonNode helper(String address, Map<String, ?> fields) {
        var body = new LinkedHashMap<String, Object>(fields);
        body.put("Token", session);
        return http.post("/webapi/apiHelper/" + address, body).json();
    }

    /** The rows of an ov1 list. */
    public static List<JsonNode> rows(JsonNode answer) {
        return answer.at("/body/source/table/rows").valueStream().toList();
    }
}
