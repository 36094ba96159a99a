package io.kehub.erp.access;

import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the users. */
final class UsersJdbc {

    /** Users up to this id are internal, such as the owner of the public pool, and no accounts. */
    private static final long LAST_OWN_ID = 1000;

    private final JdbcClient jdbc;

    UsersJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean hasLogin(String login) {
        return jdbc.sql("select exists (select from erp_user where text_key(login) = text_key(:login))")
                .param("login", login)
                .query(Boolean.class)
                .single();
    }

    /** Empty if the login is already used; any other violation is an exception. */
    Optional<User> add(String login, String name, Role role, @Nullable String passwordHash, Instant now) {
        return jdbc.sql("""
                        insert into erp_user (login, name, role, password_hash, created_at)
                        values (:login, :name, :role, :passwordHash, :now)
                        on conflict (text_key(login), login_duplicate) do nothing
                        returning id, login, name, role, enabled""")
                .param("login", login)
                .param("name", name)
                .param("role", role.name())
                .param("passwordHash", passwordHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> user(row))
                .optional();
    }

    Optional<User> find(UserId id) {
        return jdbc.sql("select id, login, name, role, enabled from erp_user where id = :id")
                .param("id", id.value())
                .query((row, number) -> user(row))
                .optional();
    }

    Optional<User> serviceAccount(String login) {
        return jdbc.sql("""
                        select id, login, name, role, enabled
                          from erp_user
                         where text_key(login) = text_key(:login) and password_hash is null
                         order by login_duplicate
                         limit 1""")
                .param("login", login)
                .query((row, number) -> user(row))
                .optional();
    }

    List<User> list(PageRequest page) {
        return jdbc.sql("""
                        select id, login, name, role, enabled
                          from erp_user
                         where id > :lastOwn and not deleted
                         order by id
                         limit :size offset :offset""")
                .param("lastOwn", LAST_OWN_ID)
                .param("size", page.size())
                .param("offset", page.offset())
                .query((row, number) -> user(row))
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from erp_user where id > :lastOwn and not deleted")
                .param("lastOwn", LAST_OWN_ID)
                .query(Long.class)
                .single();
    }

    List<User> named(String name) {
        return jdbc.sql("""
                        select id, login, name, role, enabled
                          from erp_user
                         where id > :lastOwn and text_key(name) = text_key(:name)
                         order by id""")
                .param("lastOwn", LAST_OWN_ID)
                .param("name", name)
                .query((row, number) -> user(row))
                .list();
    }

    List<UserId> withNamePart(String part) {
        return jdbc.sql("""
                        select id
                          from erp_user
                         where id > :lastOwn and strpos(text_folded(name), text_folded(:part)) > 0
                         order by id""")
                .param("lastOwn", LAST_OWN_ID)
                .param("part", part)
                .query((row, number) -> new UserId(row.getLong("id")))
                .list();
    }

    List<User> findAll(Collection<UserId> ids) {
        return jdbc.sql("select id, login, name, role, enabled from erp_user where id = any (:ids)")
                .param("ids", ids.stream().map(UserId::value).distinct().toArray(Long[]::new))
                .query((row, number) -> user(row))
                .list();
    }

    Map<UserId, String> names(Collection<UserId> ids) {
        var names = new HashMap<UserId, String>();
        jdbc.sql("select id, name from erp_user where id = any (:ids)")
                .param("ids", ids.stream().map(UserId::value).distinct().toArray(Long[]::new))
                .query(row -> {
                    names.put(new UserId(row.getLong("id")), row.getString("name"));
                });
        return names;
    }

    boolean hasAdministrator() {
        return jdbc.sql("select exists (select from erp_user where role = 'ADMINISTRATOR')")
                .query(Boolean.class)
                .single();
    }

    /** The enabled administrators, locked until the end of the transaction. */
    List<UserId> lockEnabledAdministrators() {
        return jdbc.sql("""
                        select id
                          from erp_user
                         where role = 'ADMINISTRATOR' and enabled
                         order by id
                           for no key update""")
                .query((row, number) -> new UserId(row.getLong("id")))
                .list();
    }

    Optional<User> enable(UserId id, boolean enabled) {
        return jdbc.sql("""
                        update erp_user
                           set enabled = :enabled
                         where id = :id and not (deleted and :enabled)
                        returning id, login, name, role, enabled""")
                .param("id", id.value())
                .param("enabled", enabled)
                .query((row, number) -> user(row))
                .optional();
    }

    /** False, without a change, if the user has no password. */
    boolean changeHash(UserId id, String passwordHash) {
        return jdbc.sql("""
                                update erp_user
                                   set password_hash = :passwordHash
                                 where id = :id and password_hash is not null""")
                        .param("id", id.value())
                        .param("passwordHash", passwordHash)
                        .update()
                > 0;
    }

    /**
     * The hash to verify a sign-in against; empty if no enabled user with a password has this login. If several users share a
     * key since an upgrade: the one spelled as given, else the oldest.
     */
    Optional<Credentials> credentials(String login) {
        return jdbc.sql("""
                        select id, login, name, role, password_hash
                          from erp_user
                         where text_key(login) = text_key(:login) and enabled and password_hash is not null
                         order by login = :login desc, login_duplicate
                         limit 1""")
                .param("login", login)
                .query((row, number) -> new Credentials(
                        new Caller(
                                new UserId(row.getLong("id")),
                                row.getString("login"),
                                row.getString("name"),
                                Role.valueOf(row.getString("role"))),
                        row.getString("password_hash")))
                .optional();
    }

    /** Whether the user still has these credentials; if so, they are locked until the end of the transaction. */
    boolean lockIfCurrent(Credentials credentials) {
        return jdbc.sql("""
                        select id
                          from erp_user
                         where id = :id and enabled and password_hash = :passwordHash
                           for no key update""")
                .param("id", credentials.caller().user().value())
                .param("passwordHash", credentials.passwordHash())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** The data that a sign-in is verified against. */
    record Credentials(Caller caller, String passwordHash) {

        @Override
        public String toString() {
            return "Credentials[" + caller.user() + "]";
        }
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getLong("id")),
                row.getString("login"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("enabled"));
    }
}
