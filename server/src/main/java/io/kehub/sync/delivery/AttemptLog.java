package io.kehub.sync.delivery;

import io.kehub.sync.outbox.Attempt;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the steps of one delivery until the outbox stores them. */
final class AttemptLog {

    private final Clock clock;
    private final List<Attempt> unsaved = new ArrayList<>();
    private int number;
    private @Nullable Attempt underWay;

    /** @param number of the last attempt in the outbox */
    AttemptLog(int number, Clock clock) {
        this.number = number;
        this.clock = clock;
    }

    void begin(Attempt.Step step, String request) {
        number++;
        underWay = new Attempt(number, clock.instant(), step, "", request, "");
        unsaved.add(underWay);
    }

    /** Completes the current step, whether the outbox has its beginning or not. */
    void end(String outcome, String answer) {
        var begun = underWay;
        if (begun == null) {
            throw new IllegalStateException("no step is in progress");
        }
        unsaved.remove(begun);
        unsaved.add(new Attempt(begun.number(), begun.at(), begun.step(), outcome, begun.request(), answer));
        underWay = null;
    }

    /** The steps that the outbox does not have yet, including the current step without its outcome. */
    List<Attempt> unsaved() {
        var steps = List.copyOf(unsaved);
        unsaved.clear();
        return steps;
    }
}
