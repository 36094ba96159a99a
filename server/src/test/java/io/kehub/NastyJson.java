package io.kehub;

import java.util.List;

/** Values that nobody should send, as JSON: of the wrong kind, out of range, too long, or no text at all. */
public final class NastyJson {

    public static final List<String> VALUES = List.of(
            "null",
            "true",
            "\"\"",
            "\"　\"",
            "0",
            "-1",
            "1",
            "\"1\"",
            "1e400",
            "1e-400",
            "0.00001",
            "-0.0",
            "9223372036854775807",
            "9223372036854775808",
            "9999999999999999999.99",
            "\"999999999999999999999999999999.5\"",
            "\"9,999,999,999,999,999,999\"",
            "\"１２\"",
            "\"1-1-1\"",
            "\"2025-02-30\"",
            "\"9999-12-31 23:59:59\"",
            "\"99999-01-01\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\uFFFF\"",
            "\"';drop table customer;--\"",
            "\"%\"",
            "\"txt:\"",
            "\"" + "长".repeat(5_000) + "\"",
            "\"" + "1,".repeat(5_000) + "\"",
            "[]",
            "[1]",
            "{}",
            "[{}]",
            "[{\"id\": 1}]",
            "[[[[[[[[]]]]]]]]",
            "[{\"id\": \"name\", \"val\": []}]",
            "{\"a\": {\"b\": 1}}");

    private NastyJson() {}
}
