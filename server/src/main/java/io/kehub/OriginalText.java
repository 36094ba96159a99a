package io.kehub;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Environment and arguments as they were given. Where the locale is {@code C} or {@code POSIX}, as under many service
 * managers and in containers, the JVM reads every non-ASCII character as a replacement character, so a Chinese password
 * would silently become another one. Linux keeps the bytes, which are taken as UTF-8 then.
 */
final class OriginalText {

    private static final Charset JVM = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private OriginalText() {}

    static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        for (var entry : entries("environ")) {
            var equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return environment;
    }

    /** The same arguments; those that the JVM could not read are replaced. */
    static String[] arguments(String[] read) {
        var entries = entries("cmdline");
        var first = entries.size() - read.length;
        var arguments = read.clone();
        for (var i = 0; i < read.length && first >= 0; i++) {
            var original = entries.get(first + i);
            if (isSame(original.getBytes(StandardCharsets.UTF_8), read[i])) {
                arguments[i] = original;
            }
        }
        return arguments;
    }

    /** Whether the bytes are those of an argument whose non-ASCII bytes the JVM replaced one by one. */
    private static boolean isSame(byte[] original, String read) {
        return original.length == read.length()
                && IntStream.range(0, original.length)
                        .allMatch(index -> original[index] < 0 || original[index] == read.charAt(index));
    }

    /** Empty if the JVM reads more than ASCII, or the system does not keep the bytes. */
    private static List<String> entries(String file) {
        if (!JVM.equals(StandardCharsets.US_ASCII)) {
            return List.of();
        }
        try {
            var text = Files.readString(Path.of("/proc/self", file), StandardCharsets.UTF_8);
            return List.of(text.substring(0, Math.max(0, text.length() - 1)).split("\0", -1));
        } catch (IOException notKeptOrNotUtf8) {
            return List.of();
        }
    }
}
