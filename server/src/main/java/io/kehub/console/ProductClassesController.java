package io.kehub.console;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.product.ProductClass;
import io.kehub.erp.product.ProductClasses;
import io.kehub.kernel.ProductClassId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/erp/product-classes")
class ProductClassesController {

    private static final String[] CHANGEABLE = {"parent", "top", "name", "enabled"};

    private final ProductClasses classes;

    ProductClassesController(ProductClasses classes) {
        this.classes = classes;
    }

    @GetMapping
    @RequiresPermission(Permission.READ_PRODUCTS)
    ResponseEntity<Envelope> list() {
        return Envelope.ok(
                new ClassList(classes.all().stream().map(ClassView::of).toList()));
    }

    @PostMapping
    @RequiresPermission(Permission.WRITE_PRODUCTS)
    ResponseEntity<Envelope> add(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "parent", "name");
        var parent = body.id("parent");
        var name = body.requiredText("name");
        body.refuseFaults();
        return Envelope.created(
                ClassView.of(find(classes.add(parent == null ? null : new ProductClassId(parent), name))));
    }

    /** A class moves where {@code parent} is given, and to the top where {@code top} is true. */
    @PatchMapping("/{id}")
    @RequiresPermission(Permission.WRITE_PRODUCTS)
    ResponseEntity<Envelope> change(@PathVariable String id, HttpServletRequest request) throws IOException {
        var of = new ProductClassId(Ids.positive(id));
        var body = JsonBody.read(request, CHANGEABLE);
        var parent = body.id("parent");
        var top = Boolean.TRUE.equals(body.flag("top"));
        var name = body.text("name");
        var enabled = body.flag("enabled");
        if (top && parent != null) {
            body.fault("top", "不能与 parent 同时填写", "二者填一");
        }
        body.refuseEmpty(CHANGEABLE);
        body.refuseFaults();
        classes.change(of, present -> {
            var above = parent == null ? present.parent() : new ProductClassId(parent);
            return new ProductClass(
                    of,
                    top ? null : above,
                    Objects.requireNonNullElse(name, present.name()),
                    Objects.requireNonNullElse(enabled, present.enabled()));
        });
        return Envelope.ok(ClassView.of(find(of)));
    }

    private ProductClass find(ProductClassId id) {
        return classes.find(id).orElseThrow();
    }

    private record ClassList(List<ClassView> list) {}

    private record ClassView(String id, @Nullable String parent, String name, boolean enabled) {
        static ClassView of(ProductClass of) {
            var parent = of.parent();
            return new ClassView(
                    String.valueOf(of.id().value()),
                    parent == null ? null : String.valueOf(parent.value()),
                    of.name(),
                    of.enabled());
        }
    }
}
