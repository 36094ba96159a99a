package io.kehub.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as people read them: {@code yyyy-MM-dd HH:mm:ss} in the ERP's zone. */
final class ShownTime {

    private final DateTimeFormatter format;

    ShownTime(ZoneId zone) {
        format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    }

    /** The time to the second, later fractions cut off; null stays null. */
    @Nullable
    String of(@Nullable Instant instant) {
        return instant == null ? null : format.format(instant);
    }
}
