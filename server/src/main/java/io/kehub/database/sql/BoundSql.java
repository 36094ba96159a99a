package io.kehub.database.sql;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A statement and the values bound to its named parameters.
 *
 * @param sql the complete statement; no placeholder is left
 * @param values may hold more than the statement names, never less; a value may be null
 */
public record BoundSql(String sql, Map<String, Object> values) {

    /** A name behind one colon; two are a cast. */
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-zA-Z]\\w*)");

    /** @throws IllegalArgumentException if a named parameter has no value */
    public BoundSql {
        var parameters = PARAMETER.matcher(sql);
        while (parameters.find()) {
            if (!values.containsKey(parameters.group(1))) {
                throw new IllegalArgumentException("no value for :" + parameters.group(1) + " of: " + sql);
            }
        }
    }

    public BoundSql(Sql sql, Map<String, Object> values) {
        this(sql.text(), values);
    }

    /** The statement, ready to be sent. */
    public JdbcClient.StatementSpec on(JdbcClient jdbc) {
        return jdbc.sql(sql).params(values);
    }
}
