package io.kehub.kernel;

import java.util.List;

/** Carries a {@link Problem} from where it is found to the dialect that answers the caller. Never logged as an error. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Throws a {@link Problem.Invalid} with all these errors; does nothing if the list is empty. */
    public static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(errors));
        }
    }
}
