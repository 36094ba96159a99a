package io.kehub.database;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh, migrated database on a real PostgreSQL for one test class. */
public record TestDatabase(String url, String user, String password) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** INTERIM: a server that runs on this machine; the embedded one takes its place. */
    public static TestDatabase fresh() {
        var server = new TestDatabase("jdbc:postgresql://127.0.0.1:55432/postgres", "kehub", "devpw");
        var name = "t" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        JdbcClient.create(server.dataSource()).sql("create database " + name).update();
        var database = new TestDatabase("jdbc:postgresql://127.0.0.1:55432/" + name, "kehub", "devpw");
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
