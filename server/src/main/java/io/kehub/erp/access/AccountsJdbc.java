package io.kehub.erp.access;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of accounts beyond that of users. */
final class AccountsJdbc {

    /** Excludes internal users, which are no accounts. */
    private static final Sql ACCOUNTS = Sql.of("""
            select u.id, u.login, u.name, u.role, u.enabled, u.department, d.name as department_name,
            array(select unnest(array[held.name, held.value]) from jsonb_each_text(u.fields) as held (name, value))
              as fields
            from erp_user u
            join department d on d.id = u.department
            where u.password_hash is not null and not u.deleted""");

    private static final Sql BELOW = Sql.of("""
            u.department in (
              with recursive below as (
                select id from department where id = :department
                union
                select c.id from department c join below b on c.parent = b.id)
              select id from below)""");

    private static final String FIND = SqlTemplate.of("{accounts} and u.id = :id")
            .with("accounts", ACCOUNTS)
            .sql()
            .text();

    private static final SqlTemplate COUNT =
            SqlTemplate.of("select count(*) from ({accounts} and {conditions}) as found");

    private static final SqlTemplate PAGE = SqlTemplate.of(
            "{accounts} and {conditions} and u.id < :below order by u.id desc offset :offset limit :size");

    private static final TextSearch NAME = TextSearch.unindexed("name", "u.name");
    private static final TextSearch LOGIN = TextSearch.unindexed("login", "u.login");
    private static final Sql ENABLED = Sql.of("u.enabled");
    private static final Sql DISABLED = Sql.of("not u.enabled");

    private final JdbcClient jdbc;

    AccountsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> find(UserId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> account(row))
                .optional();
    }

    void describe(UserId id, DepartmentId department, Map<AccountField, String> fields) {
        var filled = List.copyOf(fields.entrySet());
        jdbc.sql("""
                        update erp_user
                        set department = :department,
                          fields = jsonb_object(cast(:fieldNames as text[]), cast(:fieldValues as text[]))
                        where id = :id""")
                .param("department", department.value())
                .param(
                        "fieldNames",
                        filled.stream().map(field -> field.getKey().name()).toArray(String[]::new))
                .param("fieldValues", filled.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .param("id", id.value())
                .update();
    }

    void rename(UserId id, String name, Role role) {
        jdbc.sql("update erp_user set name = :name, role = :role where id = :id")
                .param("name", name)
                .param("role", role.name())
                .param("id", id.value())
                .update();
    }

    void delete(UserId id) {
        jdbc.sql("update erp_user set deleted = true where id = :id")
                .param("id", id.value())
                .update();
    }

    Page<Account> list(Accounts.Filter filter, PageRequest page) {
        var conditions = new Conditions();
        NAME.addTo(conditions, filter.name());
        LOGIN.addTo(conditions, filter.login());
        var department = filter.department();
        conditions
                .either(filter.enabled(), ENABLED, DISABLED)
                .add(BELOW, "department", department == null ? null : department.value());
        var total = conditions
                .bound(COUNT.with("accounts", ACCOUNTS)
                        .with("conditions", conditions.joined())
                        .sql())
                .on(jdbc)
                .query(Long.class)
                .single();
        PageReader.bind(conditions, page);
        var items = conditions
                .bound(PAGE.with("accounts", ACCOUNTS)
                        .with("conditions", conditions.joined())
                        .sql())
                .on(jdbc)
                .query((row, number) -> account(row))
                .list();
        return new Page<>(items, total, page);
    }

    private static Account account(ResultSet row) throws SQLException {
        var fields = new EnumMap<AccountField, String>(AccountField.class);
        var namesAndValues = (String[]) row.getArray("fields").getArray();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            fields.put(AccountField.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return new Account(
                new User(
                        new UserId(row.getLong("id")),
                        row.getString("login"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("enabled")),
                new DepartmentId(row.getLong("department")),
                row.getString("department_name"),
                fields);
    }
}
