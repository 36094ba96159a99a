package io.kehub.erp.customer;

import io.kehub.erp.customer.CustomerApplication.State;
import io.kehub.erp.customer.CustomerAssignmentJdbc.Locked;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The applications 客户申请 for customers of the pool, and their approval 客户审批. A customer has at most one pending
 * application: the first applicant's. It lapses when the customer leaves the pool in another way. Each call changes all of the
 * given customers or none and commits before it returns. Concurrent calls for one customer run one after another.
 */
public final class CustomerApplications {

    private static final int MAX_TEXT_LENGTH = 500;

    private final CustomerApplicationsJdbc applications;
    private final CustomerAssignmentJdbc customers;
    private final CustomerAssignment assignment;
    private final CustomerSettingsStore settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CustomerApplications(
            CustomerApplicationsJdbc applications,
            CustomerAssignmentJdbc customers,
            CustomerAssignment assignment,
            CustomerSettingsStore settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.applications = applications;
        this.customers = customers;
        this.assignment = assignment;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * 客户申请: takes customers out of the pool for the caller, or applies for them if the settings require approval. Repeating
     * a pending application changes nothing.
     *
     * @param reason at most 500 characters; recorded only with an application
     * @return whether the customers wait for approval; false if the caller has them now
     * @throws ProblemException with {@link Problem.Invalid} about {@code ids} if customers are not in the pool; with
     *     {@link Problem.Conflict} about {@code ids} if another user has applied before
     */
    public boolean apply(List<CustomerId> ids, String reason, UserId by, AccessScope scope) {
        new TextRule("reason", "申请理由", MAX_TEXT_LENGTH).require(reason);
        return transaction.execute(status -> {
            if (!settings.read().claimApprovalRequired()) {
                assignment.claim(ids, by, scope);
                return false;
            }
            var locked = assignment.lockPooled(ids, scope);
            var pending = applications.pending(ids);
            var taken = customersOf(pending.stream()
                    .filter(application -> !application.applicant().equals(by))
                    .toList());
            if (!taken.isEmpty()) {
                throw new ProblemException(Problem.Conflict.field(
                        "ids", "已有其他用户申请这些客户，正在等待审批：" + CustomerAssignment.named(taken), "没有待审批申请的客户的编号"));
            }
            var open = without(ids, customersOf(pending));
            applications.insert(open, by, reason, clock.instant());
            customers.record(only(locked, open), CustomerEvent.APPLIED, by, reason, by, clock.instant());
            return true;
        });
    }

    /**
     * 客户审批: decides on the pending applications for these customers. Agreeing gives each customer to its applicant. If two
     * users decide concurrently, the first wins and the second gets {@code no_pending_application}.
     *
     * @param opinion at most 500 characters
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code no_pending_application}; with
     *     {@link Problem.Forbidden} if the applicant is outside of the caller's scope
     */
    public void decide(List<CustomerId> ids, boolean agreed, String opinion, UserId by, AccessScope scope) {
        new TextRule("opinion", "审批意见", MAX_TEXT_LENGTH).require(opinion);
        transaction.executeWithoutResult(status -> {
            var locked = assignment.lock(ids, scope);
            var pending = applications.pending(ids);
            var none = without(ids, customersOf(pending));
            if (!none.isEmpty()) {
                var message = "这些客户没有待审批的申请：" + CustomerAssignment.named(none);
                throw new ProblemException(new Problem.Invalid(
                        "no_pending_application",
                        "ids：" + message,
                        List.of(new FieldError("ids", message, "有待审批申请的客户的编号"))));
            }
            checkApplicants(pending, scope);
            if (agreed) {
                CustomerAssignment.requirePooled(locked);
            }
            var now = clock.instant();
            applications.decide(ids, agreed ? State.APPROVED : State.REJECTED, opinion, by, now);
            pending.stream()
                    .collect(Collectors.groupingBy(CustomerApplication::applicant))
                    .forEach((applicant, theirs) -> {
                        var ofApplicant = customersOf(theirs);
                        if (agreed) {
                            customers.changeOwner(ofApplicant, applicant);
                        }
                        customers.record(
                                only(locked, ofApplicant),
                                agreed ? CustomerEvent.CLAIMED : CustomerEvent.APPLICATION_REJECTED,
                                applicant,
                                opinion,
                                by,
                                now);
                    });
        });
    }

    private static List<CustomerId> customersOf(List<CustomerApplication> applications) {
        return applications.stream().map(CustomerApplication::customer).toList();
    }

    private static List<CustomerId> without(List<CustomerId> ids, List<CustomerId> others) {
        return ids.stream().filter(id -> !others.contains(id)).toList();
    }

    private static void checkApplicants(List<CustomerApplication> pending, AccessScope scope) {
        var foreign = customersOf(pending.stream()
                .filter(application -> !scope.includes(application.applicant()))
                .toList());
        if (!foreign.isEmpty()) {
            throw new ProblemException(
                    new Problem.Forbidden("not_yours", "这些客户的申请人不属于您的部门，不能审批：" + CustomerAssignment.named(foreign)));
        }
    }

    /**
     * One page of the applications whose applicants the viewer's scope includes, newest first.
     *
     * @param state null for all
     * @param applicant null for all
     * @param customer null for all
     */
    public Page<CustomerApplication> list(
            @Nullable State state,
            @Nullable UserId applicant,
            @Nullable CustomerId customer,
            AccessScope scope,
            PageRequest page) {
        return applications.list(state, applicant, customer, scope, page);
    }

    private static Map<CustomerId, Locked> only(Map<CustomerId, Locked> locked, List<CustomerId> ids) {
        return locked.entrySet().stream()
                .filter(each -> ids.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
