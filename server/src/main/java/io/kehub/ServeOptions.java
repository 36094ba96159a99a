package io.kehub;

import io.kehub.settings.Setting;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of the server, as texts: {@link Settings} checks them like the same settings from other sources. An option
 * wins over the system property {@code kehub.…} and the environment variable {@code KEHUB_…} of the same name.
 */
final class ServeOptions {

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "监听端口，默认 8080；0 表示任选一个空闲端口并打印出来 / port; 0 = any free one, printed")
    void port(@Nullable String value) {
        give(Setting.PORT, value);
    }

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "监听地址，默认 127.0.0.1（仅本机）/ address to listen on, default this machine only")
    void bind(@Nullable String value) {
        give(Setting.BIND, value);
    }

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "数据目录，默认 ~/.kehub；全部状态都在其中 / folder that holds all state")
    void home(@Nullable String value) {
        give(Setting.HOME, value);
    }

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "使用自己的 PostgreSQL，例如 jdbc:postgresql://127.0.0.1/kehub / a PostgreSQL of your own")
    void databaseUrl(@Nullable String value) {
        give(Setting.DB_URL, value);
    }

    @Option(names = "--db-user", paramLabel = "USER", description = "该 PostgreSQL 的用户 / its user")
    void databaseUser(@Nullable String value) {
        give(Setting.DB_USER, value);
    }

    @Option(
            names = "--db-password",
            paramLabel = "PASSWORD",
            description = "其密码；进程列表里看得到，宜用 KEHUB_DB_PASSWORD / its password; rather use KEHUB_DB_PASSWORD",
            arity = "0..1",
            interactive = true)
    void databasePassword(@Nullable String value) {
        give(Setting.DB_PASSWORD, value);
    }

    @Option(
            names = "--erp-url",
            paramLabel = "URL",
            description = "客户中台同步到的 ERP，默认为本程序自带的 ERP / the ERP to deliver into, default KeHub's own")
    void erpUrl(@Nullable String value) {
        give(Setting.ERP_URL, value);
    }

    @Option(names = "--erp-user", paramLabel = "USER", description = "该 ERP 的账号 / account in that ERP")
    void erpUser(@Nullable String value) {
        give(Setting.ERP_USER, value);
    }

    /** The options that were given. */
    Map<Setting, String> given() {
        return Map.copyOf(given);
    }

    /** Picocli resets an option with null before it parses. */
    private void give(Setting setting, @Nullable String value) {
        if (value == null) {
            given.remove(setting);
        } else {
            given.put(setting, value);
        }
    }
}
