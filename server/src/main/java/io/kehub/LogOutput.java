package io.kehub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where the log goes and how much of it. Configured here alone: Logback finds this class by
 * {@code META-INF/services} and then looks at no file, system property or environment variable.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogOutput extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss} %-5level %logger{20} - %msg%n";
    private static final String OWN = "io.kehub";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);

        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.setCharset(System.out.charset());
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(encoder);
        console.start();
        var held = new HeldAppender(console);
        held.setContext(context);
        held.setName("held");
        held.start();

        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(held);
        context.getLogger(OWN).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets how much KeHub's own classes log; libraries log warnings and errors at any level. */
    static void level(org.slf4j.event.Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(OWN).setLevel(Level.convertAnSLF4JLevel(level));
        }
    }

    /** Keeps what libraries log back until {@link #release} or {@link #drop}. */
    static void hold() {
        var held = held();
        if (held != null) {
            held.hold();
        }
    }

    /** Writes what was kept back, and everything from now on. */
    static void release() {
        var held = held();
        if (held != null) {
            held.release();
        }
    }

    /** Forgets what was kept back: the start failed, and the program says why in its own words. */
    static void drop() {
        var held = held();
        if (held != null) {
            held.drop();
        }
    }

    private static @org.jspecify.annotations.Nullable HeldAppender held() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("held") instanceof HeldAppender held
                ? held
                : null;
    }
}
