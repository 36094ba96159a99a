package io.kehub.erp.contract;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people pick before they draw up a contract 加入合同. Each sees and changes their own lines only; those of other users
 * are refused as if they did not exist. Saving a contract without lines takes the picked ones of its customer.
 */
public final class DraftLines {

    private final DraftLinesJdbc lines;
    private final ContractRules rules;
    private final TransactionTemplate transaction;

    DraftLines(DraftLinesJdbc lines, ContractRules rules, TransactionTemplate transaction) {
        this.lines = lines;
        this.rules = rules;
        this.transaction = transaction;
    }

    /**
     * Picks a product.
     *
     * @param customer null if that is not said yet
     * @throws ProblemException with {@link Problem.Invalid} that names every field at fault
     */
    public long add(@Nullable CustomerId customer, LineTerms terms, UserId by) {
        var accepted = rules.acceptOne(terms, false);
        return lines.add(by, customer, terms, accepted.unit());
    }

    /** The lines of a user, oldest first: those for the customer and those for none yet; all where it is null. */
    public List<DraftLine> list(@Nullable CustomerId customer, UserId by) {
        return lines.list(by, customer);
    }

    /** A line of this user; empty if there is none. */
    public Optional<DraftLine> find(long id, UserId by) {
        return lines.find(by, id);
    }

    /**
     * Changes a line.
     *
     * @throws ProblemException with {@link Problem.NotFound} if the user has no such line; otherwise as {@link #add}
     */
    public void change(long id, UnaryOperator<LineTerms> change, UserId by) {
        transaction.executeWithoutResult(status -> {
            var present = find(id, by).orElseThrow(() -> unknown(List.of(id)));
            var terms = change.apply(present.terms());
            lines.update(
                    id,
                    terms,
                    rules.acceptOne(
                                    terms,
                                    terms.product().equals(present.terms().product()))
                            .unit());
        });
    }

    /** Removes all of these lines or none. Throws {@link Problem.NotFound} if one is not the user's. */
    public void delete(List<Long> ids, UserId by) {
        transaction.executeWithoutResult(status -> {
            if (lines.delete(by, ids) != new HashSet<>(ids).size()) {
                throw unknown(ids);
            }
        });
    }

    private static ProblemException unknown(List<Long> ids) {
        var message = ids.size() == 1 ? "没有编号为 " + ids.getFirst() + " 的合同明细" : "有编号不是您的合同明细";
        return new ProblemException(new Problem.NotFound(
                "not_found", "id：" + message, List.of(new FieldError("id", message, "自己加入合同的明细的编号"))));
    }
}
