package io.kehub.erp.access;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    PasswordHashing passwordHashing() {
        return PasswordHashing.argon2();
    }

    @Bean
    Users users(JdbcClient jdbc, PasswordHashing hashing, TransactionTemplate transaction, Clock clock) {
        return new Users(new UsersJdbc(jdbc), new SessionsJdbc(jdbc), hashing, transaction, clock);
    }

    @Bean
    Sessions sessions(JdbcClient jdbc, Clock clock, RandomGenerator random) {
        return new Sessions(new SessionsJdbc(jdbc), clock, random);
    }

    @Bean
    Authenticator authenticator(Sessions sessions) {
        return new Authenticator(sessions);
    }

    @Bean
    Captchas captchas(JdbcClient jdbc, Clock clock, RandomGenerator random) {
        return new Captchas(new CaptchasJdbc(jdbc), clock, random);
    }

    @Bean
    SignIn signIn(
            JdbcClient jdbc,
            Captchas captchas,
            Sessions sessions,
            PasswordHashing hashing,
            TransactionTemplate transaction,
            Clock clock) {
        return new SignIn(
                new UsersJdbc(jdbc), new SignInTriesJdbc(jdbc), captchas, sessions, hashing, transaction, clock);
    }

    @Bean
    Departments departments(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new Departments(new DepartmentsJdbc(jdbc), transaction, clock);
    }

    @Bean
    Accounts accounts(JdbcClient jdbc, Users users, Departments departments, TransactionTemplate transaction) {
        return new Accounts(new AccountsJdbc(jdbc), users, new UsersJdbc(jdbc), departments, transaction);
    }

    @Bean
    FirstAdministrator firstAdministrator(
            JdbcClient jdbc, PasswordHashing hashing, Clock clock, RandomGenerator random) {
        return new FirstAdministrator(new UsersJdbc(jdbc), hashing, clock, random);
    }
}
