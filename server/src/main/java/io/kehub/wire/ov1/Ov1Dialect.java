package io.kehub.wire.ov1;

import io.kehub.kernel.Problem;
import io.kehub.wire.json.BodySniffer;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.json.ListTexts;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The older of the native dialects. HTTP status is always 200; {@code header.status} is 0 on success. */
final class Ov1Dialect implements Dialect {

    /** The command that requests the rows of a list instead of its columns only. */
    private static final String REFRESH = "refresh";

    /** The action is in the query or among the {@code datas}; the query takes precedence. */
    private static final String COMMAND = "cmdkey";

    /** The action at an address where the query does not name it. */
    private static final String ACTION = "__msgid";

    @Override
    public DialectId id() {
        return DialectId.OV1;
    }

    @Override
    public Claim claim(String path, boolean known, Message message) {
        if (path.toLowerCase(Locale.ROOT).startsWith("/sysa/")) {
            return Claim.OWN_PATH;
        }
        if (BodySniffer.namesAny(message.body().bytes(), "datas", "session", COMMAND)) {
            return Claim.BODY;
        }
        return known ? Claim.PATH : Claim.NONE;
    }

    @Override
    public boolean supports(Answer<?> answer) {
        return true;
    }

    @Override
    public Call open(Message message) {
        return new Ov1Call(message, Ov1Body.read(message.body().bytes()));
    }

    @Override
    public Reply answer(Operation<?> operation, Operation.Result result) {
        return reply(Ov1Envelope.done(result));
    }

    @Override
    public Reply refusal(Problem problem, @Nullable Operation<?> operation) {
        return reply(Ov1Envelope.refused(problem, operation));
    }

    @Override
    public Reply failure(String number) {
        return reply(Ov1Envelope.failed(number));
    }

    private static Reply reply(byte[] body) {
        return new Reply(200, JsonText.CONTENT_TYPE, new Body(body));
    }

    private record Ov1Call(Message message, Ov1Body body) implements Call {

        @Override
        public Optional<String> session() {
            return body.session().isEmpty() ? Optional.empty() : Optional.of(body.session());
        }

        @Override
        public Map<String, String> query() {
            var query = new HashMap<String, String>();
            body.datas()
                    .forEach((name, value) ->
                            Ov1Body.text(value).ifPresent(text -> query.put(name.toLowerCase(Locale.ROOT), text)));
            query.putAll(message.query());
            if (!body.command().isEmpty()) {
                query.put(COMMAND, body.command());
                query.putIfAbsent(ACTION, body.command());
            }
            return query;
        }

        @Override
        public boolean wantsSkeleton() {
            return !REFRESH.equalsIgnoreCase(query().get(COMMAND));
        }

        @Override
        public WireValue.Object input(Operation<?> operation) {
            var members = new LinkedHashMap<>(body.datas());
            message.query().forEach((name, value) -> {
                if (members.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                    members.put(name, new WireValue.Text(value));
                }
            });
            return ListTexts.read(new WireValue.Object(members), operation.parametersIn(DialectId.OV1), DialectId.OV1);
        }
    }
}
