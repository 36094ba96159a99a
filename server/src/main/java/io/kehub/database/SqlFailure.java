package io.kehub.database;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Explains an error of PostgreSQL or of its driver during the start, and what to do about it. Classified by SQLSTATE and
 * cause, because server messages may be in any language.
 */
final class SqlFailure {

    private final String chineseName;
    private final String englishName;
    private final String user;
    private final String database;
    private final SQLException failure;

    private SqlFailure(@Nullable DatabaseSettings settings, SQLException failure) {
        if (settings == null || settings.url() == null) {
            this.chineseName = "数据库";
            this.englishName = "the database";
            this.user = "kehub";
            this.database = "kehub";
        } else {
            this.chineseName = "数据库 " + settings.shownUrl();
            this.englishName = "the database " + settings.shownUrl();
            this.user = settings.driverProperties().getProperty("user", "");
            this.database = databaseOf(settings, user);
        }
        this.failure = failure;
    }

    /** The sentences about a failure; {@code settings} is null if the database is not known. */
    static DatabaseStartException explained(@Nullable DatabaseSettings settings, SQLException failure) {
        return new SqlFailure(settings, failure).explain();
    }

    /** The first SQL error among the causes, or null. */
    static @Nullable SQLException in(Throwable thrown) {
        var depth = 0;
        for (Throwable cause = thrown; cause != null && depth < 50; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    private static String databaseOf(DatabaseSettings settings, String user) {
        var name = settings.shownUrl().replaceFirst("^.*/", "");
        return name.isEmpty() ? user : name;
    }

    private DatabaseStartException explain() {
        var state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "28P01" ->
                said(
                        "拒绝了用户 %s 的密码；请检查 --db-user 与 --db-password（KEHUB_DB_USER、KEHUB_DB_PASSWORD）".formatted(user),
                        "refuses the password of the user %s; check --db-user and --db-password (KEHUB_DB_USER, KEHUB_DB_PASSWORD)"
                                .formatted(user));
            case "28000" ->
                said(
                        "不接受用户 %s 从本机登录：用户不存在、不允许登录、pg_hba.conf 没有对应的行，或服务器要求 TLS；请检查 --db-user 与 pg_hba.conf，要求 TLS 时给 --db-url 加上 ?sslmode=require"
                                .formatted(user),
                        "does not let the user %s in from this machine: the role does not exist or may not log in, pg_hba.conf has no line for it, or the server demands TLS; check --db-user and pg_hba.conf, and for TLS add ?sslmode=require to --db-url"
                                .formatted(user));
            case "3D000" ->
                said(
                        "不存在；请让管理员执行：" + createDatabase(),
                        "does not exist; have an administrator execute: " + createDatabase());
            case "42501" ->
                said(
                        "没有给用户 %s 足够的权限（%s）；请让管理员执行：%s 如果其中的表由另一个用户建立，请改用那个用户".formatted(user, reason(), grants()),
                        "does not grant the user %s enough (%s); have an administrator execute: %s If another user made its tables, use that one"
                                .formatted(user, reason(), grants()));
            case "25006" -> readOnly();
            case "53300" ->
                said(
                        "的连接数已满（%s）；请调大 max_connections 或该用户的 connection limit，或用 KEHUB_DB_POOL_SIZE 减少 KeHub 的连接数"
                                .formatted(reason()),
                        "has no connection left (%s); raise max_connections or the role's connection limit, or lower KEHUB_DB_POOL_SIZE"
                                .formatted(reason()));
            case "53100" -> said("所在的磁盘已满；请腾出空间后重新启动", "is on a full disk; make room and start again");
            case "57P03", "55000" ->
                said(
                        "目前不接受连接（%s）；请稍后重新启动".formatted(reason()),
                        "takes no connections now (%s); start again later".formatted(reason()));
            case "22023" ->
                said(
                        "的参数不正确（%s）；请检查 --db-url 中 ? 后面的部分".formatted(reason()),
                        "has a wrong parameter (%s); check what follows the ? in --db-url".formatted(reason()));
            case "08004" ->
                said(
                        "拒绝了连接（%s）；请检查密码是否已给出（KEHUB_DB_PASSWORD），以及 --db-url 中的 sslmode".formatted(reason()),
                        "refused the connection (%s); check that the password is given (KEHUB_DB_PASSWORD), and sslmode in --db-url"
                                .formatted(reason()));
            default -> state.startsWith("08") ? unreachable() : other();
        };
    }

    private DatabaseStartException unreachable() {
        if (causedBy(UnknownHostException.class)) {
            return said("的主机名无法解析；请检查 --db-url", "has a host name that can't be resolved; check --db-url");
        }
        if (causedBy(ConnectException.class)) {
            return said(
                    "连接不上：该地址没有服务在监听；请检查 --db-url 的主机与端口，以及该服务器是否在运行",
                    "can't be reached: nothing listens there; check host and port in --db-url, and whether that server runs");
        }
        if (causedBy(SSLException.class)) {
            return said(
                    "的 TLS 连接建立失败（%s）；请检查证书与 --db-url 中的 sslmode".formatted(reason()),
                    "failed to set up TLS (%s); check the certificate, and sslmode in --db-url".formatted(reason()));
        }
        if (causedBy(SocketTimeoutException.class)) {
            return said(
                    "没有应答；请检查 --db-url 的主机与端口是否是 PostgreSQL，以及防火墙",
                    "does not answer; check whether host and port in --db-url are those of a PostgreSQL, and the firewall");
        }
        return said(
                "连接失败：该地址可能不是 PostgreSQL，或服务器断开了连接（%s）；请检查 --db-url 的主机与端口".formatted(reason()),
                "can't be connected to: it may be no PostgreSQL, or the server hung up (%s); check host and port in --db-url"
                        .formatted(reason()));
    }

    private DatabaseStartException readOnly() {
        return said(
                "是只读的（备库，或设置了 default_transaction_read_only）；请把 --db-url 指向主库，或执行：alter database %1$s reset default_transaction_read_only; alter role %2$s reset default_transaction_read_only;"
                        .formatted(quoted(database), quoted(user)),
                "is read-only (a standby, or default_transaction_read_only is on); let --db-url name the primary, or execute: alter database %1$s reset default_transaction_read_only; alter role %2$s reset default_transaction_read_only;"
                        .formatted(quoted(database), quoted(user)));
    }

    private DatabaseStartException other() {
        return said(
                "无法使用（%s）；请检查 --db-url、--db-user、--db-password 与该服务器的日志".formatted(reason()),
                "can't be used (%s); check --db-url, --db-user, --db-password and the log of that server"
                        .formatted(reason()));
    }

    private DatabaseStartException said(String chinese, String english) {
        return new DatabaseStartException(
                chineseName + " " + chinese + "。", capitalised(englishName) + " " + english + ".", failure);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String createDatabase() {
        return createDatabase(database, user);
    }

    /** The statement that creates a suitable database. */
    static String createDatabase(String database, String owner) {
        return "create database %s owner %s template template0 encoding 'UTF8' locale 'C.UTF-8';"
                .formatted(quoted(database), quoted(owner));
    }

    private String grants() {
        return "grant connect on database %1$s to %2$s; 并在该库中 / and in that database: grant usage, create on schema public to %2$s;"
                .formatted(quoted(database), quoted(user));
    }

    /** An identifier for a statement; quoted only if necessary. */
    static String quoted(String identifier) {
        return identifier.matches("[a-z_][a-z0-9_]*") ? identifier : "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    private boolean causedBy(Class<? extends Throwable> type) {
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause(), depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private String reason() {
        return reason(failure);
    }

    /** The error in one line, without the detail, which may contain customers' data. */
    static String reason(SQLException failure) {
        var server = failure instanceof PSQLException error ? error.getServerErrorMessage() : null;
        var text = server == null ? failure.getMessage() : server.getMessage();
        return text == null
                ? String.valueOf(failure.getSQLState())
                : text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("[。.]$", "");
    }
}
