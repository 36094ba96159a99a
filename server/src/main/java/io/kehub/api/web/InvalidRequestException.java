package io.kehub.api.web;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import java.util.List;

/**
 * Errors found while a request is read. Their fields have the caller's names, unlike those of a
 * {@link io.kehub.kernel.ProblemException}, which have the domain's.
 */
public final class InvalidRequestException extends RuntimeException {

    private final transient Problem problem;

    public InvalidRequestException(List<FieldError> errors) {
        this(Problem.Invalid.of(errors));
    }

    InvalidRequestException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
