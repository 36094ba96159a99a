package io.kehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** The failure of a result, which must be of the expected kind. */
public final class Failures {

    private Failures() {}

    public static ErpFailure.Rejected rejected(ErpResult<?> result) {
        return of(result, ErpFailure.Rejected.class);
    }

    public static ErpFailure.Unknown unknown(ErpResult<?> result) {
        return of(result, ErpFailure.Unknown.class);
    }

    public static ErpFailure.Unreachable unreachable(ErpResult<?> result) {
        return of(result, ErpFailure.Unreachable.class);
    }

    private static <F extends ErpFailure> F of(ErpResult<?> result, Class<F> kind) {
        assertThat(result).isInstanceOf(ErpResult.Failed.class);
        return assertThat(((ErpResult.Failed<?>) result).failure())
                .asInstanceOf(type(kind))
                .actual();
    }
}
