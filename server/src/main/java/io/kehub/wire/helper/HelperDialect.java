package io.kehub.wire.helper;

import io.kehub.kernel.Problem;
import io.kehub.wire.json.JsonBody;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.json.ListTexts;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of the helper services. The session is sent in the body as {@code Token} or {@code session}, in the
 * query, or in v3's header; {@code Datas} may contain the parameters.
 */
final class HelperDialect implements Dialect {

    private static final Set<String> TOKENS = Set.of("token", "session");
    private static final String DATAS = "datas";

    @Override
    public DialectId id() {
        return DialectId.HELPER;
    }

    @Override
    public Claim claim(String path, boolean known, Message message) {
        var comparable = path.toLowerCase(Locale.ROOT);
        return comparable.startsWith("/webapi/apihelper/") || comparable.startsWith("/webapi/api/zbservices/webapi/")
                ? Claim.OWN_PATH
                : Claim.NONE;
    }

    @Override
    public boolean supports(Answer<?> answer) {
        return switch (answer) {
            case Answer.Form<?> bill -> false;
            case Answer.Tree<?> tree -> false;
            default -> true;
        };
    }

    @Override
    public Call open(Message message) {
        var body = JsonBody.lenient(message.body().bytes(), true).members();
        return new HelperCall(message, body);
    }

    @Override
    public Reply answer(Operation<?> operation, Operation.Result result) {
        return reply(HelperEnvelope.done(result.shown()));
    }

    @Override
    public Reply refusal(Problem problem, @Nullable Operation<?> operation) {
        return reply(HelperEnvelope.refused(problem));
    }

    @Override
    public Reply failure(String number) {
        return reply(HelperEnvelope.failed(number));
    }

    private static Reply reply(byte[] body) {
        return new Reply(200, JsonText.CONTENT_TYPE, new Body(body));
    }

    private record HelperCall(Message message, Map<String, WireValue> body) implements Call {

        @Override
        public Optional<String> session() {
            var shown = body.entrySet().stream()
                    .filter(field -> isToken(field.getKey()))
                    .flatMap(field -> shown(field.getValue()));
            var asked = message.query().entrySet().stream()
                    .filter(field -> isToken(field.getKey()))
                    .map(Map.Entry::getValue);
            return Stream.concat(Stream.concat(shown, asked), Stream.ofNullable(message.tokenHeader()))
                    .map(String::strip)
                    .filter(token -> !token.isEmpty())
                    .findFirst();
        }

        /** a value that is not text is an invalid session, not a missing one */
        private static Stream<String> shown(WireValue value) {
            return switch (value) {
                case WireValue.Text text -> Stream.of(text.text());
                case WireValue.Null nothing -> Stream.of();
                default -> Stream.of(value.kind());
            };
        }

        @Override
        public Map<String, String> query() {
            return message.query();
        }

        @Override
        public WireValue.Object input(Operation<?> operation) {
            var members = new LinkedHashMap<String, WireValue>();
            body.forEach((name, value) -> {
                if (name.equalsIgnoreCase(DATAS) && value instanceof WireValue.Object within) {
                    within.members().forEach(members::putIfAbsent);
                } else if (!isToken(name)) {
                    members.put(name, value);
                }
            });
            message.query().forEach((name, value) -> {
                if (!isToken(name) && members.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                    members.put(name, new WireValue.Text(value));
                }
            });
            return ListTexts.read(
                    new WireValue.Object(members), operation.parametersIn(DialectId.HELPER), DialectId.HELPER);
        }

        private static boolean isToken(String name) {
            return TOKENS.contains(name.toLowerCase(Locale.ROOT));
        }
    }
}
