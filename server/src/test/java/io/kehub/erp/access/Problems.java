package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How tests of this module look at refusals. */
final class Problems {

    private Problems() {}

    static Problem of(ThrowingCallable call) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }
}
