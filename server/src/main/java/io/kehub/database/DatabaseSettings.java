package io.kehub.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/**
 * Which database KeHub uses.
 *
 * @param home the home folder, in which the embedded server lives
 * @param url the JDBC address of a server of one's own, or null for the embedded one
 * @param user the user on that server, or null where the address or the system tells it
 * @param password that user's password, or null
 * @param poolSize how many connections KeHub holds at most
 */
record DatabaseSettings(
        Path home,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        int poolSize) {

    private static final Pattern NATIVE = Pattern.compile("postgres(?:ql)?://.*");

    /**
     * Reads {@code kehub.home}, {@code kehub.db-url}, {@code kehub.db-user}, {@code kehub.db-password} and
     * {@code kehub.db-pool-size}. An address as PostgreSQL's own tools write it ({@code postgres://user:pw@host/db}) is
     * turned into a JDBC one.
     *
     * @throws DatabaseStartException when a value can't be used
     */
    static DatabaseSettings of(PropertyResolver properties) {
        var home = Path.of(properties.getProperty("kehub.home", System.getProperty("user.home") + "/.kehub"));
        var url = blankToNull(properties.getProperty("kehub.db-url"));
        var user = blankToNull(properties.getProperty("kehub.db-user"));
        var password = properties.getProperty("kehub.db-password");
        var poolSize = poolSize(properties.getProperty("kehub.db-pool-size", "10"));
        if (url == null) {
            return new DatabaseSettings(home, null, null, null, poolSize);
        }
        if (NATIVE.matcher(url).matches()) {
            return ofNative(home, url, user, password, poolSize);
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw wrongUrl();
        }
        return new DatabaseSettings(home, url, user, password, poolSize);
    }

    private static DatabaseSettings ofNative(
            Path home, String url, @Nullable String user, @Nullable String password, int poolSize) {
        try {
            var uri = new URI(url);
            if (uri.getHost() == null) {
                throw wrongUrl();
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            var signIn = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            var colon = signIn.indexOf(':');
            var userThere = blankToNull(decoded(colon < 0 ? signIn : signIn.substring(0, colon)));
            var passwordThere = colon < 0 ? null : decoded(signIn.substring(colon + 1));
            return new DatabaseSettings(
                    home,
                    "jdbc:postgresql://" + uri.getHost() + port + path + query,
                    user == null ? userThere : user,
                    password == null ? passwordThere : password,
                    poolSize);
        } catch (URISyntaxException malformed) {
            throw wrongUrl();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static int poolSize(String text) {
        try {
            var size = Integer.parseInt(text.strip());
            if (size >= 2 && size <= 200) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new DatabaseStartException(
                "kehub.db-pool-size 是 %s，必须是 2 到 200 的整数。".formatted(text),
                "kehub.db-pool-size is %s; it must be a whole number from 2 to 200.".formatted(text));
    }

    /** The address itself is not shown, because it may hold a password. */
    private static DatabaseStartException wrongUrl() {
        return new DatabaseStartException(
                "--db-url 的格式不正确。请写成 jdbc:postgresql://主机:端口/数据库 或 postgres://主机:端口/数据库。",
                "--db-url is malformed. Write it as jdbc:postgresql://host:port/database or postgres://host:port/database.");
    }

    /** The address without its parameters, among which a password may be. */
    String shownUrl() {
        return url == null ? "" : url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return "DatabaseSettings[home=%s, url=%s, user=%s, password=***, poolSize=%d]"
                .formatted(home, shownUrl(), user, poolSize);
    }
}
