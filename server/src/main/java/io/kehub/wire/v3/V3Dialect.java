package io.kehub.wire.v3;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.json.BodySniffer;
import io.kehub.wire.json.JsonBody;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.json.ListTexts;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newer of the native dialects. HTTP status is always 200; {@code Code} is the result. Lists may be requested with
 * GET, with the parameters in the query.
 */
final class V3Dialect implements Dialect {

    @Override
    public DialectId id() {
        return DialectId.V3;
    }

    @Override
    public Claim claim(String path, boolean known, Message message) {
        if (message.tokenHeader() == null) {
            return known ? Claim.PATH : Claim.NONE;
        }
        return known ? Claim.HEADER_AND_PATH : Claim.HEADER;
    }

    @Override
    public boolean supports(Answer<?> answer) {
        return !(answer instanceof Answer.Form<?>);
    }

    /** @throws ProblemException for a body of ov1: its parameters would be ignored, which turns "these" into "all" */
    @Override
    public Call open(Message message) {
        if (BodySniffer.namesAny(message.body().bytes(), "datas", "cmdkey")) {
            throw new ProblemException(new Problem.Unauthenticated(
                    "wrong_dialect", "此地址只接受 v3 写法：参数直接写成 JSON 对象的字段，凭证写在请求头 ZBAPI-Token 中，不使用 datas 和 cmdkey"));
        }
        return new V3Call(message);
    }

    @Override
    public Reply answer(Operation<?> operation, Operation.Result result) {
        return reply(V3Envelope.done(result.shown()));
    }

    @Override
    public Reply refusal(Problem problem, @Nullable Operation<?> operation) {
        return reply(V3Envelope.refused(problem));
    }

    @Override
    public Reply failure(String number) {
        return reply(V3Envelope.failed(number));
    }

    private static Reply reply(byte[] body) {
        return new Reply(200, JsonText.CONTENT_TYPE, new Body(body));
    }

    private record V3Call(Message message) implements Call {

        @Override
        public Optional<String> session() {
            return Optional.ofNullable(message.tokenHeader()).map(String::strip);
        }

        @Override
        public Map<String, String> query() {
            return message.query();
        }

        @Override
        public WireValue.Object input(Operation<?> operation) {
            var members = new LinkedHashMap<>(
                    JsonBody.lenient(message.body().bytes(), true).members());
            message.query().forEach((name, value) -> {
                if (members.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                    members.put(name, new WireValue.Text(value));
                }
            });
            return ListTexts.read(new WireValue.Object(members), operation.parametersIn(DialectId.V3), DialectId.V3);
        }
    }
}
