package io.kehub.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings that the SQL of this program relies on, set on every connection of the pool, so that settings of the database or
 * of the role ({@code alter database … set}) cannot change its behaviour. {@code search_path} is not among them, because an
 * administrator chooses the schema by it. The driver itself sets the time zone and the encoding.
 */
final class SessionSettings {

    private static final Map<String, String> REQUIRED = required();

    private SessionSettings() {}

    private static Map<String, String> required() {
        var settings = new LinkedHashMap<String, String>();
        // Row locks and unique indexes protect concurrent writes; they are designed for this isolation level.
        settings.put("default_transaction_isolation", "read committed");
        settings.put("default_transaction_deferrable", "off");
        // Migrations and housekeeping may take long, and a write may wait for the one before it.
        settings.put("statement_timeout", "0");
        settings.put("lock_timeout", "0");
        settings.put("transaction_timeout", "0");
        settings.put("idle_in_transaction_session_timeout", "0");
        settings.put("idle_session_timeout", "0");
        settings.put("exit_on_error", "off");
        // Formats of literals and values.
        settings.put("standard_conforming_strings", "on");
        settings.put("transform_null_equals", "off");
        settings.put("array_nulls", "on");
        settings.put("DateStyle", "ISO, YMD");
        settings.put("IntervalStyle", "postgres");
        settings.put("bytea_output", "hex");
        // Another value lets text searches miss rows.
        settings.put("gin_fuzzy_search_limit", "0");
        return settings;
    }

    /**
     * One statement that sets all of them. Settings unknown to the server's version are omitted. {@code synchronous_commit}
     * is raised only from {@code off}, which loses committed deliveries in a crash; other values are the administrator's
     * choice of replicas to wait for.
     */
    static String sql() {
        var wanted = REQUIRED.entrySet().stream()
                .map(setting -> "('" + setting.getKey() + "', '" + setting.getValue() + "')")
                .collect(Collectors.joining(", "));
        return """
                select set_config(name, value, false)
                from (values %s) as wanted (name, value)
                where current_setting(name, true) is not null
                union all
                select set_config('synchronous_commit', 'on', false)
                where current_setting('synchronous_commit') = 'off'""".formatted(wanted);
    }
}
