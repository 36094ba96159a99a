package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The real program by its script, in folders with odd names and in folders that are moved. */
class LauncherIT {

    private static final String SHOW_ARCHIVE = "-Xlog:aot=info:stdout -Xlog:cds=info:stdout";

    private Path folder = Path.of("target");

    @BeforeEach
    void anEmptyFolder() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the script needs a POSIX shell");
        folder = Files.createTempDirectory(Path.of("target"), "launcher-").toRealPath();
    }

    /** The script and the jar in a folder of this name. */
    private Path install(String name) throws IOException {
        var install = folder.resolve(name);
        Files.createDirectories(install.resolve("server/target"));
        Files.copy(Path.of("..", "kehub"), install.resolve("kehub"));
        Files.createLink(install.resolve("server/target/kehub.jar"), KeHubProcess.jar());
        return install;
    }

    private KeHubProcess launch(Path install, Map<String, String> environment, String... arguments) throws IOException {
        return KeHubProcess.launch(
                List.of(install.resolve("kehub").toString()), folder.resolve("run"), environment, arguments);
    }

    private String version(Path install, String options) throws Exception {
        try (var program = launch(install, Map.of("KEHUB_JAVA_OPTS", options, "LC_ALL", "C"), "version")) {
            assertThat(program.exitStatus()).as(program.output()).isZero();
            assertThat(program.output()).contains("KeHub 客枢 ").doesNotContain("unbuilt");
            return program.output();
        }
    }

    @Test
    void theArchiveThatTheBuildHasMadeIsUsed() throws Exception {
        assumeFalse(Boolean.getBoolean("kehub.archive.skip"), "the build was told to make none");
        var root = Path.of("..").toRealPath();
        // the JDK that the script finds by itself, as it did for the build
        var environment = Map.of("KEHUB_JAVA_HOME", "", "KEHUB_JAVA_OPTS", SHOW_ARCHIVE);

        try (var program = launch(root, environment, "version")) {
            assertThat(program.exitStatus()).as(program.output()).isZero();
            assertThat(program.output())
                    .contains(root + "/server/target/unpacked/")
                    .contains("/classes-");
        }
    }

    @Test
    void aFolderThatIsMovedAfterItsArchiveWasMadeStartsAgainAndAgainWhenItIsMovedBack() throws Exception {
        var here = install("客枢 here");
        try (var making = launch(here, Map.of(), "--make-archive")) {
            assertThat(making.exitStatus()).as(making.output()).isZero();
        }
        assertThat(version(here, SHOW_ARCHIVE))
                .contains(here + "/server/target/unpacked/")
                .contains("/classes-");

        var there = Files.move(here, folder.resolve("客枢 there"));
        assertThat(version(there, SHOW_ARCHIVE)).doesNotContain("/classes-");

        Files.move(there, here);
        assertThat(version(here, SHOW_ARCHIVE)).contains("/classes-");

        try (var archives = Files.walk(here)) {
            for (var archive : archives.filter(
                            path -> path.getFileName().toString().matches("classes-[0-9-]+"))
                    .toList()) {
                Files.write(archive, new byte[100]);
            }
        }
        assertThat(version(here, SHOW_ARCHIVE)).doesNotContain("/classes-");
    }

    @Test
    void everyCharacterMayStandInTheInstallPathAndInTheHomeWithoutAnyLocale() throws Exception {
        var install = install("-a:b;c! $HOME `id` \"q\" 'a' \\ %41 # * ? [x]\n客枢 😀 !/x\n");
        var home = folder.resolve("-h: $HOME `id` \"q\" 'a' \\ %41 # * ? [x] !\n客枢 😀\n");
        var environment = Map.of(
                "LC_ALL",
                "C",
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString(),
                "KEHUB_ADMIN_PASSWORD",
                KeHubProcess.ADMIN_PASSWORD,
                // no archive, which takes half a minute
                "KEHUB_JAVA_OPTS",
                "-Xmx512m -Xshare:auto");

        try (var server = launch(install, environment, "serve", "--port", "0", "--home", home.toString())) {
            server.awaitReady();
            assertThat(new HubSession(server.address()).contacts("")).isEmpty();
            assertThat(server.terminate()).isZero();
        }
        assertThat(home.resolve("database/data/PG_VERSION")).isRegularFile();
        try (var cached = Files.newDirectoryStream(folder.resolve("cache/kehub"))) {
            assertThat(cached).as("the JVM can't load from there").hasSize(1);
        }
    }

    @Test
    void pathsWithMostCharactersRunInPlace() throws Exception {
        var install = install("-$HOME `id` ${x} \"q\" 'a' \\ %41 # * ? [x] ;&|<>\n客枢\n");

        version(install, "-Xshare:auto");

        assertThat(install.resolve("server/target/unpacked")).isDirectory();
    }

    @Test
    void theJarAloneRunsInAFolderWithBlanksAndChinese() throws Exception {
        var jar = install("客枢 $x #1").resolve("server/target/kehub.jar");

        try (var program = KeHubProcess.launch(
                KeHubProcess.javaJar(jar), folder.resolve("run"), Map.of("LC_ALL", "C.UTF-8"), "version")) {
            assertThat(program.exitStatus()).as(program.output()).isZero();
            assertThat(program.output()).contains("KeHub 客枢 ").doesNotContain("unbuilt");
        }
        FileSystemUtils.deleteRecursively(folder);
    }
}
