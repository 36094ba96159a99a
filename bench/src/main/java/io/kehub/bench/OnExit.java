package io.kehub.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Clean-up actions that run when this JVM ends, in reverse order: after a run, on failure, and on Ctrl-C. Only {@code
 * kill -9} prevents them.
 */
final class OnExit {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean underWay;

    OnExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::undoAll, "bench-on-exit"));
    }

    /** Runs the action immediately if the JVM is already ending. */
    void undo(Runnable step) {
        synchronized (this) {
            if (!underWay) {
                steps.push(step);
                return;
            }
        }
        step.run();
    }

    /** Whether the JVM is ending; later failures are then not reported. */
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
