package io.kehub.erp.access;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The departments 部门: a tree. They are disabled but never deleted, because accounts refer to them. Writers commit before
 * they return. Callers check permissions.
 */
public final class Departments {

    private static final int DEEPEST = 10;

    private final DepartmentsJdbc departments;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Departments(DepartmentsJdbc departments, TransactionTemplate transaction, Clock clock) {
        this.departments = departments;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** All departments, including disabled ones, oldest first. */
    public List<Department> all() {
        return departments.all();
    }

    /** The department with this id; empty if there is none. */
    public Optional<Department> find(DepartmentId id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /**
     * The access scope of a caller: everything for roles that see everything, the own department and those below it for a
     * manager, the own records for all others.
     */
    public AccessScope scopeOf(Caller caller) {
        if (caller.role().seesEverything()) {
            return AccessScope.everything(caller.user());
        }
        if (caller.role() != Role.MANAGER) {
            return AccessScope.own(caller.user());
        }
        var people = new HashSet<>(departments.peopleOf(caller.user()));
        people.add(caller.user());
        return new AccessScope(caller.user(), people);
    }

    /**
     * Adds a department.
     *
     * @param parent null for the top
     * @throws ProblemException with {@link Problem.Invalid} for all errors, with {@link Problem.Conflict}
     *     if the parent already has a department with that name
     */
    public DepartmentId add(@Nullable DepartmentId parent, Department.Details details, UserId by) {
        return transaction.execute(status -> {
            departments.lock();
            check(null, parent, details);
            return departments.insert(parent, details, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        });
    }

    /**
     * Changes a department, and moves it if the parent differs.
     *
     * @throws ProblemException as {@link #add}, with {@link Problem.NotFound} for an unknown id, and with
     *     {@link Problem.Invalid} about {@code parent} if it would become its own ancestor
     */
    public void change(DepartmentId id, @Nullable DepartmentId parent, Department.Details details) {
        transaction.executeWithoutResult(status -> {
            departments.lock();
            if (find(id).isEmpty()) {
                throw unknown(id);
            }
            check(id, parent, details);
            departments.update(id, parent, details);
        });
    }

    private void check(@Nullable DepartmentId self, @Nullable DepartmentId parent, Department.Details details) {
        var errors = new ArrayList<FieldError>();
        if (details.name().isEmpty()) {
            errors.add(new FieldError("name", "部门名称不能为空", "1 至 50 个字"));
        }
        FieldError.checkText("name", "部门名称", details.name(), 50, errors);
        FieldError.checkText("shortName", "部门简称", details.shortName(), 50, errors);
        FieldError.checkText("function", "部门职能", details.function(), 500, errors);
        FieldError.checkText("summary", "部门概要", details.summary(), 2000, errors);
        if (parent != null) {
            parentError(self, parent).ifPresent(errors::add);
        }
        ProblemException.refuse(errors);
    }

    private Optional<FieldError> parentError(@Nullable DepartmentId self, DepartmentId parent) {
        Map<DepartmentId, Department> byId = new HashMap<>();
        all().forEach(each -> byId.put(each.id(), each));
        var steps = 0;
        for (var at = parent; at != null; steps++) {
            var above = byId.get(at);
            if (above == null) {
                return Optional.of(new FieldError("parent", "没有编号为 " + at.value() + " 的部门", "已有部门的编号，0 表示最上级"));
            }
            if (at.equals(self) || steps >= DEEPEST) {
                return Optional.of(
                        new FieldError("parent", "部门不能放到自己的下级之中，层级也不能超过 " + DEEPEST + " 层", "不是它自己、也不在它之下的部门"));
            }
            at = above.parent();
        }
        return Optional.empty();
    }

    /** The error for an unknown department id. */
    public static ProblemException unknown(DepartmentId id) {
        var message = "没有编号为 " + id.value() + " 的部门";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有部门的编号"))));
    }
}
