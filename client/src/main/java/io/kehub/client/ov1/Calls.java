package io.kehub.client.ov1;

import io.kehub.client.ErpConnection;
import io.kehub.client.ErpException;
import io.kehub.client.SharedSession;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.NativeToken;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends calls of ov1 under the shared session. */
final class Calls {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json; charset=utf-8", "Accept", "application/json");

    private final ErpConnection connection;
    private final SharedSession<NativeToken> sessions;

    Calls(ErpConnection connection) {
        this.connection = connection;
        this.sessions = new SharedSession<>(this::open, connection.clock());
    }

    SharedSession<NativeToken> sessions() {
        return sessions;
    }

    /**
     * Sends a call, and once more if the ERP says that the session is over.
     *
     * @param path below the address of the ERP
     * @param cmdkey the action; empty for none
     * @param datas the parameters
     * @throws ErpException if no whole answer came
     */
    Answer send(String path, String cmdkey, Map<String, String> datas) {
        var session = sessions.current();
        var answer = post(path, session.secret(), cmdkey, datas);
        if (answer.saysSessionIsOver()) {
            answer = post(path, sessions.insteadOf(session).secret(), cmdkey, datas);
        }
        return answer;
    }

    private Answer post(String path, String session, String cmdkey, Map<String, String> datas) {
        var request = Json.object().put("session", session).put("cmdkey", cmdkey);
        var list = request.putArray("datas");
        datas.forEach((id, value) -> list.addObject().put("id", id).put("val", value));
        return new Answer(connection.transport().post(path, Json.bytes(request), HEADERS), connection.clock());
    }

    private NativeToken open() {
        if (connection.credentials() instanceof ErpConnection.Credentials.Account account) {
            return new NativeToken(signIn(account));
        }
        var given = ((ErpConnection.Credentials.GivenSession) connection.credentials())
                .secret()
                .get();
        if (given.isBlank()) {
            throw new IllegalArgumentException("the session supplier gave no session");
        }
        return new NativeToken(given);
    }

    private String signIn(ErpConnection.Credentials.Account account) {
        var datas = new LinkedHashMap<String, String>();
        datas.put("user", "txt:" + account.user());
        datas.put("password", "txt:" + account.password());
        datas.put("serialnum", "txt:" + connection.device());
        datas.put("rndcode", "");
        return post("/webapi/v3/ov1/login", "", "", datas).session();
    }
}
