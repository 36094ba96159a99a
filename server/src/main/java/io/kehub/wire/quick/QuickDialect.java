package io.kehub.wire.quick;

import io.kehub.kernel.Problem;
import io.kehub.wire.json.JsonBody;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dialect of the quick reference: a flat JSON object in, an envelope out, the session in a cookie. */
final class QuickDialect implements Dialect {

    @Override
    public DialectId id() {
        return DialectId.QUICK;
    }

    /** Claims a request by its path only, so that any stronger claim of another dialect wins. */
    @Override
    public Claim claim(String path, boolean known, Message message) {
        return known ? Claim.PATH : Claim.NONE;
    }

    @Override
    public boolean supports(Answer<?> answer) {
        return switch (answer) {
            case Answer.Form<?> bill -> false;
            case Answer.Tree<?> tree -> false;
            case Answer.Options<?> options -> false;
            default -> true;
        };
    }

    @Override
    public Call open(Message message) {
        return new Call() {
            @Override
            public Optional<String> session() {
                return Optional.empty(); // browsers send the cookie automatically
            }

            @Override
            public Map<String, String> query() {
                return message.query();
            }

            @Override
            public WireValue.Object input(Operation<?> operation) {
                return JsonBody.strict(message.body().bytes(), operation.takesNothing(DialectId.QUICK));
            }
        };
    }

    @Override
    public Reply answer(Operation<?> operation, Operation.Result result) {
        return reply(200, QuickEnvelope.done(result.shown()));
    }

    @Override
    public Reply refusal(Problem problem, @Nullable Operation<?> operation) {
        return reply(problem.httpStatus(), QuickEnvelope.refused(problem));
    }

    @Override
    public Reply failure(String number) {
        return reply(500, QuickEnvelope.failed(number));
    }

    private static Reply reply(int status, byte[] body) {
        return new Reply(status, JsonText.CONTENT_TYPE, new Body(body));
    }
}
