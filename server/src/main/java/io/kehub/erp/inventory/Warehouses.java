package io.kehub.erp.inventory;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WarehouseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The warehouses 仓库 and the places 库位 in them. A place never moves to another warehouse and none is deleted, because
 * stock lies there. Writers commit before they return; who may edit is for the caller to decide.
 */
public final class Warehouses {

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

    /** The warehouse or place of this id; empty where there is none. */
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
     * @throws ProblemException with {@link Problem.Invalid} that names every field at fault, with {@link Problem.Taken}
     *     where the name is taken beside it
     */
    public WarehouseId add(@Nullable WarehouseId parent, String name, String code, String remark) {
        var faults = faults(name, code, remark);
        if (parent != null && find(parent).isEmpty()) {
            faults.add(new FieldError("parent", "没有编号为 " + parent.value() + " 的仓库", "已有仓库或库位的编号，或留空"));
        }
        ProblemException.refuse(faults);
        return warehouses.insert(parent, name, code, remark);
    }

    /**
     * Renames, disables or enables. Changes follow each other; each sees what the one before it has left. Throws as
     * {@link #add}, and {@link Problem.NotFound} for an unknown id.
     *
     * @param change gives the warehouse from what it is now; its id and where it stands stay
     */
    public void change(WarehouseId id, UnaryOperator<Warehouse> change) {
        transaction.executeWithoutResult(status -> {
            warehouses.lock();
            var changed = change.apply(find(id).orElseThrow(() -> unknown(id)));
            ProblemException.refuse(faults(changed.name(), changed.code(), changed.remark()));
            warehouses.update(id, changed);
        });
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

    private static List<FieldError> faults(String name, String code, String remark) {
        var faults = new ArrayList<FieldError>();
        if (name.isEmpty()) {
            faults.add(new FieldError("name", "仓库名称不能为空", "1 至 50 个字"));
        }
        FieldError.checkText("name", "仓库名称", name, 50, faults);
        FieldError.checkText("code", "条码", code, 50, faults);
        FieldError.checkText("remark", "备注", remark, 500, faults);
        return faults;
    }
}
