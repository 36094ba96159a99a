package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.wire.operation.type.DialectId;
import java.util.List;

/** Replaces the domain's field names in a problem by the caller's field names. */
record ProblemNames(Operation<?> operation, DialectId dialect) {

    Problem translated(Problem problem) {
        if (problem.errors().isEmpty()) {
            return problem;
        }
        var errors = problem.errors().stream().map(this::translated).toList();
        return switch (problem) {
            case Problem.Invalid invalid -> new Problem.Invalid(invalid.code(), message(invalid, errors), errors);
            case Problem.NotFound absent -> new Problem.NotFound(absent.code(), message(absent, errors), errors);
            case Problem.Conflict taken -> new Problem.Conflict(taken.code(), message(taken, errors), errors);
            default -> problem;
        };
    }

    private FieldError translated(FieldError error) {
        return new FieldError(operation.wireName(error.field(), dialect), error.message(), error.allowed());
    }

    /** If the message was generated from the field errors, regenerate it with the caller's field names. */
    private static String message(Problem problem, List<FieldError> translated) {
        return problem.message().startsWith(problem.errors().getFirst().field() + "：")
                ? FieldError.summary(translated, translated.size())
                : problem.message();
    }
}
