package io.kehub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of the server. Each stands for a Spring property {@code kehub.…} of the same name, so {@code --port}, the
 * environment variable {@code KEHUB_PORT} and the property {@code kehub.port} mean the same; the option wins.
 */
final class ServeOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "监听端口，默认 8080；0 表示任选一个空闲端口并打印出来 / port; 0 = any free one, printed")
    @Nullable
    Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "监听地址，默认 127.0.0.1（仅本机）/ address to listen on, default this machine only")
    @Nullable
    String bind;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "数据目录，默认 ~/.kehub；全部状态都在其中 / folder that holds all state")
    @Nullable
    String home;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "使用自己的 PostgreSQL，例如 jdbc:postgresql://127.0.0.1/kehub / a PostgreSQL of your own")
    @Nullable
    String databaseUrl;

    @Option(names = "--db-user", paramLabel = "USER", description = "该 PostgreSQL 的用户 / its user")
    @Nullable
    String databaseUser;

    @Option(
            names = "--db-password",
            paramLabel = "PASSWORD",
            description = "其密码；进程列表里看得到，宜用 KEHUB_DB_PASSWORD / its password; rather use KEHUB_DB_PASSWORD",
            arity = "0..1",
            interactive = true)
    @Nullable
    String databasePassword;

    @Option(
            names = "--erp-url",
            paramLabel = "URL",
            description = "客户中台同步到的 ERP，默认为本程序自带的 ERP / the ERP to deliver into, default KeHub's own")
    @Nullable
    String erpUrl;

    @Option(names = "--erp-user", paramLabel = "USER", description = "该 ERP 的账号 / account in that ERP")
    @Nullable
    String erpUser;

    /** The options that were given, as arguments that Spring reads. */
    List<String> asSpringArguments() {
        var arguments = new ArrayList<String>();
        add(arguments, "port", port);
        add(arguments, "bind", bind);
        add(arguments, "home", home);
        add(arguments, "db-url", databaseUrl);
        add(arguments, "db-user", databaseUser);
        add(arguments, "db-password", databasePassword);
        add(arguments, "erp-url", erpUrl);
        add(arguments, "erp-user", erpUser);
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.add("--kehub." + name + "=" + value);
        }
    }
}
