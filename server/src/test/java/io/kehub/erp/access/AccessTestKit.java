package io.kehub.erp.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Users, sessions and sign-in on a test's database, for tests of this module and of those that use it. Passwords are
 * really hashed, but cheaply.
 */
public record AccessTestKit(Users users, Sessions sessions, SignIn signIn, FirstAdministrator firstAdministrator) {

    public static AccessTestKit on(DataSource database, Clock clock) {
        return on(database, clock, PasswordHashing.by(cheapEncoder(), 2), new SecureRandom());
    }

    static AccessTestKit on(DataSource database, Clock clock, PasswordHashing hashing, RandomGenerator random) {
        var jdbc = JdbcClient.create(database);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var users = new UsersJdbc(jdbc);
        var sessions = new Sessions(new SessionsJdbc(jdbc), clock, random);
        return new AccessTestKit(
                new Users(users, new SessionsJdbc(jdbc), hashing, transaction, clock),
                sessions,
                new SignIn(
                        users,
                        new SignInTriesJdbc(jdbc),
                        new Captchas(new CaptchasJdbc(jdbc), clock, random),
                        sessions,
                        hashing,
                        transaction,
                        clock),
                new FirstAdministrator(users, hashing, clock, random));
    }

    static PasswordEncoder cheapEncoder() {
        return new Argon2PasswordEncoder(16, 32, 1, 64, 1);
    }
}
