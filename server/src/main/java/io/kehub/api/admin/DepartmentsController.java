package io.kehub.api.admin;

import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.Listed;
import io.kehub.erp.access.Department;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.kernel.DepartmentId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The departments, with the ids that a user's {@code department} takes. They are edited through v3. */
@RestController
@RequestMapping("/api/admin/departments")
class DepartmentsController {

    private final Departments departments;

    DepartmentsController(Departments departments) {
        this.departments = departments;
    }

    @GetMapping
    @Documented(value = "部门列表", answer = DepartmentView.class, data = Documented.Data.LISTED)
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> list() {
        return Envelope.ok(
                new Listed<>(departments.all().stream().map(DepartmentView::of).toList()));
    }

    private record DepartmentView(DepartmentId id, @Nullable DepartmentId parent, String name, boolean enabled) {
        static DepartmentView of(Department department) {
            return new DepartmentView(
                    department.id(),
                    department.parent(),
                    department.details().name(),
                    department.details().enabled());
        }
    }
}
