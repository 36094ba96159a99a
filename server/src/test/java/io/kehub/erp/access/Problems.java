package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How tests look at refusals. */
public final class Problems {

    private Problems() {}

    public static Problem of(ThrowingCallable call) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }
}
