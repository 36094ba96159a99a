package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the validation errors of one request. Keeps the first {@value #KEPT} and counts the rest. */
final class FieldErrors {

    private static final int KEPT = 20;

    private final List<FieldError> kept = new ArrayList<>();
    private final Set<String> invalid = new HashSet<>();
    private int total;

    void add(String wireName, String message, String allowed) {
        add(new FieldError(UnknownFields.printable(wireName), message, allowed));
    }

    void add(FieldError error) {
        count();
        if (kept.size() < KEPT) {
            kept.add(error);
        }
    }

    /** Whether another error would still be shown. */
    boolean wantsMore() {
        return kept.size() < KEPT;
    }

    /** Counts an error that is not shown. */
    void count() {
        total++;
    }

    /** Marks a field as invalid, so that it is not reported as missing too. */
    void remember(String name) {
        invalid.add(name);
    }

    boolean remembers(String name) {
        return invalid.contains(name);
    }

    /** The errors that are shown. */
    List<FieldError> kept() {
        return List.copyOf(kept);
    }

    void throwIfAny() {
        if (total > 0) {
            throw new ProblemException(new Problem.Invalid("invalid_field", FieldError.summary(kept, total), kept));
        }
    }
}
