package io.kehub.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;

/** The records of {@code sample/firm.properties}, which documents name. */
final class FirmValues {

    private static final Properties VALUES = new Properties();

    static {
        try (var text = new ClassPathResource("sample/firm.properties").getInputStream()) {
            VALUES.load(new InputStreamReader(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FirmValues() {}

    static boolean has(String name) {
        return VALUES.containsKey(name);
    }

    static String of(String name) {
        var value = VALUES.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("firm.properties has no " + name);
        }
        return value;
    }
}
