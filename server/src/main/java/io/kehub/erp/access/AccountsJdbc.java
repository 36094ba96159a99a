package io.kehub.erp.access;

import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of accounts that users don't have already. */
final class AccountsJdbc {

    /** Parts of the program are users too, and no accounts. */
    private static final String COLUMNS = """
            u.id, u.login, u.name, u.role, u.enabled, u.department, d.name as department_name,
            array(select unnest(array[held.name, held.value]) from jsonb_each_text(u.fields) as held (name, value))
              as fields
            from erp_user u
            join department d on d.id = u.department
            where u.password_hash is not null and not u.deleted""";

    private static final String BELOW = """
            u.department in (
              with recursive below as (
                select id from department where id = :department
                union
                select c.id from department c join below b on c.parent = b.id)
              select id from below)""";

    private final JdbcClient jdbc;

    AccountsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> find(UserId id) {
        return jdbc.sql("select " + COLUMNS + " and u.id = :id")
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
        var values = new HashMap<String, Object>();
        var conditions = new ArrayList<String>(List.of("true"));
        part("name", filter.name(), conditions, values);
        part("login", filter.login(), conditions, values);
        if (filter.enabled() != null) {
            conditions.add(filter.enabled() ? "u.enabled" : "not u.enabled");
        }
        if (filter.department() != null) {
            values.put("department", filter.department().value());
            conditions.add(BELOW);
        }
        var where = " and " + String.join(" and ", conditions);
        var total = jdbc.sql("select count(*) from (select " + COLUMNS + where + ") as found")
                .params(values)
                .query(Long.class)
                .single();
        values.put("offset", page.offset());
        values.put("size", page.size());
        values.put("below", page.below());
        var items = jdbc.sql("select " + COLUMNS + where
                        + " and u.id < :below order by u.id desc offset :offset limit :size")
                .params(values)
                .query((row, number) -> account(row))
                .list();
        return new Page<>(items, total, page);
    }

    private static void part(String column, String text, List<String> conditions, Map<String, Object> values) {
        if (!text.isEmpty()) {
            values.put(column, text);
            conditions.add("strpos(customer_folded(u.%s), customer_folded(:%s)) > 0".formatted(column, column));
        }
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
