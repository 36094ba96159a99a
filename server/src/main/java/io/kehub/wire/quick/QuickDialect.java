package io.kehub.wire.quick;

import io.kehub.kernel.Problem;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.DialectId;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Outcome;
import io.kehub.wire.operation.WireValue;
import java.util.Optional;

/** The dialect of the quick reference: a flat JSON object in, an envelope out, the session in a cookie. */
final class QuickDialect implements Dialect {

    private static final String JSON = "application/json;charset=UTF-8";

    @Override
    public DialectId id() {
        return DialectId.QUICK;
    }

    @Override
    public Optional<String> session(Message message) {
        return Optional.ofNullable(message.cookie());
    }

    @Override
    public WireValue.Members read(Operation operation, Message message) {
        return QuickBody.read(message.body().bytes(), operation.takesNothing());
    }

    @Override
    public Reply answer(Operation operation, Outcome outcome) {
        var answer = operation.answer();
        return reply(200, QuickEnvelope.done(answer.message(), answer.show(outcome, DialectId.QUICK)));
    }

    @Override
    public Reply refusal(Problem problem) {
        return reply(status(problem), QuickEnvelope.refused(problem));
    }

    @Override
    public Reply failure(String number) {
        return reply(500, QuickEnvelope.failed(number));
    }

    private static int status(Problem problem) {
        return switch (problem) {
            case Problem.Invalid invalid -> 400;
            case Problem.NotSignedIn absent -> 401;
            case Problem.Forbidden forbidden -> 403;
            case Problem.NotFound unknown -> 404;
            case Problem.MethodNotAllowed method -> 405;
            case Problem.Taken taken -> 409;
            case Problem.TooLarge large -> 413;
            case Problem.TooManyTries tries -> 429;
        };
    }

    private static Reply reply(int status, byte[] body) {
        return new Reply(status, JSON, new Body(body));
    }
}
