package io.kehub.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL's log: {@code start.log} until its log collector runs, then one file per weekday, which the collector
 * overwrites after a week.
 */
final class ServerLog {

    private static final Duration WEEK = Duration.ofDays(6);
    private static final int MAX_SHOWN = 16_384;

    private final Path folder;
    private final Map<Path, Long> seen = new HashMap<>();

    ServerLog(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path startFile() {
        return folder.resolve("start.log");
    }

    /**
     * Marks the beginning of a start: earlier output is no longer shown, and files of a week ago are removed, because
     * the collector does so only when running at midnight.
     */
    void begin() throws IOException {
        seen.clear();
        Files.deleteIfExists(startFile());
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(WEEK))) {
                    Files.deleteIfExists(file);
                } else {
                    seen.put(file, Files.size(file));
                }
            }
        }
    }

    /** The end of the output since the start began; empty if unreadable. */
    String sinceBegin() {
        var text = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (var file : files) {
                text.append(after(file, seen.getOrDefault(file, 0L)));
            }
        } catch (IOException unreadable) {
            return text.toString();
        }
        return text.toString();
    }

    /** Same, after waiting briefly for the collector to write the server's last messages. */
    String ofFailedStart() {
        var text = sinceBegin();
        for (var i = 0; i < 20 && !text.contains("FATAL") && !text.contains("PANIC") && ProcessRunner.pause(50); i++) {
            text = sinceBegin();
        }
        return text;
    }

    private static String after(Path file, long position) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var from = Math.max(Math.min(position, channel.size()), channel.size() - MAX_SHOWN);
            var bytes = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(bytes, from);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
