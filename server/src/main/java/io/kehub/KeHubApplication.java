package io.kehub;

import io.kehub.database.DatabaseStartListener;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.modulith.Modulithic;

/** The parts of the server, found by Spring in the packages below this one. */
@SpringBootApplication(proxyBeanMethods = false)
@Modulithic(systemName = "KeHub")
class KeHubApplication {

    /** The application, ready to run, without Spring's own shutdown hook: see {@link ServeCommand}. */
    static SpringApplication create(Settings settings) {
        var application = new SpringApplication(KeHubApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setAddCommandLineProperties(false);
        application.setEnvironment(new KeHubEnvironment(settings));
        // the first would read files and variables that are meant for other programs, the second configures the log
        // a second time
        var listeners = application.getListeners();
        listeners.removeIf(listener -> listener instanceof EnvironmentPostProcessorApplicationListener
                || listener instanceof LoggingApplicationListener);
        application.setListeners(listeners);
        application.addListeners(new DatabaseStartListener(settings.database()));
        application.addInitializers(
                (GenericApplicationContext beans) -> beans.getBeanFactory().registerSingleton("settings", settings));
        return application;
    }
}
