package io.kehub.erp.opportunity;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.erp.opportunity.OpportunityFilter.Keyword;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The opportunities 项目. An opportunity is visible to users whose scope includes its owner, to the user who added it, and to
 * the users with whom the projects of its customer are shared. Writing methods commit before they return, or join a
 * transaction of the caller.
 */
public final class Opportunities {

    /** Names of the columns by which {@link #list} sorts. */
    public static final Set<String> SORTED_BY = OpportunitySort.COLUMNS.names();

    private static final int MAX_OPINION_LENGTH = 500;

    private final OpportunitiesJdbc opportunities;
    private final OpportunityListJdbc lists;
    private final OpportunityRules rules;
    private final Dictionaries dictionaries;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    Opportunities(
            OpportunitiesJdbc opportunities,
            OpportunityListJdbc lists,
            OpportunityRules rules,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.opportunities = opportunities;
        this.lists = lists;
        this.rules = rules;
        this.dictionaries = dictionaries;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Adds an opportunity. Without a number it gets the next one; without a stage, state or currency the first enabled entry
     * of the dictionary; without a region that of its customer.
     *
     * @throws ProblemException with {@link Problem.Invalid} that lists every error; with {@link Problem.Conflict} if the
     *     number is in use; with {@link Problem.NotFound} about {@code customer} if it is not visible to the viewer
     */
    public OpportunityId add(OpportunityTerms terms, UserId by, AccessScope scope) {
        return transaction.execute(status -> {
            var accepted = rules.accept(terms, null, scope);
            var approval = opportunities.approvalRequired() ? Approval.PENDING : Approval.APPROVED;
            return opportunities.insert(numbered(accepted, ""), approval, by, now());
        });
    }

    /**
     * Changes an opportunity. A vetoed one waits for approval again. Concurrent changes run one after another.
     *
     * @param change computes the new terms from the current ones
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such opportunity; with
     *     {@link Problem.Forbidden} if the viewer sees it only because it is shared or was added for another; otherwise as
     *     {@link #add}
     */
    public void change(OpportunityId id, UnaryOperator<OpportunityTerms> change, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var existing = lock(id, scope);
            if (!scope.includes(existing.owner())) {
                throw new ProblemException(
                        new Problem.Forbidden("not_yours", "项目 " + existing.number() + " 不由您负责，不能修改"));
            }
            var accepted = rules.accept(change.apply(existing.terms()), existing.terms(), scope);
            opportunities.update(
                    id,
                    numbered(accepted, existing.number()),
                    existing.approval() == Approval.VETOED ? Approval.PENDING : existing.approval());
        });
    }

    /** The terms with a number: the given one, else the present one, else the next. */
    private OpportunityTerms numbered(OpportunityTerms terms, String present) {
        if (!terms.text(OpportunityField.NUMBER).isEmpty()) {
            return terms;
        }
        var texts = new EnumMap<OpportunityField, String>(OpportunityField.class);
        texts.putAll(terms.texts());
        texts.put(OpportunityField.NUMBER, present.isEmpty() ? nextNumber() : present);
        return terms.with(texts);
    }

    private String nextNumber() {
        return "XM%s%04d"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        opportunities.nextNumber());
    }

    /**
     * 项目审批: decides on a pending opportunity. If two users decide concurrently, the first wins and the second gets
     * {@code already_decided}.
     *
     * @param result not {@link Approval#PENDING}
     * @param amount 审批金额; null if none is stated
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such opportunity; with
     *     {@link Problem.Invalid} with the code {@code already_decided} if it is not pending
     */
    public void decide(
            OpportunityId id,
            Approval result,
            String opinion,
            @Nullable BigDecimal amount,
            UserId by,
            AccessScope scope) {
        var errors = new ArrayList<FieldError>();
        new TextRule("opinion", "审批意见", MAX_OPINION_LENGTH).check(opinion, errors);
        if (amount != null) {
            OpportunityRules.checkAmount("approvedAmount", "审批金额", amount, errors);
        }
        ProblemException.refuse(errors);
        transaction.executeWithoutResult(status -> {
            var existing = lock(id, scope);
            if (existing.approval() != Approval.PENDING) {
                throw new ProblemException(new Problem.Invalid(
                        "already_decided",
                        "项目 " + existing.number() + " 不在待审批状态："
                                + existing.approval().caption(),
                        List.of(new FieldError("id", "该项目不在待审批状态", "待审批项目的编号"))));
            }
            opportunities.decide(id, result, new Opportunity.Decision(by, now(), opinion, amount));
        });
    }

    private Opportunity lock(OpportunityId id, AccessScope scope) {
        opportunities.lock(id);
        return find(id, scope).orElseThrow(() -> unknown(id));
    }

    /** The opportunity with this id; empty if it does not exist or is not visible to the viewer. */
    public Optional<Opportunity> find(OpportunityId id, AccessScope scope) {
        return opportunities
                .find(id)
                .filter(found -> scope.includes(found.owner())
                        || found.addedBy().equals(scope.viewer())
                        || opportunities.isShared(found.customer(), scope.viewer()));
    }

    /**
     * The same within a transaction of the caller, until whose end the opportunity stays with its customer, so that the caller
     * can refer to both.
     */
    public Optional<Opportunity> findForLink(OpportunityId id, AccessScope scope) {
        opportunities.lockCustomer(id);
        return find(id, scope);
    }

    /**
     * One page of the matching opportunities that are visible to the viewer, newest first unless the page asks for
     * another order ({@link #SORTED_BY}), with the exact total. An entry of
     * a tree also finds those of the entries below it.
     */
    public Page<Opportunity> list(OpportunityFilter filter, AccessScope scope, PageRequest page) {
        return lists.list(withEntries(filter), scope, page);
    }

    private OpportunityFilter withEntries(OpportunityFilter filter) {
        var keyword = filter.keyword();
        var completed = filter.with(
                OpportunityField.REGION,
                filter.choices(OpportunityField.REGION).stream()
                        .flatMap(region -> dictionaries.withThoseBelow(DictionaryName.AREA, region).stream())
                        .distinct()
                        .toList());
        return keyword.text().isEmpty()
                ? completed
                : completed.with(new Keyword(keyword.text(), keyword.owners(), entriesWith(keyword.text())));
    }

    private List<String> entriesWith(String part) {
        var folded = Text.folded(part);
        return Stream.of(
                        DictionaryName.OPPORTUNITY_STAGE,
                        DictionaryName.OPPORTUNITY_STATE,
                        DictionaryName.OPPORTUNITY_SOURCE,
                        DictionaryName.OPPORTUNITY_CLASS,
                        DictionaryName.AREA,
                        DictionaryName.CURRENCY)
                .flatMap(name -> dictionaries.entries(name).stream())
                .map(Entry::text)
                .filter(text -> Text.folded(text).contains(folded))
                .distinct()
                .toList();
    }

    /** Whether new opportunities wait for approval; false by default. */
    public boolean approvalRequired() {
        return opportunities.approvalRequired();
    }

    /** Sets whether new opportunities wait for approval; existing ones stay as they are. */
    public void requireApproval(boolean required) {
        opportunities.requireApproval(required);
    }

    /** The rejection of an id that names no visible opportunity. */
    public static ProblemException unknown(OpportunityId id) {
        var message = "没有编号为 " + id.value() + " 的项目";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有项目的编号"))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
