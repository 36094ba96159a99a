package io.kehub;

import io.kehub.kernel.WorkFolder;
import io.kehub.postgres.InstanceFolder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps every temporary file, those of the web server too, inside the home. */
@Configuration(proxyBeanMethods = false)
class TemporaryFiles {

    @Bean
    InstanceFolder instanceFolder(Settings settings) {
        return InstanceFolder.open(settings.home());
    }

    @Bean
    WorkFolder workFolder(InstanceFolder instance) {
        return new WorkFolder(instance.folder("uploads"));
    }

    /** Below its base folder the web server keeps the parts of uploads. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webServerFolder(InstanceFolder instance) {
        return server -> {
            server.setBaseDirectory(instance.folder("web").toFile());
            server.setDocumentRoot(instance.folder("documents").toFile());
        };
    }
}
