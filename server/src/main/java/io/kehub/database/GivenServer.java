package io.kehub.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/** Whether a PostgreSQL server that the administrator names can carry KeHub; asked once, before anything is changed. */
final class GivenServer {

    private static final int OLDEST = 17;

    /**
     * Connects and looks.
     *
     * @throws DatabaseStartException when the server can't be reached or refuses the user, is older than PostgreSQL
     *     17, or the database's letters are not UTF-8 or blind to Chinese
     */
    static void mustSuit(DatabaseSettings settings) {
        var properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "20");
        properties.setProperty("ApplicationName", "kehub");
        try (var connection = DriverManager.getConnection("" + settings.url(), properties)) {
            mustBeNewEnough(settings, connection.getMetaData().getDatabaseMajorVersion());
            applySessionSettings(connection);
            mustKnowChinese(settings, connection);
        } catch (SQLException failure) {
            throw new DatabaseStartException(
                    "无法使用数据库 %s：%s。请检查 --db-url、--db-user、--db-password 以及该服务器是否在运行。"
                            .formatted(settings.shownUrl(), failure.getMessage()),
                    "The database %s can't be used: %s. See --db-url, --db-user and --db-password, and whether that server runs."
                            .formatted(settings.shownUrl(), failure.getMessage()),
                    failure);
        }
    }

    static void mustBeNewEnough(DatabaseSettings settings, int version) {
        if (version < OLDEST) {
            throw new DatabaseStartException(
                    "%s 是 PostgreSQL %d，KeHub 需要 17 或更高版本。请升级该服务器，或不用 --db-url 而用内置数据库。"
                            .formatted(settings.shownUrl(), version),
                    "%s is PostgreSQL %d; KeHub needs 17 or newer. Upgrade that server, or leave out --db-url to use the embedded one."
                            .formatted(settings.shownUrl(), version));
        }
    }

    /** The checks below read literals as the program does. */
    private static void applySessionSettings(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(SessionSettings.sql());
        }
    }

    private static void mustKnowChinese(DatabaseSettings settings, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select datname, pg_encoding_to_char(encoding), datctype, datlocprovider = 'c'
                        from pg_database where datname = current_database()
                        """)) {
            row.next();
            var encoding = row.getString(2);
            var letters = row.getString(3);
            var blind = row.getBoolean(4) && Set.of("C", "POSIX").contains(letters);
            if (!encoding.equals("UTF8") || blind || !recognises(connection)) {
                var name = row.getString(1);
                throw new DatabaseStartException(
                        "数据库 %s（%s）的编码是 %s、LC_CTYPE 是 %s，无法正确处理中文。请另建一个数据库，例如：create database kehub template template0 encoding 'UTF8' locale 'C.UTF-8';"
                                .formatted(name, settings.shownUrl(), encoding, letters),
                        "The database %s (%s) has the encoding %s and LC_CTYPE %s, which can't handle Chinese. Make another one, for instance: create database kehub template template0 encoding 'UTF8' locale 'C.UTF-8';"
                                .formatted(name, settings.shownUrl(), encoding, letters));
            }
        }
    }

    /** Whether the database takes a Chinese letter for a letter, and finds the small one of a great one. */
    private static boolean recognises(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select '客' ~ '^\\w$' and lower('Ä') = 'ä'")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private GivenServer() {}
}
