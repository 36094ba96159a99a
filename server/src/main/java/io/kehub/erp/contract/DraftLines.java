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
 * The lines that users pick before they create a contract 加入合同. Users see and change only their own lines; a line of
 * another user is reported as not found. A contract saved without lines gets the lines picked for its customer.
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
     * Picks a product and returns the id of the new line.
     *
     * @param customer null if not chosen yet
     * @throws ProblemException with {@link Problem.Invalid} that lists every error of the line
     */
    public long add(@Nullable CustomerId customer, LineTerms terms, UserId by) {
        var accepted = rules.acceptOne(terms, false);
        return lines.add(by, customer, terms, accepted.unit());
    }

    /** A user's lines for the customer and for no customer yet, oldest first; all lines if the customer is null. */
    public List<DraftLine> list(@Nullable CustomerId customer, UserId by) {
        return lines.list(by, customer);
    }

    /** A line of this user; empty if the user has no such line. */
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
            var existing = find(id, by).orElseThrow(() -> unknown(List.of(id))).terms();
            var terms = change.apply(existing);
            var accepted = rules.acceptOne(terms, terms.product().equals(existing.product()));
            lines.update(id, terms, accepted.unit());
        });
    }

    /**
     * Removes all of these lines or none.
     *
     * @throws ProblemException with {@link Problem.NotFound} if the user lacks one of them
     */
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
