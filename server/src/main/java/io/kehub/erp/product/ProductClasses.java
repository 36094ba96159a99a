package io.kehub.erp.product;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.TextRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tree of product classes 产品分类. Classes are disabled but never deleted, because products refer to them. Writers commit
 * before they return; the caller checks permissions.
 */
public final class ProductClasses {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_NAME_LENGTH = 50;

    private final ProductClassesJdbc classes;
    private final TransactionTemplate transaction;

    ProductClasses(ProductClassesJdbc classes, TransactionTemplate transaction) {
        this.classes = classes;
        this.transaction = transaction;
    }

    /** All classes, disabled ones included, oldest first. */
    public List<ProductClass> all() {
        return classes.all();
    }

    /** The class with this id; empty if there is none. */
    public Optional<ProductClass> find(ProductClassId id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /**
     * Adds an enabled class.
     *
     * @param parent null for a top-level class
     * @throws ProblemException with {@link Problem.Invalid} about {@code name} or {@code parent}, with
     *     {@link Problem.Conflict} if the parent already has a class with the name
     */
    public ProductClassId add(@Nullable ProductClassId parent, String name) {
        checkName(name);
        return transaction.execute(status -> {
            classes.lock();
            var present = byId();
            if (parent != null) {
                checkParent(parent, present);
            }
            return classes.insert(parent, name);
        });
    }

    /**
     * Renames, moves, disables or enables a class. Concurrent changes are serialized; each sees the result of the one before.
     *
     * @param change returns the changed class; a change of the id is ignored
     * @throws ProblemException as {@link #add}, with {@link Problem.NotFound} for an unknown id, and with
     *     {@link Problem.Invalid} about {@code parent} if the class would become its own ancestor
     */
    public void change(ProductClassId id, UnaryOperator<ProductClass> change) {
        transaction.executeWithoutResult(status -> {
            classes.lock();
            var present = byId();
            var changed = change.apply(Optional.ofNullable(present.get(id)).orElseThrow(() -> unknown(id)));
            checkName(changed.name());
            var parent = changed.parent();
            if (parent != null) {
                present.put(id, changed);
                checkParent(parent, present);
            }
            classes.update(changed);
        });
    }

    private Map<ProductClassId, ProductClass> byId() {
        var byId = new HashMap<ProductClassId, ProductClass>();
        classes.all().forEach(each -> byId.put(each.id(), each));
        return byId;
    }

    /** Walks up the ancestors; more steps than the maximum depth mean a cycle. */
    private static void checkParent(ProductClassId parent, Map<ProductClassId, ProductClass> present) {
        var depth = 0;
        for (var at = parent; at != null; ) {
            var each = present.get(at);
            if (each == null) {
                throw new ProblemException(
                        Problem.Invalid.field("parent", "没有编号为 " + at.value() + " 的产品分类", "已有产品分类的编号，或留空"));
            }
            depth++;
            if (depth > MAX_DEPTH) {
                throw new ProblemException(Problem.Invalid.field(
                        "parent", "分类不能放到自己的下级之中，层级也不能超过 " + MAX_DEPTH + " 层", "不是它自己、也不在它之下的分类"));
            }
            at = each.parent();
        }
    }

    private static void checkName(String name) {
        var errors = new ArrayList<FieldError>();
        new TextRule("name", "分类名称", MAX_NAME_LENGTH).checkFilled(name, errors);
        ProblemException.refuse(errors);
    }

    private static ProblemException unknown(ProductClassId id) {
        var message = "没有编号为 " + id.value() + " 的产品分类";
        return new ProblemException(new Problem.NotFound(
                "not_found", "id：" + message, List.of(new FieldError("id", message, "已有产品分类的编号"))));
    }
}
