package io.kehub.wire.help;

import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/**
 * The one source of the requests and answers that documents show: the golden files of the contract, which come along in the
 * jar; {@code sample/requests} has a request where the golden one also shows what is ignored or needs a state that a firm is
 * rarely in. A request names the records that it needs by placeholders such as <code>{customer.first}</code>; their values are in
 * {@code sample/firm.properties}, so that every request succeeds on the sample firm.
 */
final class Examples {

    /** Stands for the session of the caller. */
    static final String SESSION = "{session}";

    private static final String VALUES = "sample/firm.properties";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9-]+(?:\\.[a-z0-9-]+)+)}");

    /** How an answer begins that is a refusal, in each dialect. */
    private static final Pattern REFUSED = Pattern.compile(
            "\\{\\s*\"(?:success\" : false|flag\" : false|Code\" : (?!200)|header\" : \\{\\s*\"status\" : (?!0))");

    private final Properties values = new Properties();

    Examples() {
        try (var text = new ClassPathResource(VALUES).getInputStream()) {
            values.load(new InputStreamReader(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request that succeeds, {@value #SESSION} in it for the session; empty if the operation takes no body. */
    Optional<String> request(Operation<?> operation, DialectId dialect) {
        return resource("sample/requests/%s.%s.json".formatted(operation.id(), dialect.id()))
                .or(() -> file(operation, dialect, "request"))
                .map(this::filled)
                .map(String::strip);
    }

    /** The answer to a request that succeeded; empty if the golden request did not. */
    Optional<String> answer(Operation<?> operation, DialectId dialect) {
        return file(operation, dialect, "answer")
                .filter(text -> !REFUSED.matcher(text).lookingAt());
    }

    /** Where the request is sent: the first address, with the query that selects the operation. */
    static String path(Operation<?> operation, DialectId dialect) {
        var route = operation.routes(dialect).getFirst();
        var query = query(route);
        return route.paths().getFirst() + (query.isEmpty() ? "" : "?" + query);
    }

    /** {@code cmdkey} stands in the body. */
    private static String query(Route route) {
        return new TreeMap<>(route.query())
                .entrySet().stream()
                        .filter(pair -> !pair.getKey().equals("cmdkey"))
                        .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private String filled(String request) {
        return PLACEHOLDER.matcher(request).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String name) {
        var value = values.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(VALUES + " has no " + name);
        }
        return value;
    }

    private static Optional<String> file(Operation<?> operation, DialectId dialect, String kind) {
        return resource("contract/%s/%s.%s.json".formatted(operation.id(), dialect.id(), kind));
    }

    private static Optional<String> resource(String path) {
        var file = new ClassPathResource(path);
        try {
            return file.exists() ? Optional.of(file.getContentAsString(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
