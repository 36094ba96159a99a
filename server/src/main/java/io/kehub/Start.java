package io.kehub;

import org.springframework.context.ConfigurableApplicationContext;

/** Starts the server, and keeps the console clean if it can't. */
final class Start {

    private Start() {}

    /**
     * Starts the server and returns when it can serve.
     *
     * @throws RuntimeException which {@link StartupFailureMessage} explains; what libraries logged on the way is dropped,
     *     unless the log level is debug or trace
     */
    static ConfigurableApplicationContext run(Settings settings) {
        LogOutput.level(settings.logLevel());
        var verbose = settings.logLevel().compareTo(org.slf4j.event.Level.DEBUG) >= 0;
        if (!verbose) {
            LogOutput.hold();
        }
        try {
            settings.bind().mustBeFree();
            var context = KeHubApplication.create(settings).run();
            LogOutput.release();
            return context;
        } catch (RuntimeException | Error failure) {
            if (verbose) {
                failure.printStackTrace();
            } else {
                LogOutput.drop();
            }
            if (StartupFailureMessage.couldNotListen(failure)) {
                throw settings.bind().refusal();
            }
            throw failure;
        }
    }
}
