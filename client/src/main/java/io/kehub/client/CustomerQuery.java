package io.kehub.client;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which customers are asked for; empty text or null means all. */
public record CustomerQuery(
        String keyword,
        int sort,
        String source,
        String charge,
        @Nullable LocalDate startTime,
        @Nullable LocalDate endTime,
        @Nullable Integer status) {
    public static CustomerQuery all() {
        return keyword("");
    }

    public static CustomerQuery keyword(String keyword) {
        return new CustomerQuery(keyword, 0, "", "", null, null, null);
    }
}
