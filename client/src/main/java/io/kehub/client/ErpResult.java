package io.kehub.client;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a call to the ERP ended with: {@link Done}, or {@link Failed} with an {@link ErpFailure} that says whether the ERP
 * rejected it, whether the outcome is unknown, or whether the ERP was not reached.
 *
 * @param <T> what a successful call returns
 */
public sealed interface ErpResult<T> {

    /**
     * The ERP said yes.
     *
     * @param value what it answered
     * @param warnings what failed after the call had taken effect, such as assigning the owner of a new customer; usually
     *     empty
     * @param <T> the type of the answer
     */
    record Done<T>(T value, List<ErpFailure> warnings) implements ErpResult<T> {
        /** Keeps a copy of the list. */
        public Done {
            warnings = List.copyOf(warnings);
        }

        /**
         * A call of which nothing failed.
         *
         * @param value what the ERP answered
         */
        public Done(T value) {
            this(value, List.of());
        }
    }

    /**
     * The call did not do what was asked, as far as anyone knows.
     *
     * @param failure why
     * @param <T> the type that a successful call would have returned
     */
    record Failed<T>(ErpFailure failure) implements ErpResult<T> {}

    /**
     * Runs a call that reports its failure as an {@link ErpException}.
     *
     * @param call the call
     * @param <T> what it returns
     * @return its value, or its failure
     */
    static <T> ErpResult<T> of(Supplier<T> call) {
        try {
            return new Done<>(call.get());
        } catch (ErpException failed) {
            return new Failed<>(failed.failure());
        }
    }

    /**
     * The value of a successful call.
     *
     * @return the value
     * @throws ErpException with the failure, if the call failed
     */
    default T orElseThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw new ErpException(((Failed<T>) this).failure());
    }

    /**
     * Applies a function to the value; a failure stays as it is.
     *
     * @param function the function
     * @param <U> what the function returns
     * @return the result with the function's value, or with the same failure
     */
    default <U> ErpResult<U> map(Function<? super T, ? extends U> function) {
        if (this instanceof Done<T> done) {
            return new Done<>(function.apply(done.value()), done.warnings());
        }
        return new Failed<>(((Failed<T>) this).failure());
    }
}
