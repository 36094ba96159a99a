package io.kehub.sync.delivery;

import io.kehub.sync.outbox.Attempt;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of one delivery as they are taken, until the outbox has them. */
final class AttemptLog {

    private final Clock clock;
    private final List<Attempt> unsaved = new ArrayList<>();
    private int number;
    private @Nullable Attempt underWay;

    /** @param number of the last attempt that the outbox has */
    AttemptLog(int number, Clock clock) {
        this.number = number;
        this.clock = clock;
    }

    void begin(Attempt.Step step, String request) {
        number++;
        underWay = new Attempt(number, clock.instant(), step, "", request, "");
        unsaved.add(underWay);
    }

    /** Completes the step that is under way, whether the outbox has its beginning or not. */
    void end(String outcome, String answer) {
        var begun = underWay;
        if (begun == null) {
            throw new IllegalStateException("no step is under way");
        }
        unsaved.remove(begun);
        unsaved.add(new Attempt(begun.number(), begun.at(), begun.step(), outcome, begun.request(), answer));
        underWay = null;
    }

    /** What the outbox does not have yet, a step under way without its outcome included. */
    List<Attempt> unsaved() {
        var steps = List.copyOf(unsaved);
        unsaved.clear();
        return steps;
    }
}
