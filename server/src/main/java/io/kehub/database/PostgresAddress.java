package io.kehub.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * A parsed address of a PostgreSQL database. What is shown and logged never contains the password.
 *
 * @param url host, port and database as the driver reads them
 * @param user the user in the address, or null
 * @param password the password in the address, or null
 * @param parameters the other parameters, decoded
 */
record PostgresAddress(
        String url, @Nullable String user, @Nullable String password, Map<String, String> parameters) {

    /** {@code jdbc:postgresql:database} without a host, which is this machine. */
    private static final Pattern LOCAL =
            Pattern.compile("jdbc:postgresql:(?!//)(?<database>[^?#@:/]*)(\\?(?<query>.*))?");

    private static final Pattern REMOTE =
            Pattern.compile("(?<jdbc>jdbc:)?postgres(ql)?://((?<userinfo>[^/?#]*)@)?(?<hosts>[^/?#@]*)"
                    + "(/(?<database>[^?#@/]*))?(\\?(?<query>.*))?");

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:([0-9]{1,5}))?");
    private static final int MAX_PORT = 65535;

    PostgresAddress {
        parameters = Map.copyOf(parameters);
    }

    /** @throws IllegalArgumentException if the text is no such address; its message does not repeat the text */
    static PostgresAddress parse(String text) {
        var local = LOCAL.matcher(text);
        if (local.matches()) {
            return of("localhost", local.group("database"), null, local.group("query"), true);
        }
        var remote = REMOTE.matcher(text);
        if (!remote.matches()) {
            throw malformed();
        }
        var jdbc = remote.group("jdbc") != null;
        if (jdbc && !text.startsWith("jdbc:postgresql:")) {
            throw malformed();
        }
        return of(
                remote.group("hosts"), remote.group("database"), remote.group("userinfo"), remote.group("query"), jdbc);
    }

    private static PostgresAddress of(
            String hosts, @Nullable String database, @Nullable String userInfo, @Nullable String query, boolean jdbc) {
        for (var host : hosts.split(",", -1)) {
            var parts = HOST.matcher(host);
            if (!parts.matches() || (parts.group(3) != null && !isPort(parts.group(3)))) {
                throw malformed();
            }
        }
        var parameters = parameters(query, jdbc);
        var user = parameters.remove("user");
        var password = parameters.remove("password");
        if (userInfo != null) {
            var colon = userInfo.indexOf(':');
            user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon), false);
            password = colon < 0 ? password : decoded(userInfo.substring(colon + 1), false);
        }
        var name = database == null ? "" : URLEncoder.encode(decoded(database, false), StandardCharsets.UTF_8);
        return new PostgresAddress(
                "jdbc:postgresql://" + hosts + "/" + name, emptyToNull(user), emptyToNull(password), parameters);
    }

    private static boolean isPort(String digits) {
        var port = Integer.parseInt(digits);
        return port > 0 && port <= MAX_PORT;
    }

    /** The driver decodes a plus sign in its parameters as a blank; in PostgreSQL's own addresses it is a plus sign. */
    private static Map<String, String> parameters(@Nullable String query, boolean plusIsBlank) {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (var pair : query.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? "" : decoded(pair.substring(0, equals), plusIsBlank);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            // "service" would read a file that the environment names
            var known = PGProperty.forName(name) != null && !name.equals(PGProperty.SERVICE.getName());
            var secret = name.equals("user") || name.equals("password");
            if (!known || (!secret && (value.contains("@") || value.contains("#")))) {
                throw malformed();
            }
            parameters.put(name, decoded(value, plusIsBlank));
        }
        return parameters;
    }

    private static String decoded(String text, boolean plusIsBlank) {
        return URLDecoder.decode(plusIsBlank ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("no address of a PostgreSQL database");
    }

    @Override
    public String toString() {
        return "PostgresAddress[" + url + "]";
    }
}
