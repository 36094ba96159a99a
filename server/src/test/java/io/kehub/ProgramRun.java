package io.kehub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own on the class path of the tests, with standard output and standard error apart. */
final class ProgramRun implements AutoCloseable {

    private static final int MAX_MINUTES = 5;

    private final Process process;
    private final Path out;
    private final Path err;

    private ProgramRun(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the program without any {@code KEHUB_…} variable by a shell, whose script ends with {@code "$@"}. */
    static ProgramRun byShell(Path folder, String script) throws IOException {
        return start(folder, Map.of(), List.of("/bin/sh", "-c", script, "sh"), List.of(), List.of());
    }

    /** Starts the program in the folder, without any {@code KEHUB_…} variable but the given ones. */
    static ProgramRun start(
            Path folder, Map<String, String> environment, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        return start(folder, environment, List.of(), jvmOptions, arguments);
    }

    private static ProgramRun start(
            Path folder,
            Map<String, String> environment,
            List<String> launcher,
            List<String> jvmOptions,
            List<String> arguments)
            throws IOException {
        var out = Files.createTempFile("kehub-out-", ".txt");
        var err = Files.createTempFile("kehub-err-", ".txt");
        var command = new ArrayList<>(launcher);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", absoluteClassPath(), KeHub.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEHUB_"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return new ProgramRun(builder.start(), out, err);
    }

    private static String absoluteClassPath() {
        var separator = System.getProperty("path.separator");
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(separator)) {
            if (!entry.isEmpty()) {
                entries.add(Path.of(entry).toAbsolutePath().toString());
            }
        }
        return String.join(separator, entries);
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("still runs");
        }
        return process.exitValue();
    }

    /** Waits until standard output contains the text. */
    void await(String text) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MAX_MINUTES);
        while (!out().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("did not say " + text + ":\n" + out() + err());
            }
            // another process is waited for, whose clock no test can turn
            Thread.sleep(20);
        }
    }

    int terminate() throws InterruptedException {
        process.destroy();
        return exitStatus();
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
