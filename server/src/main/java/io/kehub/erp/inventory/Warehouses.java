package io.kehub.erp.inventory;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WarehouseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The warehouses 仓库 and the places 库位 in them. A place never moves to another warehouse and none is deleted, because
 * stock lies there. Writers commit before they return; who may edit is for the caller to decide.
 */
public final class Warehouses {

    /** How much of what keeps a warehouse in use an error names. */
    private static final int SHOWN = 3;

    private final WarehousesJdbc warehouses;
    private final TransactionTemplate transaction;

    Warehouses(WarehousesJdbc warehouses, TransactionTemplate transaction) {
        this.warehouses = warehouses;
        this.transaction = transaction;
    }

    /** All of them, disabled ones included, oldest first. */
    public List<Warehouse> all() {
        return warehouses.all();
    }

    /** The warehouse or place of this id; empty if there is none. */
    public Optional<Warehouse> find(WarehouseId id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The oldest enabled warehouse, from which goods leave unless another is named; empty if none is enabled. */
    public Optional<WarehouseId> main() {
        return all().stream()
                .filter(each -> each.enabled() && each.parent() == null)
                .map(Warehouse::id)
                .findFirst();
    }

    /**
     * Adds a warehouse, or a place where {@code parent} is given.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every field at fault, with {@link Problem.Conflict}
     *     where the name is taken beside it
     */
    public WarehouseId add(@Nullable WarehouseId parent, String name, String code, String remark) {
        var errors = errors(name, code, remark);
        if (parent != null && find(parent).isEmpty()) {
            errors.add(new FieldError("parent", "没有编号为 " + parent.value() + " 的仓库", "已有仓库或库位的编号，或留空"));
        }
        ProblemException.refuse(errors);
        return warehouses.insert(parent, name, code, remark);
    }

    /**
     * Renames, disables or enables. Changes follow each other; each sees what the one before it has left. Throws as
     * {@link #add}, {@link Problem.NotFound} for an unknown id, and {@link Problem.Invalid} with the code
     * {@code warehouse_in_use} if a warehouse is disabled that still has stock or pending documents, in itself or in a place in it.
     *
     * @param change gives the warehouse from what it is now; its id and where it stands stay
     */
    public void change(WarehouseId id, UnaryOperator<Warehouse> change) {
        transaction.executeWithoutResult(status -> {
            warehouses.lock();
            var present = find(id).orElseThrow(() -> unknown(id));
            var changed = change.apply(present);
            ProblemException.refuse(errors(changed.name(), changed.code(), changed.remark()));
            if (present.enabled() && !changed.enabled()) {
                refuseInUse(present);
            }
            warehouses.update(id, changed);
        });
    }

    /** Whoever moves stock holds the warehouse and all that it stands in, so one lock is enough to see all of them. */
    private void refuseInUse(Warehouse warehouse) {
        warehouses.lock(warehouse.id());
        var inside = inside(warehouse.id());
        var errors = new ArrayList<FieldError>();
        describe("还有库存", warehouses.stock(inside, SHOWN), "项", "先把库存调拨到其他仓库或出库，再停用", warehouse, errors);
        describe("还有待确认的单据或在途调拨", warehouses.pending(inside, SHOWN), "份", "先确认或否决这些单据，再停用", warehouse, errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    new Problem.Invalid("warehouse_in_use", FieldError.summary(errors, errors.size()), errors));
        }
    }

    private static void describe(
            String what,
            WarehousesJdbc.Contents held,
            String counted,
            String instead,
            Warehouse warehouse,
            List<FieldError> errors) {
        if (held.total() > 0) {
            var more = held.total() > held.some().size() ? " 等 " + held.total() + " " + counted : "";
            errors.add(new FieldError(
                    "enabled",
                    "“" + warehouse.fullPath() + "”" + what + "：" + String.join("、", held.some()) + more,
                    instead));
        }
    }

    private List<WarehouseId> inside(WarehouseId top) {
        var inside = new LinkedHashSet<>(List.of(top));
        for (var each : all()) {
            // a place is always younger than what it stands in
            if (each.parent() != null && inside.contains(each.parent())) {
                inside.add(each.id());
            }
        }
        return List.copyOf(inside);
    }

    /**
     * Keeps these warehouses from being disabled until the caller's transaction ends. To be called before any row of stock is
     * locked.
     *
     * @return the warehouses as they are now; unknown ids are left out
     */
    Map<WarehouseId, Warehouse> hold(Collection<WarehouseId> ids) {
        var parents = new HashMap<WarehouseId, Warehouse>();
        all().forEach(each -> parents.put(each.id(), each));
        var held = new HashSet<WarehouseId>();
        for (var id : ids) {
            var next = parents.get(id);
            while (next != null && held.add(next.id())) {
                next = next.parent() == null ? null : parents.get(next.parent());
            }
        }
        warehouses.hold(held);
        return all().stream()
                .filter(each -> ids.contains(each.id()))
                .collect(Collectors.toMap(Warehouse::id, each -> each));
    }

    private static ProblemException unknown(WarehouseId id) {
        var message = "没有编号为 " + id.value() + " 的仓库";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有仓库的编号"))));
    }

    /** Whether stock may go below zero. Not so until an administrator allows it. */
    public boolean negativeStockAllowed() {
        return warehouses.negativeStockAllowed();
    }

    /** Allows or forbids stock below zero; what is below already stays. */
    public void allowNegativeStock(boolean allowed) {
        warehouses.allowNegativeStock(allowed);
    }

    private static List<FieldError> errors(String name, String code, String remark) {
        var errors = new ArrayList<FieldError>();
        if (name.isEmpty()) {
            errors.add(new FieldError("name", "仓库名称不能为空", "1 至 50 个字"));
        }
        FieldError.checkText("name", "仓库名称", name, 50, errors);
        FieldError.checkText("code", "条码", code, 50, errors);
        FieldError.checkText("remark", "备注", remark, 500, errors);
        return errors;
    }
}
