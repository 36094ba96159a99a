package io.kehub;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes the log on. While the program starts, what libraries log can be kept back: if the start fails, the program
 * explains the failure itself, and their warnings and stack traces would only bury the explanation.
 */
final class HeldAppender extends AppenderBase<ILoggingEvent> {

    private static final int MAX_HELD = 1000;
    private static final String OWN = "io.kehub.";

    private final Appender<ILoggingEvent> output;
    private final List<ILoggingEvent> events = new ArrayList<>();
    private boolean holding;
    private boolean dropping;

    HeldAppender(Appender<ILoggingEvent> output) {
        this.output = output;
    }

    // AppenderBase calls this under its lock
    @Override
    protected void append(ILoggingEvent event) {
        if (!holding || event.getLoggerName().startsWith(OWN)) {
            output.doAppend(event);
        } else if (!dropping && events.size() < MAX_HELD) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    }

    synchronized void hold() {
        holding = true;
        dropping = false;
    }

    synchronized void release() {
        holding = false;
        events.forEach(output::doAppend);
        events.clear();
    }

    synchronized void drop() {
        holding = true;
        dropping = true;
        events.clear();
    }
}
