package io.kehub.erp.purchase;

import io.kehub.erp.purchase.Supplier.Details;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The suppliers 供应商. All users who may see purchases see all of them. */
public final class Suppliers {

    private final SuppliersJdbc suppliers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Suppliers(SuppliersJdbc suppliers, TransactionTemplate transaction, Clock clock) {
        this.suppliers = suppliers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Adds an enabled supplier.
     *
     * @throws ProblemException with {@link Problem.Invalid} about the fields; with {@link Problem.Conflict} about
     *     {@code name} if another supplier has it
     */
    public SupplierId add(Details details, UserId by) {
        check(details);
        return suppliers.insert(details, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Changes a supplier.
     *
     * @param change makes the new details from the current ones
     * @param enabled null leaves it as it is
     * @throws ProblemException with {@link Problem.NotFound}; otherwise as {@link #add}
     */
    public void change(SupplierId id, UnaryOperator<Details> change, @Nullable Boolean enabled) {
        transaction.executeWithoutResult(status -> {
            suppliers.lock(id);
            var current = find(id).orElseThrow(() -> unknown(id));
            var details = change.apply(current.details());
            check(details);
            suppliers.update(id, details, enabled == null ? current.enabled() : enabled);
        });
    }

    /** The supplier with this id; empty if there is none. */
    public Optional<Supplier> find(SupplierId id) {
        return suppliers.find(id);
    }

    /**
     * A page of suppliers, newest first.
     *
     * @param keyword a part of the name, contact or phone; empty matches all
     * @param enabled null matches both
     */
    public Page<Supplier> list(String keyword, @Nullable Boolean enabled, PageRequest page) {
        return suppliers.list(keyword, enabled, page);
    }

    private static void check(Details details) {
        var errors = new ArrayList<FieldError>();
        new TextRule("name", "供应商名称", 1, 200, TextRule.Characters.LINE).checkFilled(details.name(), errors);
        FieldError.checkText("contact", "联系人", details.contact(), 50, errors);
        FieldError.checkText("phone", "电话", details.phone(), 50, errors);
        FieldError.checkText("address", "地址", details.address(), 500, errors);
        FieldError.checkText("remark", "备注", details.remark(), 2000, errors);
        ProblemException.refuse(errors);
    }

    /** The error for an id of no supplier. */
    public static ProblemException unknown(SupplierId id) {
        var message = "没有编号为 " + id.value() + " 的供应商";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有供应商的编号"))));
    }
}
