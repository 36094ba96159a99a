package io.kehub;

import io.kehub.demo.Demo;
import io.kehub.postgres.HomeFolder;
import io.kehub.postgres.PostgresStartException;
import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kehub demo}: the main job on a thousand made-up contacts, in a home that is thrown away afterwards. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "演示：在临时目录中导入 1,000 个联系人，建档、同步，再从 ERP 逐个读回核对",
            "demo: files 1,000 contacts in a temporary home, syncs them and reads every one back from the ERP"
        })
final class DemoCommand implements Callable<Integer> {

    private static final String PREFIX = "kehub-demo-";
    private static final Duration YOUNG = Duration.ofMinutes(10);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--contacts",
            paramLabel = "COUNT",
            defaultValue = "" + Demo.MAX_CONTACTS,
            description = "联系人个数，1 到 1000，默认 1000 / how many contacts, 1 to 1000")
    private int contacts;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (contacts < 1 || contacts > Demo.MAX_CONTACTS) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--contacts: 允许 1 到 1000，收到 " + contacts + " / 1 to 1000 are allowed");
        }
        removeAbandoned();
        var home = Files.createTempDirectory(PREFIX);
        var password = HexFormat.of().formatHex(SecureRandom.getSeed(16));
        // only the log level is taken from the environment: a demo must not touch a real database, port or ERP that is
        // set there
        var logLevel = RawSettings.of(Map.of(), ServeCommand.systemProperties(), OriginalText.environment())
                .text(Setting.LOG_LEVEL);
        var chosen = new EnumMap<>(Map.of(
                Setting.HOME,
                home.toString(),
                Setting.PORT,
                "0",
                Setting.BIND,
                "127.0.0.1",
                Setting.ADMIN_PASSWORD,
                password));
        logLevel.ifPresent(level -> chosen.put(Setting.LOG_LEVEL, level));
        var context = Start.run(Settings.of(RawSettings.of(chosen)));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            context.close();
                            delete(home);
                        },
                        "kehub-demo-stop"));
        var address = URI.create(context.getBean(StartupBanner.class).address());
        var proven =
                new Demo(address, contacts, System.out, CommandLine.Help.Ansi.AUTO.enabled()).run("admin", password);
        return proven ? 0 : 1;
    }

    /** Homes of demos that were killed; a young one may belong to a demo that has not locked it yet. */
    private static void removeAbandoned() {
        try (var homes = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), PREFIX + "*")) {
            for (var home : homes) {
                var age = Duration.between(Files.getLastModifiedTime(home).toInstant(), Instant.now());
                if (Files.isRegularFile(home.resolve("lock")) && age.abs().compareTo(YOUNG) > 0 && isFree(home)) {
                    delete(home);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // another user's; that user's next demo removes it
        }
    }

    private static boolean isFree(Path home) {
        try {
            HomeFolder.open(home).close();
            return true;
        } catch (PostgresStartException inUseOrNotOurs) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            System.err.println("未能删除临时目录 / could not delete the temporary home " + folder + ": " + left.getMessage());
        }
    }
}
