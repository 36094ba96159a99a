package io.kehub.console;

import io.kehub.erp.access.Department;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import java.util.List;
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
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> list() {
        return Envelope.ok(new DepartmentList(
                departments.all().stream().map(DepartmentView::of).toList()));
    }

    private record DepartmentList(List<DepartmentView> list) {}

    private record DepartmentView(String id, @Nullable String parent, String name, boolean enabled) {
        static DepartmentView of(Department department) {
            var parent = department.parent();
            return new DepartmentView(
                    String.valueOf(department.id().value()),
                    parent == null ? null : String.valueOf(parent.value()),
                    department.details().name(),
                    department.details().enabled());
        }
    }
}
