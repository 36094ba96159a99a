package io.kehub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * All that Spring may know: the settings that it needs of ours, already checked, and the program's own
 * {@code application.yaml}. No environment variable, system property, profile, JNDI entry or file of the working directory
 * takes part, so nothing that is meant for another program has an effect here.
 */
final class KeHubEnvironment extends AbstractEnvironment {

    KeHubEnvironment(Settings settings) {
        var sources = getPropertySources();
        sources.addLast(new MapPropertySource(
                "settings",
                Map.of(
                        "server.port",
                        settings.bind().port(),
                        "server.address",
                        settings.bind().address())));
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml"))
                    .forEach(sources::addLast);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    protected @Nullable String doGetActiveProfilesProperty() {
        return null;
    }

    @Override
    protected @Nullable String doGetDefaultProfilesProperty() {
        return null;
    }
}
