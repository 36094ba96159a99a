package io.kehub;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kehub serve}: starts the server and stays up until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "启动服务 / start the server",
        footer = {
            "",
            "每个选项也可用环境变量 KEHUB_…（如 KEHUB_PORT）或 Java 属性 -Dkehub.… 给出；选项优先，其次属性，再次环境变量。",
            "值按原样使用，不展开 ${…}；空值等于没有给出。其余设置（时区、日志级别、连接数、投递）见 docs/settings.md。",
            "其他程序的设置（SERVER_PORT、SPRING_…、application.properties 等）一概不起作用。",
            "首次启动会建立管理员 admin，密码取自 KEHUB_ADMIN_PASSWORD，否则随机生成并只显示一次。",
            "Every option can also be given as an environment variable KEHUB_… or a Java property -Dkehub.…; the option",
            "wins, then the property. Values are taken literally, ${…} is not expanded; an empty value counts as not given.",
            "Further settings (zone, log level, pool size, deliveries) are listed in docs/settings.md. Settings of other",
            "programs (SERVER_PORT, SPRING_…, application.properties) have no effect. The first start makes the",
            "administrator admin, with the password in KEHUB_ADMIN_PASSWORD or a random one, shown once."
        })
final class ServeCommand implements Callable<Integer> {

    /** Not an exit status: the server runs on threads of its own and the main thread may end. */
    static final int STAYS_UP = -1;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Override
    public Integer call() {
        var given = RawSettings.of(options.given(), systemProperties(), OriginalText.environment());
        warnings(given).forEach(System.err::println);
        var settings = Settings.of(given);
        exitCleanlyWhenToldToStop(Start.run(settings));
        return STAYS_UP;
    }

    static Map<String, String> systemProperties() {
        var properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, "")));
    }

    private static List<String> warnings(RawSettings given) {
        return Stream.of(
                        given.unknownNames(),
                        given.unused(Setting.DB_URL, List.of(Setting.DB_USER, Setting.DB_PASSWORD)),
                        given.unused(Setting.ERP_URL, List.of(Setting.ERP_USER, Setting.ERP_PASSWORD)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A JVM that is ended by SIGTERM exits with 143 even when all went well, which service managers take for a failure.
     * So the hook closes the application itself (requests under way are finished, then the database is stopped) and
     * ends the process with 0.
     */
    private static void exitCleanlyWhenToldToStop(ConfigurableApplicationContext context) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            context.close();
                            System.out.flush();
                            Runtime.getRuntime().halt(0);
                        },
                        "kehub-stop"));
    }
}
