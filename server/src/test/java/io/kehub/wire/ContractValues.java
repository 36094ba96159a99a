package io.kehub.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in the placeholders of the requests in {@code contract/}, such as <code>{customer.first}</code>. */
final class ContractValues {

    private static final Path FILE = Path.of("..", "contract", "values.properties");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9-]+(?:\\.[a-z0-9-]+)+)}");

    private final Properties values = new Properties();

    ContractValues() {
        try (var text = Files.newBufferedReader(FILE, StandardCharsets.UTF_8)) {
            values.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String fill(String request) {
        return PLACEHOLDER.matcher(request).replaceAll(found -> {
            var value = values.getProperty(found.group(1));
            if (value == null) {
                throw new IllegalStateException(FILE + " has no " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
