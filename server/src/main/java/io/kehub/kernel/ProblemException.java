package io.kehub.kernel;

import java.util.List;

/** Carries a {@link Problem} from where it is found to the dialect that tells the caller. Never logged as an error. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Throws a {@link Problem.Invalid} that names all of these faults at once; does nothing where there is none. */
    public static void refuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(faults));
        }
    }
}
