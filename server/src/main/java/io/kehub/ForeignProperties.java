package io.kehub;

import java.util.List;

/**
 * System properties that are neither the JVM's nor KeHub's. Libraries read many: {@code -Dspring.…},
 * {@code -Dlogback.configurationFile}, {@code -Dhikaricp.configurationFile}, {@code -Dorg.postgresql.…}. None of them is
 * a setting of KeHub, so they are removed before any library is loaded.
 */
final class ForeignProperties {

    /** What belongs to the JVM and its network stack, and {@code kehub.…}. */
    private static final List<String> KEPT = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "os.",
            "user.",
            "file.",
            "path.",
            "line.",
            "native.",
            "stdin.",
            "stdout.",
            "stderr.",
            "http.",
            "https.",
            "socks",
            "kehub.");

    private ForeignProperties() {}

    static void remove() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> KEPT.stream().noneMatch(name::startsWith))
                .forEach(System::clearProperty);
    }
}
