package io.kehub.kernel;

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
}
