package io.kehub.console;

import io.kehub.kernel.FieldError;
import java.util.List;

/**
 * Faults that were found while a request was read, so that their fields bear the caller's names already; the faults of a
 * {@link io.kehub.kernel.ProblemException} bear the domain's.
 */
final class CallerFaults extends RuntimeException {

    private final transient List<FieldError> faults;

    CallerFaults(List<FieldError> faults) {
        super("invalid_field", null, false, false);
        this.faults = List.copyOf(faults);
    }

    List<FieldError> faults() {
        return faults;
    }
}
