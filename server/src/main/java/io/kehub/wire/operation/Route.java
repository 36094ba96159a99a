package io.kehub.wire.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The address of an operation.
 *
 * @param paths the spellings of one address, the documented one first; case-insensitive
 * @param query query parameters that select this operation, case-insensitive; others are ignored. {@code *} matches any
 *     value
 */
public record Route(List<String> paths, Map<String, String> query) {

    private static final String ANY = "*";

    public Route {
        paths = List.copyOf(paths);
        query = Map.copyOf(query);
    }

    /** An address with one spelling. */
    public static Route at(String path, String... query) {
        return new Route(List.of(path), queryOf(query));
    }

    /**
     * An address of ov1, in both of its spellings: {@code /sysa/mobilephone/X.asp} and {@code /webapi/v3/ov1/X}.
     *
     * @param name the {@code X}, such as {@code salesmanage/custom/list}
     * @param query selects the operation at the address, such as {@code edit=1}; also {@code cmdkey}
     */
    public static Route ov1(String name, String... query) {
        return new Route(List.of("/sysa/mobilephone/" + name + ".asp", "/webapi/v3/ov1/" + name), queryOf(query));
    }

    /**
     * An address of helper, in its long form {@code /webapi/api/ZBServices/webapi/X} and its short one
     * {@code /webapi/apiHelper/X}.
     *
     * @param name the {@code X}, such as {@code Store/Stock/StockHandler/GetWarehouses}
     */
    public static Route helper(String name) {
        return new Route(List.of("/webapi/api/ZBServices/webapi/" + name, "/webapi/apiHelper/" + name), Map.of());
    }

    private static Map<String, String> queryOf(String... pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** The form in which paths are compared: lower case, without a slash at the end. */
    static String comparable(String path) {
        var end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end).toLowerCase(Locale.ROOT);
    }

    boolean isAt(String comparablePath) {
        return paths.stream().map(Route::comparable).anyMatch(comparablePath::equals);
    }

    /** @param given query parameters of a call, names in lower case */
    boolean matches(Map<String, String> given) {
        return query.entrySet().stream().allMatch(needed -> {
            var value = given.get(needed.getKey().toLowerCase(Locale.ROOT));
            return value != null
                    && (needed.getValue().equals(ANY) || needed.getValue().equalsIgnoreCase(value));
        });
    }

    /** Specificity: if two routes match, the more specific one wins. */
    int specificity() {
        return query.values().stream()
                .mapToInt(value -> value.equals(ANY) ? 1 : 2)
                .sum();
    }

    /** The required query as a caller writes it, in alphabetical order. */
    public String queryText() {
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(needed -> needed.getKey() + "=" + needed.getValue())
                        .collect(Collectors.joining("&"));
    }
}
