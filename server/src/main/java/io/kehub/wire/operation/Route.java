package io.kehub.wire.operation;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where an operation is called.
 *
 * @param dialect who speaks there; the same address can mean another operation in another dialect
 * @param path the path as the documentation writes it, compared without regard to case
 * @param query query parameters that must be there to mean this operation, compared without regard to case; others are
 *     ignored
 */
public record Route(DialectId dialect, String path, Map<String, String> query) {

    public Route {
        query = Map.copyOf(query);
    }

    public static Route quick(String path) {
        return new Route(DialectId.QUICK, path, Map.of());
    }

    /** The form in which paths are compared: lower case, without a slash at the end. */
    static String comparable(String path) {
        var end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end).toLowerCase(Locale.ROOT);
    }

    boolean isAt(DialectId speaker, String comparablePath) {
        return dialect == speaker && comparable(path).equals(comparablePath);
    }

    /** @param given query parameters of a call, names in lower case */
    boolean isMeantBy(Map<String, String> given) {
        return query.entrySet().stream()
                .allMatch(needed -> needed.getValue().equalsIgnoreCase(given.get(needed.getKey())));
    }

    /** The needed query as a caller writes it, in alphabetical order. */
    String queryText() {
        return query.entrySet().stream()
                .map(needed -> needed.getKey() + "=" + needed.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
