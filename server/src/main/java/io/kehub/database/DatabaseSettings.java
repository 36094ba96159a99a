package io.kehub.database;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import io.kehub.settings.WrongSettingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which database KeHub uses.
 *
 * @param home the home folder, with the data of the embedded server
 * @param url the JDBC address of an external server without user, password and parameters, or null for the embedded one
 * @param user the user on that server, or null for the name of the operating system's user
 * @param password that user's password, or null for none
 * @param parameters further parameters of the driver, by name
 * @param poolSize maximum number of connections
 */
public record DatabaseSettings(
        Path home,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        Map<String, String> parameters,
        int poolSize) {

    private static final int MIN_POOL_SIZE = 2;
    private static final int MAX_POOL_SIZE = 200;
    private static final int DEFAULT_POOL_SIZE = 10;

    /**
     * Reads the settings of the operator. User and password of {@link Setting#DB_USER} and {@link Setting#DB_PASSWORD} take
     * precedence over those in the address.
     *
     * @throws WrongSettingException if a value can't be used; it does not contain the address, in which a password may be
     */
    public static DatabaseSettings of(RawSettings given, Path home) {
        var poolSize = given.integer(Setting.DB_POOL_SIZE, DEFAULT_POOL_SIZE, MIN_POOL_SIZE, MAX_POOL_SIZE);
        var text = given.text(Setting.DB_URL);
        if (text.isEmpty()) {
            return new DatabaseSettings(home, null, null, null, Map.of(), poolSize);
        }
        try {
            var address = PostgresAddress.parse(text.get());
            return new DatabaseSettings(
                    home,
                    address.url(),
                    given.text(Setting.DB_USER).orElse(address.user()),
                    given.text(Setting.DB_PASSWORD).orElse(address.password()),
                    address.parameters(),
                    poolSize);
        } catch (IllegalArgumentException malformed) {
            throw given.wrongSecret(
                    Setting.DB_URL,
                    "的格式不正确；请写成 jdbc:postgresql://主机:端口/数据库 或 postgres://主机:端口/数据库，参数名须是驱动认识的，账号与密码中的 @ : / ? # % & 写成 %40 这样的编码，或另用 "
                            + Setting.DB_USER.variable() + " 和 " + Setting.DB_PASSWORD.variable() + " 给出",
                    "is malformed; write it as jdbc:postgresql://host:port/database or postgres://host:port/database with parameters that the driver knows, and percent-encode @ : / ? # % & in user and password or give these in "
                            + Setting.DB_USER.variable() + " and " + Setting.DB_PASSWORD.variable());
        }
    }

    /**
     * Properties of the driver in addition to the address. User and password are always present, so that neither {@code PGPASSFILE}
     * nor {@code ~/.pgpass} is used.
     */
    Properties driverProperties() {
        var properties = new Properties();
        properties.putAll(parameters);
        properties.setProperty("user", user == null ? System.getProperty("user.name", "") : user);
        properties.setProperty("password", password == null ? "" : password);
        properties.putIfAbsent("ApplicationName", "kehub");
        properties.putIfAbsent("tcpKeepAlive", "true");
        return properties;
    }

    /** The address without secrets, for people; empty for the embedded server. */
    public String shownUrl() {
        return url == null ? "" : url;
    }

    @Override
    public String toString() {
        return "DatabaseSettings[home=%s, url=%s, user=%s, password=***, poolSize=%d]"
                .formatted(home, shownUrl(), user, poolSize);
    }
}
