package io.kehub.erp.inventory;

import io.kehub.erp.inventory.WarehousesJdbc.Author;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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
 * The warehouses 仓库 and the bins 库位 in them. A bin never moves to another warehouse, and neither is deleted, because stock refers
 * to them. Writers commit before they return; the caller checks permissions.
 */
public final class Warehouses {

    /** Maximum number of batches or documents that an error lists. */
    private static final int MAX_LISTED = 3;

    private final WarehousesJdbc warehouses;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Warehouses(WarehousesJdbc warehouses, TransactionTemplate transaction, Clock clock) {
        this.clock = clock;
        this.warehouses = warehouses;
        this.transaction = transaction;
    }

    /** All warehouses and bins, including disabled ones, oldest first. */
    public List<Warehouse> all() {
        return warehouses.all();
    }

    /** The warehouse or bin with this id; empty if there is none. */
    public Optional<Warehouse> find(WarehouseId id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The oldest enabled warehouse, the default for stock-outs; empty if none is enabled. */
    public Optional<WarehouseId> main() {
        return all().stream()
                .filter(each -> each.enabled() && each.parent() == null)
                .map(Warehouse::id)
                .findFirst();
    }

    /**
     * Adds a warehouse, or a bin in {@code parent}.
     *
     * @param by the user who adds it; null if unknown
     * @throws ProblemException with {@link Problem.Invalid} that names every invalid field, with {@link Problem.Conflict}
     *     if a sibling has the name
     */
    public WarehouseId add(@Nullable WarehouseId parent, String name, String code, String remark, @Nullable UserId by) {
        var errors = errors(name, code, remark);
        if (parent != null && find(parent).isEmpty()) {
            errors.add(new FieldError("parent", "没有编号为 " + parent.value() + " 的仓库", "已有仓库或库位的编号，或留空"));
        }
        ProblemException.refuse(errors);
        return warehouses.insert(parent, name, code, remark, author(by));
    }

    private Author author(@Nullable UserId by) {
        return new Author(by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Renames, disables or enables a warehouse. Concurrent changes are serialized; each sees the result of the one before.
     *
     * @param change returns the changed warehouse; changes of id, parent and history are ignored
     * @param by the user who changes it; null if unknown
     * @throws ProblemException as {@link #add}; with {@link Problem.NotFound} for an unknown id; with {@link Problem.Invalid} with
     *     the code {@code warehouse_in_use} on disabling, if the warehouse or a bin in it has stock or pending documents
     */
    public void change(WarehouseId id, UnaryOperator<Warehouse> change, @Nullable UserId by) {
        transaction.executeWithoutResult(status -> {
            warehouses.lock();
            var present = find(id).orElseThrow(() -> unknown(id));
            var changed = change.apply(present);
            ProblemException.refuse(errors(changed.name(), changed.code(), changed.remark()));
            if (present.enabled() && !changed.enabled()) {
                refuseInUse(present);
            }
            warehouses.update(id, changed, author(by));
        });
    }

    /** Whoever moves stock locks a bin and all its ancestors, so the lock of this row covers all bins in it. */
    private void refuseInUse(Warehouse warehouse) {
        warehouses.lock(warehouse.id());
        var inside = tree(warehouse.id());
        var errors = new ArrayList<FieldError>();
        describe("还有库存", warehouses.stock(inside, MAX_LISTED), "项", "先把库存调拨到其他仓库或出库，再停用", warehouse, errors);
        describe("还有待确认的单据或在途调拨", warehouses.pending(inside, MAX_LISTED), "份", "先确认或否决这些单据，再停用", warehouse, errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    new Problem.Invalid("warehouse_in_use", FieldError.summary(errors, errors.size()), errors));
        }
    }

    private static void describe(
            String what,
            WarehousesJdbc.Contents contents,
            String counted,
            String instead,
            Warehouse warehouse,
            List<FieldError> errors) {
        if (contents.total() > 0) {
            var more = contents.total() > contents.some().size() ? " 等 " + contents.total() + " " + counted : "";
            errors.add(new FieldError(
                    "enabled",
                    "“" + warehouse.fullPath() + "”" + what + "：" + String.join("、", contents.some()) + more,
                    instead));
        }
    }

    private List<WarehouseId> tree(WarehouseId top) {
        var inside = new LinkedHashSet<>(List.of(top));
        for (var each : all()) {
            // a bin is always added after its parent
            if (each.parent() != null && inside.contains(each.parent())) {
                inside.add(each.id());
            }
        }
        return List.copyOf(inside);
    }

    /**
     * Keeps these warehouses from being disabled until the caller's transaction ends. Call it before any row of stock is locked.
     *
     * @return the current warehouses; unknown ids are left out
     */
    Map<WarehouseId, Warehouse> lock(Collection<WarehouseId> ids) {
        var byId = new HashMap<WarehouseId, Warehouse>();
        all().forEach(each -> byId.put(each.id(), each));
        var withAncestors = new HashSet<WarehouseId>();
        for (var id : ids) {
            var next = byId.get(id);
            while (next != null && withAncestors.add(next.id())) {
                next = next.parent() == null ? null : byId.get(next.parent());
            }
        }
        warehouses.lockShared(withAncestors);
        return all().stream()
                .filter(each -> ids.contains(each.id()))
                .collect(Collectors.toMap(Warehouse::id, each -> each));
    }

    /** The ids of a warehouse and of all bins in it. */
    List<Long> inside(WarehouseId warehouse) {
        return warehouses.inside(warehouse);
    }

    private static ProblemException unknown(WarehouseId id) {
        var message = "没有编号为 " + id.value() + " 的仓库";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有仓库的编号"))));
    }

    /** Whether stock may become negative; false by default. */
    public boolean negativeStockAllowed() {
        return warehouses.negativeStockAllowed();
    }

    /** Allows or forbids negative stock; existing negative stock stays. */
    public void allowNegativeStock(boolean allowed) {
        warehouses.allowNegativeStock(allowed);
    }

    private static List<FieldError> errors(String name, String code, String remark) {
        var errors = new ArrayList<FieldError>();
        new TextRule("name", "仓库名称", 50).checkFilled(name, errors);
        FieldError.checkText("code", "条码", code, 50, errors);
        FieldError.checkText("remark", "备注", remark, 500, errors);
        return errors;
    }
}
