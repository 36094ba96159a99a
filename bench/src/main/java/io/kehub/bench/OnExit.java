package io.kehub.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is undone when this JVM ends, last things first: at the end of a run, at a failure, and at Ctrl-C in the middle
 * of anything. Only {@code kill -9} leaves things behind.
 */
final class OnExit {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean underWay;

    OnExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::undoAll, "bench-on-exit"));
    }

    /** Undoes it at once where the end has begun already. */
    void undo(Runnable step) {
        synchronized (this) {
            if (!underWay) {
                steps.push(step);
                return;
            }
        }
        step.run();
    }

    /** Whether the JVM is ending, so that failures from then on say nothing. */
    synchronized boolean isUnderWay() {
        return underWay;
    }

    private void undoAll() {
        synchronized (this) {
            underWay = true;
        }
        steps.forEach(Runnable::run);
    }
}
