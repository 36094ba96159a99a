package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the script {@code kehub} decides, with a JDK that writes down how it is called instead of running anything; the
 * real one is run by {@link LauncherIT}.
 */
class LauncherTest {

    /** Unpacks to two files, makes archives of a few bytes, and shows the arguments of any other call. */
    private static final String JAVA = """
            #!/bin/sh
            echo "call $*" >>"$CALLS"
            for argument in "$@"; do
              case $argument in
                -XX:AOTMode=record) [ -z "${SLOW:-}" ] || { touch "$SLOW"; exec sleep 60; } ;;
                -XX:AOTMode=create) create=yes ;;
                -XX:AOTCache=*) cache=${argument#-XX:AOTCache=} ;;
              esac
            done
            if [ "$1" = -Djarmode=tools ]; then
              while [ "$1" != --destination ]; do shift; done
              mkdir -p "$2/lib" && echo program >"$2/kehub.jar" && echo library >"$2/lib/a.jar"
            elif [ -n "${create:-}" ]; then
              [ -z "${FAILS:-}" ] && echo archive >"$cache"
            else
              pwd
              echo "LC_ALL=${LC_ALL:-}"
              printf '<%s>\\n' "$@"
            fi
            """;

    private static final Pattern ARCHIVE = Pattern.compile("<-XX:AOTCache=(.*?)>\n<", Pattern.DOTALL);

    @TempDir
    Path temporary;

    private Path jdk = Path.of("");
    private Path calls = Path.of("");
    private final Map<String, String> environment = new HashMap<>();

    record Outcome(int status, String output) {

        /** The archive that the JVM is given, empty when it is given none. */
        String archive() {
            var option = ARCHIVE.matcher(output);
            return option.find() ? option.group(1) : "";
        }
    }

    @BeforeEach
    void aJdk() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the script needs a POSIX shell");
        temporary = temporary.toRealPath();
        calls = Files.createFile(temporary.resolve("calls"));
        jdk = jdk("jdk", "first");
        environment.put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
    }

    private Path jdk(String name, String build) throws IOException {
        var folder = temporary.resolve(name);
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("lib/server"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nBUILD=\"" + build + "\"\n");
        Files.writeString(folder.resolve("lib/modules"), build);
        executable(folder.resolve("bin/java"), JAVA);
        return folder;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** An install folder with the script and a jar of these contents. */
    private Path install(String name, String jar) throws IOException {
        var folder = temporary.resolve(name);
        Files.createDirectories(folder.resolve("server/target"));
        Files.copy(Path.of("..", "kehub"), folder.resolve("kehub"));
        Files.writeString(folder.resolve("server/target/kehub.jar"), jar);
        return folder;
    }

    private ProcessBuilder builder(String... command) {
        var builder = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output").toFile());
        var variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("KEHUB_") || name.startsWith("LC_") || name.equals("LANG"));
        variables.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        variables.putAll(Map.of("KEHUB_JAVA_HOME", jdk.toString(), "CALLS", calls.toString(), "LC_ALL", "C"));
        variables.putAll(environment);
        return builder;
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        var process = builder(command).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        var output = Files.readString(temporary.resolve("output"), StandardCharsets.ISO_8859_1);
        return new Outcome(
                process.exitValue(), new String(output.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private Outcome serve(Path install) throws IOException, InterruptedException {
        var outcome = run(install.resolve("kehub").toString(), "serve");
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome;
    }

    private Outcome makeArchive(Path install) throws IOException, InterruptedException {
        return run(install.resolve("kehub").toString(), "--make-archive");
    }

    /** Makes the archive, as the build does, and starts the server. */
    private Outcome makeAndServe(Path install) throws IOException, InterruptedException {
        var made = makeArchive(install);
        assertThat(made.status()).as(made.output()).isZero();
        return serve(install);
    }

    private long recordings() throws IOException {
        return Files.readString(calls)
                .lines()
                .filter(line -> line.contains("AOTMode=record"))
                .count();
    }

    @Test
    void everyCallUsesTheArchiveThatTheBuildHasMadeAndNoneMakesOne() throws Exception {
        var install = install("plain", "jar");
        assertThat(serve(install).archive()).isEmpty();
        assertThat(run(install.resolve("kehub").toString(), "demo").archive()).isEmpty();
        assertThat(recordings()).isZero();

        assertThat(makeArchive(install).output()).isEmpty();

        var archive = serve(install).archive();
        assertThat(Path.of(archive)).hasContent("archive");
        assertThat(run(install.resolve("kehub").toString(), "version").archive())
                .isEqualTo(archive);
        assertThat(recordings()).isEqualTo(1);
    }

    @Test
    void anArchiveThatFitsIsNotMadeAgain() throws Exception {
        var install = install("plain", "jar");

        assertThat(makeArchive(install).status()).isZero();
        assertThat(makeArchive(install).status()).isZero();

        assertThat(recordings()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --make-archive", "--make-archive --help"})
    void onlyTheOptionAloneMakesAnArchive(String arguments) throws Exception {
        var install = install("plain", "jar");

        var outcome = run(
                "sh", "-c", "exec \"$0\" " + arguments, install.resolve("kehub").toString());

        assertThat(outcome.output()).contains("<" + arguments.replace(" ", ">\n<") + ">");
        assertThat(recordings()).isZero();
    }

    @Test
    void makingAnArchiveBuildsNothing() throws Exception {
        var install = install("plain", "jar");
        Files.createDirectories(install.resolve("server/src/main"));
        var source = Files.writeString(install.resolve("pom.xml"), "text");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        var programs = Files.createDirectory(temporary.resolve("programs"));
        executable(programs.resolve("mvn"), "#!/bin/sh\necho built >>\"$CALLS\"\nexit 1\n");
        environment.put("PATH", programs + ":" + System.getenv("PATH"));

        assertThat(makeArchive(install).status()).isZero();

        assertThat(calls).content().doesNotContain("built");
    }

    @Test
    void aMovedFolderRunsWithoutTheArchiveUntilItIsMadeThereAndWithItAgainWhenItIsMovedBack() throws Exception {
        var install = install("here", "jar");
        var here = makeAndServe(install).archive();
        var there = Files.move(install, temporary.resolve("there"));

        assertThat(serve(there).archive()).isEmpty();
        assertThat(makeAndServe(there).archive()).startsWith(there.toString()).isNotEqualTo(here);

        Files.move(there, install);
        assertThat(serve(install).archive()).isEqualTo(here);
        assertThat(recordings()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r", "-a"})
    void aCopyOfTheFolderDoesNotUseTheArchiveOfTheOriginal(String how) throws Exception {
        var install = install("original", "jar");
        var original = makeAndServe(install).archive();
        var copy = temporary.resolve("copy");
        assertThat(run("cp", how, install.toString(), copy.toString()).status()).isZero();

        assertThat(serve(copy).archive()).isEmpty();
        assertThat(makeAndServe(copy).archive()).startsWith(copy.toString()).isNotEqualTo(original);
    }

    @Test
    void aRestoredFolderWithOtherTimesDoesNotUseTheArchive() throws Exception {
        var install = install("stage", "jar");
        var before = makeAndServe(install).archive();

        Files.setLastModifiedTime(Path.of(before).resolveSibling("kehub.jar"), FileTime.from(Instant.EPOCH));

        assertThat(serve(install).archive()).isEmpty();
        assertThat(makeAndServe(install).archive()).isNotEqualTo(before).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "archivf\n", "arch", "archive\nand more"})
    void aDamagedArchiveIsNotUsedAndCanBeRebuilt(String damaged) throws Exception {
        var install = install("plain", "jar");
        var archive = Path.of(makeAndServe(install).archive());

        Files.writeString(archive, damaged);
        assertThat(serve(install).archive()).isEmpty();

        assertThat(makeAndServe(install).archive()).isEqualTo(archive.toString());
        assertThat(archive).hasContent("archive");
    }

    @Test
    void anotherJdkDoesNotUseTheArchiveEvenInTheSameFolder() throws Exception {
        var install = install("plain", "jar");
        var first = makeAndServe(install).archive();

        Files.writeString(jdk.resolve("lib/modules"), "updated in place");
        assertThat(serve(install).archive()).isEmpty();
        var updated = makeAndServe(install).archive();
        jdk = jdk("jdk elsewhere", "first");
        assertThat(serve(install).archive()).isEmpty();
        var elsewhere = makeAndServe(install).archive();

        assertThat(List.of(first, updated, elsewhere)).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void aReplacedJarIsUnpackedAgainAndDoesNotUseTheOldArchive() throws Exception {
        var install = install("plain", "jar");
        var before = makeAndServe(install).archive();

        var jar = Files.writeString(install.resolve("server/target/kehub.jar"), "another jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        assertThat(serve(install).archive()).isEmpty();
        var after = makeAndServe(install).archive();
        assertThat(Path.of(after).getParent()).isNotEqualTo(Path.of(before).getParent());
        assertThat(Path.of(before).getParent()).doesNotExist();
    }

    @Test
    void aPartlyUnpackedFolderIsUnpackedAgain() throws Exception {
        var install = install("plain", "jar");
        var library = Path.of(makeAndServe(install).archive()).resolveSibling("lib/a.jar");

        Files.delete(library);
        serve(install);
        assertThat(library).hasContent("library");

        Files.writeString(library, "");
        serve(install);
        assertThat(library).hasContent("library");
    }

    @Test
    void aFolderThatCannotBeWrittenRunsTheJarItself() throws Exception {
        var install = install("read-only", "jar");
        var target = install.resolve("server/target");
        // a file stands where the folder would be made, which stops root as well
        Files.createFile(target.resolve("unpacked"));

        assertThat(makeArchive(install).status()).isEqualTo(1);
        var outcome = serve(install);

        assertThat(outcome.archive()).isEmpty();
        assertThat(outcome.output()).contains("<-jar>\n<" + target.resolve("kehub.jar") + ">");
    }

    @Test
    void anArchiveThatCannotBeBuiltIsReportedAndTheProgramRunsWithoutIt() throws Exception {
        environment.put("FAILS", "yes");
        var install = install("plain", "jar");

        var outcome = makeArchive(install);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("KeHub 仍可运行").contains("KeHub runs, but starts more slowly");
        assertThat(serve(install).archive()).isEmpty();
        assertThat(leftovers(install)).isEmpty();
    }

    @Test
    void aStartDoesNotWaitForAnArchiveThatIsBeingMadeAndOneWhoseMakerWasKilledCanBeMade() throws Exception {
        var install = install("plain", "jar");
        var slow = temporary.resolve("slow");
        environment.put("SLOW", slow.toString());
        var first =
                builder(install.resolve("kehub").toString(), "--make-archive").start();
        try {
            await(slow);
            environment.remove("SLOW");
            assertThat(serve(install).archive())
                    .as("while the first one makes it")
                    .isEmpty();
            assertThat(makeArchive(install).status()).as("one at a time").isEqualTo(1);
        } finally {
            first.descendants().forEach(ProcessHandle::destroyForcibly);
            first.destroyForcibly().waitFor();
        }
        assertThat(makeAndServe(install).archive()).as("after kill -9").isNotEmpty();
    }

    @Test
    void sigtermWhileTheArchiveIsMadeEndsAtOnceAndLeavesNothing() throws Exception {
        var install = install("plain", "jar");
        var slow = temporary.resolve("slow");
        environment.put("SLOW", slow.toString());
        var process =
                builder(install.resolve("kehub").toString(), "--make-archive").start();
        await(slow);

        process.destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(leftovers(install)).isEmpty();
    }

    private static List<String> leftovers(Path install) throws IOException {
        try (var left = Files.walk(install.resolve("server/target/unpacked"))) {
            return left.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("making-") || name.equals("archive.lock"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xshare:off", "-XX:SharedArchiveFile=/x", "-Xmx64m -XX:AOTMode=off"})
    void optionsThatForbidAnArchiveMeetNone(String options) throws Exception {
        var install = install("plain", "jar");
        assertThat(makeAndServe(install).archive()).isNotEmpty();

        environment.put("KEHUB_JAVA_OPTS", options);

        assertThat(serve(install).archive()).isEmpty();
    }

    @Test
    void optionsOfTheJvmAreSplitAtBlanksAndNotExpanded() throws Exception {
        environment.put("KEHUB_JAVA_OPTS", " -Da=*  -Db=$HOME\t-Dc='d ");

        assertThat(serve(install("plain", "jar")).output()).contains("<-Da=*>\n<-Db=$HOME>\n<-Dc='d>\n<-jar>\n");
    }

    @Test
    void argumentsReachTheProgramAsTheyWereGivenAndTheWorkingFolderStays() throws Exception {
        var install = install("plain", "jar");

        var outcome =
                run(install.resolve("kehub").toString(), "version", "--home", "a  b", "*", "", "$HOME \"`'\\", "-x\ny");

        assertThat(outcome.output())
                .startsWith(temporary + "\n")
                .contains("<version>\n<--home>\n<a  b>\n<*>\n<>\n<$HOME \"`'\\>\n<-x\ny>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "-dash",
                "$HOME ${x} `id` $(id)",
                "q\"uo'te",
                "back\\slash",
                "*",
                "[x]?",
                "new\nline",
                "line end\n",
                "#%;&|<>!=,@~",
                "客枢"
            })
    void anyNameOfTheInstallFolderIsRunInPlace(String name) throws Exception {
        var install = install(name, "jar");

        assertThat(makeAndServe(install).archive()).startsWith(install + "/server/target/unpacked/");
        assertThat(serve(install).output()).contains("<-jar>\n<" + install + "/server/target/unpacked/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "bang!", "x!/y", "emoji😀", ":\n"})
    void aNameThatTheJvmCannotLoadFromIsUnpackedElsewhere(String name) throws Exception {
        var install = install(name, "jar");

        var outcome = makeAndServe(install);

        assertThat(outcome.output()).contains("<-jar>\n<" + temporary.resolve("cache/kehub") + "/");
        assertThat(outcome.archive())
                .startsWith(temporary.resolve("cache/kehub").toString());
        assertThat(outcome.output()).startsWith(temporary + "\n");
        assertThat(Files.getPosixFilePermissions(temporary.resolve("cache/kehub")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aNameInAnotherEncodingIsUnpackedElsewhere() throws Exception {
        var install = install("to be renamed", "jar");
        // the bytes of a Chinese name in GBK, which are no UTF-8
        var script =
                "mv \"$1\" \"$(printf '%s/\\277\\315' \"$2\")\" && exec \"$(printf '%s/\\277\\315' \"$2\")/kehub\" serve";

        var outcome = run("sh", "-c", script, "sh", install.toString(), temporary.toString());

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output()).contains("<-jar>\n<" + temporary.resolve("cache/kehub") + "/");
    }

    @Test
    void aCacheThatOthersCanWriteToIsNotUsed() throws Exception {
        var cache = Files.createDirectories(temporary.resolve("cache/kehub"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        var home = Files.createDirectory(temporary.resolve("user"));
        environment.put("HOME", home.toString());

        assertThat(serve(install("a:b", "jar")).output()).contains("<-jar>\n<" + home.resolve(".cache/kehub") + "/");
    }

    @Test
    void aLinkToTheScriptAndALinkToTheFolderAreFollowed() throws Exception {
        var install = install("real\n", "jar");
        var archive = makeAndServe(install).archive();
        assertThat(archive).isNotEmpty();
        var folder = Files.createSymbolicLink(temporary.resolve("-link:"), install);
        var script = Files.createSymbolicLink(temporary.resolve("k"), Path.of("-link:/kehub"));

        assertThat(run(folder.resolve("kehub").toString(), "serve").archive()).isEqualTo(archive);
        assertThat(run(script.toString(), "serve").archive()).isEqualTo(archive);
        assertThat(run("./k", "serve").archive()).isEqualTo(archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "", "zh_CN.UTF-8.not.installed"})
    void withoutAnUtf8LocaleTheJvmIsGivenOne(String locale) throws Exception {
        environment.put("LC_ALL", locale);

        assertThat(serve(install("plain", "jar")).output()).containsPattern("(?im)^LC_ALL=\\S+\\.utf-?8$");
    }

    @Test
    void anUtf8LocaleIsKept() throws Exception {
        environment.put("LC_ALL", "C.utf8");

        assertThat(serve(install("plain", "jar")).output()).contains("\nLC_ALL=C.utf8\n");
    }

    @Test
    void aJarIsNotBuiltAgainBecauseACopyOfTheSourcesHasNewTimesButBecauseOneHasChanged() throws Exception {
        var install = install("sources", "jar");
        var source = install.resolve("embedded-postgres/src/main/C.java");
        for (var file : List.of(
                "pom.xml",
                "client/pom.xml",
                "client-testing/pom.xml",
                "embedded-postgres/pom.xml",
                "server/pom.xml",
                "client/src/main/B.java",
                "client-testing/src/main/D.java",
                "embedded-postgres/src/main/C.java",
                "server/src/main/A.java")) {
            Files.createDirectories(install.resolve(file).getParent());
            Files.writeString(install.resolve(file), "text");
            Files.setLastModifiedTime(install.resolve(file), FileTime.from(Instant.EPOCH));
        }
        var programs = Files.createDirectory(temporary.resolve("programs"));
        executable(programs.resolve("mvn"), "#!/bin/sh\necho built >>\"$CALLS\"\nexit 1\n");
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        serve(install);

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        serve(install);
        assertThat(calls).content().doesNotContain("built");

        Files.writeString(source, "changed", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run(install.resolve("kehub").toString(), "serve").status()).isEqualTo(1);
        assertThat(calls).content().contains("built");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "with space", "$HOME", "客枢"})
    void aFolderThatMavenCannotWorkInIsBuiltInACopyAndGetsTheJar(String name) throws Exception {
        var install = install(name, "jar");
        Files.delete(install.resolve("server/target/kehub.jar"));
        for (var file : List.of(
                "pom.xml",
                "contract/a.json",
                "bench/pom.xml",
                "client/pom.xml",
                "client-testing/pom.xml",
                "embedded-postgres/pom.xml",
                "server/pom.xml",
                "client/src/main/B.java",
                "client-testing/src/main/D.java",
                "embedded-postgres/src/main/C.java",
                "server/src/main/A.java")) {
            Files.createDirectories(install.resolve(file).getParent());
            Files.writeString(install.resolve(file), "text");
        }
        var programs = Files.createDirectory(temporary.resolve("programs"));
        executable(programs.resolve("mvn"), """
                #!/bin/sh
                echo "mvn $*" >>"$CALLS"
                while [ "$1" != -f ]; do shift; done
                folder=${2%/pom.xml}
                echo "built in $folder" >>"$CALLS"
                cat "$folder/contract/a.json" "$folder/bench/pom.xml" "$folder/client/src/main/B.java" "$folder/embedded-postgres/src/main/C.java" >/dev/null || exit 1
                mkdir -p "$folder/server/target" && cat "$folder/server/src/main/A.java" >"$folder/server/target/kehub.jar"
                """);
        environment.put("PATH", programs + ":" + System.getenv("PATH"));

        var outcome = serve(install);

        assertThat(outcome.archive())
                .as("made at this path, not at the one of the copy")
                .isNotEmpty();
        assertThat(calls).content().contains("-Dkehub.archive.skip=true");
        assertThat(install.resolve("server/target/kehub.jar")).hasContent("text");
        assertThat(calls).content().contains("built in").doesNotContain("built in " + install);
        var folder = Files.readString(calls)
                .lines()
                .filter(line -> line.startsWith("built in "))
                .map(line -> Path.of(line.substring("built in ".length())))
                .findFirst()
                .orElseThrow();
        assertThat(folder).doesNotExist();
    }

    private static void await(Path file) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as("time to wait").isLessThan(deadline);
            // another process is waited for, whose clock no test can turn
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
