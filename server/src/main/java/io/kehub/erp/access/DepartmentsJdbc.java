package io.kehub.erp.access;

import io.kehub.database.sql.Violation;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of departments. */
final class DepartmentsJdbc {

    private static final String ALL = """
            with recursive path as (
              select d.*, d.name as full_path from department d where d.parent is null
              union all
              select d.*, p.full_path || '/' || d.name from department d join path p on d.parent = p.id)
            select *
            from path
            order by id
            """;

    private static final String PEOPLE_BELOW = """
            with recursive below as (
              select department as id from erp_user where id = :user
              union
              select d.id from department d join below b on d.parent = b.id)
            select u.id from erp_user u where u.department in (select id from below)
            """;

    private final JdbcClient jdbc;

    DepartmentsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Department> all() {
        return jdbc.sql(ALL)
                .query((row, number) -> {
                    var parent = row.getObject("parent", Long.class);
                    var addedBy = row.getObject("added_by", Long.class);
                    var addedAt = row.getObject("added_at", OffsetDateTime.class);
                    return new Department(
                            new DepartmentId(row.getLong("id")),
                            parent == null ? null : new DepartmentId(parent),
                            new Department.Details(
                                    row.getString("name"),
                                    row.getString("short_name"),
                                    row.getBoolean("price_strategy"),
                                    row.getInt("importance"),
                                    row.getString("function"),
                                    row.getString("summary"),
                                    row.getBoolean("enabled")),
                            row.getString("full_path"),
                            addedBy == null ? null : new UserId(addedBy),
                            addedAt == null ? null : addedAt.toInstant());
                })
                .list();
    }

    /** Everyone in the department of this user and in those below it. */
    Set<UserId> peopleOf(UserId user) {
        return jdbc.sql(PEOPLE_BELOW)
                .param("user", user.value())
                .query((row, number) -> new UserId(row.getLong("id")))
                .set();
    }

    /** Locks the tree against other changes until the end of the transaction: two concurrent moves could form a cycle. */
    void lock() {
        jdbc.sql("lock table department in share row exclusive mode").update();
    }

    DepartmentId insert(@Nullable DepartmentId parent, Department.Details details, UserId by, Instant at) {
        try {
            return new DepartmentId(bound(jdbc.sql("""
                                    insert into department (
                                      parent, name, short_name, price_strategy, importance, function, summary, enabled,
                                      added_by, added_at)
                                    values (
                                      :parent, :name, :shortName, :priceStrategy, :importance, :function, :summary,
                                      :enabled, :by, :at)
                                    returning id"""), parent, details)
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "department_name_is_unique_among_siblings", DepartmentsJdbc::taken);
        }
    }

    void update(DepartmentId id, @Nullable DepartmentId parent, Department.Details details) {
        try {
            bound(jdbc.sql("""
                                    update department
                                    set parent = :parent, name = :name, short_name = :shortName,
                                      price_strategy = :priceStrategy, importance = :importance, function = :function,
                                      summary = :summary, enabled = :enabled
                                    where id = :id"""), parent, details).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "department_name_is_unique_among_siblings", DepartmentsJdbc::taken);
        }
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, @Nullable DepartmentId parent, Department.Details details) {
        return statement
                .param("parent", parent == null ? null : parent.value())
                .param("name", details.name())
                .param("shortName", details.shortName())
                .param("priceStrategy", details.priceStrategy())
                .param("importance", details.importance())
                .param("function", details.function())
                .param("summary", details.summary())
                .param("enabled", details.enabled());
    }

    private static ProblemException taken() {
        return new ProblemException(Problem.Conflict.field("name", "同一上级下已有同名的部门", "与同级部门不同的名称，不区分大小写和全角半角"));
    }
}
