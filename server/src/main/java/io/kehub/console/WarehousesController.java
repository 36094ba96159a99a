package io.kehub.console;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.inventory.Warehouse;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.WarehouseId;
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
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@RestController
@RequestMapping("/api/erp/warehouses")
class WarehousesController {

    private static final String[] CHANGEABLE = {"name", "code", "remark", "enabled"};

    private final Warehouses warehouses;

    WarehousesController(Warehouses warehouses) {
        this.warehouses = warehouses;
    }

    @GetMapping
    @RequiresPermission(Permission.READ_STOCK)
    ResponseEntity<Envelope> list() {
        return Envelope.ok(new WarehouseList(
                warehouses.all().stream().map(WarehouseView::of).toList()));
    }

    @PostMapping
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> add(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "parent", "name", "code", "remark");
        var parent = body.id("parent");
        var name = body.requiredText("name");
        var code = body.textOr("code", "");
        var remark = body.textOr("remark", "");
        body.refuseFaults();
        var id = warehouses.add(parent == null ? null : new WarehouseId(parent), name, code, remark);
        return Envelope.created(WarehouseView.of(find(id)));
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> change(@PathVariable String id, HttpServletRequest request) throws IOException {
        var warehouse = new WarehouseId(Ids.positive(id));
        var body = JsonBody.read(request, CHANGEABLE);
        var name = body.text("name");
        var code = body.text("code");
        var remark = body.text("remark");
        var enabled = body.flag("enabled");
        body.refuseEmpty(CHANGEABLE);
        body.refuseFaults();
        warehouses.change(
                warehouse,
                present -> new Warehouse(
                        present.id(),
                        present.parent(),
                        Objects.requireNonNullElse(name, present.name()),
                        Objects.requireNonNullElse(code, present.code()),
                        Objects.requireNonNullElse(remark, present.remark()),
                        Objects.requireNonNullElse(enabled, present.enabled()),
                        present.usable(),
                        present.fullPath()));
        return Envelope.ok(WarehouseView.of(find(warehouse)));
    }

    private Warehouse find(WarehouseId id) {
        return warehouses.find(id).orElseThrow();
    }

    private record WarehouseList(List<WarehouseView> list) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record WarehouseView(
            String id,
            @Nullable String parent,
            String name,
            String fullPath,
            String code,
            String remark,
            boolean enabled) {
        static WarehouseView of(Warehouse warehouse) {
            var parent = warehouse.parent();
            return new WarehouseView(
                    String.valueOf(warehouse.id().value()),
                    parent == null ? null : String.valueOf(parent.value()),
                    warehouse.name(),
                    warehouse.fullPath(),
                    warehouse.code(),
                    warehouse.remark(),
                    warehouse.enabled());
        }
    }
}
