package io.kehub;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The parts of the server, found by Spring in the packages below this one. */
@SpringBootApplication(proxyBeanMethods = false)
@Modulithic(systemName = "KeHub")
class KeHubApplication {

    /** The application, ready to run, without Spring's own shutdown hook: see {@link ServeCommand}. */
    static SpringApplication create() {
        var application = new SpringApplication(KeHubApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        return application;
    }
}
