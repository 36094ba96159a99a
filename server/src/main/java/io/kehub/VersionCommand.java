package io.kehub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kehub version}: the version to name in a bug report. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "显示版本 / show the version")
final class VersionCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.out.println("KeHub 客枢 " + programVersion());
        System.out.println("Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        System.out.println(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return 0;
    }

    /** The version that the build wrote into the program. */
    static String programVersion() {
        try (var written = VersionCommand.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (written == null) {
                return "(unbuilt)";
            }
            var properties = new Properties();
            properties.load(written);
            return properties.getProperty("build.version", "(unbuilt)");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
