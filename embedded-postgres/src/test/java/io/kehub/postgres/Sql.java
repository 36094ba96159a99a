package io.kehub.postgres;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs single statements on a database, each in a session of its own. */
record Sql(String url, String user, String password) {

    static Sql on(EmbeddedPostgres server) {
        return new Sql(server.url(), server.user(), server.password());
    }

    void execute(String statement) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The only value of a query, as PostgreSQL prints it. */
    String value(String query) {
        return value(List.of(), query);
    }

    /** The same, after other statements in the same session. */
    String value(List<String> before, String query) {
        var values = values(before, query);
        if (values.size() != 1) {
            throw new IllegalStateException(query + " has " + values.size() + " rows");
        }
        return values.getFirst();
    }

    /** The first column of a query. */
    List<String> values(String query) {
        return values(List.of(), query);
    }

    private List<String> values(List<String> before, String query) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var running = connection.createStatement()) {
            for (var statement : before) {
                running.execute(statement);
            }
            var values = new ArrayList<String>();
            try (var rows = running.executeQuery(query)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
