package io.kehub.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/**
 * Checks whether KeHub can use an external PostgreSQL database. Done once at the start, before any change.
 */
final class ExternalPostgres {

    private static final int OLDEST = 17;

    /**
     * Connects and checks.
     *
     * @throws DatabaseStartException if the server can't be reached or refuses the user, is older than PostgreSQL 17,
     *     or read-only, or the database does not handle Chinese, lacks a privilege, or belongs to another program
     */
    static void mustSuit(DatabaseSettings settings) {
        var properties = settings.driverProperties();
        properties.putIfAbsent("connectTimeout", "10");
        properties.putIfAbsent("socketTimeout", "20");
        try (var connection = DriverManager.getConnection(settings.shownUrl(), properties)) {
            mustBeNewEnough(settings, connection.getMetaData().getDatabaseMajorVersion());
            applySessionSettings(connection);
            mustKnowChinese(settings, connection);
            mustBeWritable(settings, connection);
            mustBelongToKeHub(connection);
        } catch (SQLException failure) {
            throw SqlFailure.explained(settings, failure);
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

    /** Session settings of the checks, so that literals are parsed as in the program. */
    private static void applySessionSettings(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(SessionSettings.sql());
        }
    }

    private static void mustKnowChinese(DatabaseSettings settings, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select datname, pg_encoding_to_char(encoding), datctype, datlocprovider = 'c', current_user
                        from pg_database where datname = current_database()
                        """)) {
            row.next();
            var encoding = row.getString(2);
            var locale = row.getString(3);
            var blind = row.getBoolean(4) && Set.of("C", "POSIX").contains(locale);
            if (!encoding.equals("UTF8") || blind || !recognises(connection)) {
                var name = row.getString(1);
                var remedy = SqlFailure.createDatabase("kehub", row.getString(5));
                throw new DatabaseStartException(
                        "数据库 %s（%s）的编码是 %s、LC_CTYPE 是 %s，无法正确处理中文。请另建一个数据库，例如：%s"
                                .formatted(name, settings.shownUrl(), encoding, locale, remedy),
                        "The database %s (%s) has the encoding %s and LC_CTYPE %s, which can't handle Chinese. Make another one, for instance: %s"
                                .formatted(name, settings.shownUrl(), encoding, locale, remedy));
            }
        }
    }

    /** Whether the database classifies Chinese characters as letters, and lower-cases a non-ASCII letter. */
    private static boolean recognises(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select '客' ~ '^\\w$' and lower('Ä') = 'ä'")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void mustBeWritable(DatabaseSettings settings, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean")) {
            row.next();
            if (row.getBoolean(1)) {
                throw SqlFailure.explained(settings, new SQLException("read-only", "25006"));
            }
        }
    }

    /** Whether the schema is empty and allows creating tables, or is KeHub's. */
    private static void mustBelongToKeHub(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_database(), current_user, current_schema(),
                          coalesce(has_schema_privilege(current_schema(), 'usage')
                            and has_schema_privilege(current_schema(), 'create'), false),
                          to_regclass('flyway_schema_history') is not null,
                          (select string_agg(relname, ', ') from (
                             select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where n.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                               and not exists (select from pg_depend d
                                 where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                             order by c.relname limit 3) found)
                        """)) {
            row.next();
            var database = row.getString(1);
            var user = row.getString(2);
            var schema = row.getString(3) == null ? "public" : row.getString(3);
            var usedBefore = row.getBoolean(5);
            var tables = row.getString(6);
            if (!usedBefore && tables != null) {
                throw belongsToAnother(database, user, schema, tables);
            }
            if (!row.getBoolean(4) && !usedBefore) {
                var remedy = "grant usage, create on schema %s to %s;"
                        .formatted(SqlFailure.quoted(schema), SqlFailure.quoted(user));
                throw new DatabaseStartException(
                        "用户 %s 不能在数据库 %s 的模式 %s 中建表。请让管理员在该库中执行：%s".formatted(user, database, schema, remedy),
                        "The user %s can't create tables in the schema %s of the database %s. Have an administrator execute in that database: %s"
                                .formatted(user, schema, database, remedy));
            }
        }
    }

    private static DatabaseStartException belongsToAnother(String database, String user, String schema, String tables) {
        var remedy = SqlFailure.createDatabase(database.equals("kehub") ? "kehub2" : "kehub", user);
        return new DatabaseStartException(
                "数据库 %s 的模式 %s 中已有其他程序的表（%s），没有做任何改动。请为 KeHub 单独建一个数据库，例如：%s"
                        .formatted(database, schema, tables, remedy),
                "The schema %2$s of the database %1$s has tables of another program (%3$s); nothing has been changed. Make a database for KeHub alone, for instance: %4$s"
                        .formatted(database, schema, tables, remedy));
    }

    private ExternalPostgres() {}
}
