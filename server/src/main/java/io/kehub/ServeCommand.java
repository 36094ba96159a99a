package io.kehub;

import java.util.concurrent.Callable;
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
            "每个选项也可用环境变量 KEHUB_…（如 KEHUB_PORT）或 Spring 属性 kehub.… 给出。",
            "首次启动会建立管理员 admin，密码取自 KEHUB_ADMIN_PASSWORD，否则随机生成并只显示一次。",
            "Every option can be given as KEHUB_… or as a Spring property kehub.… as well. The first start",
            "makes the administrator admin, with the password in KEHUB_ADMIN_PASSWORD or a random one, shown once."
        })
final class ServeCommand implements Callable<Integer> {

    /** Not an exit status: the server runs on threads of its own and the main thread may end. */
    static final int STAYS_UP = -1;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Override
    public Integer call() {
        var arguments = options.asSpringArguments();
        var context = KeHubApplication.create().run(arguments.toArray(String[]::new));
        exitCleanlyWhenToldToStop(context);
        return STAYS_UP;
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
