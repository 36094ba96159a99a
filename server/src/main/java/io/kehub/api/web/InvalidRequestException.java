package io.kehub.api.web;

import io.kehub.kernel.Problem;

/**
 * Errors found while a request is read. Their fields have the caller's names, unlike those of a
 * {@link io.kehub.kernel.ProblemException}, which have the domain's.
 */
final class InvalidRequestException extends RuntimeException {

    private final transient Problem problem;

    InvalidRequestException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
