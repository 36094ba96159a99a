package io.kehub.erp.customer;

import io.kehub.erp.customer.CustomerAssignmentJdbc.Locked;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Assignment of customers: 指派, 收回, 申请, 共享, 保护, 审核. Each call changes all of the given customers or none, records an
 * event for each, and commits before it returns. Customers that the viewer may not see are treated as non-existent.
 * Concurrent calls for one customer run one after another.
 */
public final class CustomerAssignment {

    /** Maximum number of customers in one call. */
    public static final int MAX = 500;

    private static final int MAX_OPINION_LENGTH = 500;
    private static final int NAMED = 5;
    private static final String ONLY_POOLED = "只能申请客户池中的客户，这些客户已有负责人";

    private final CustomerAssignmentJdbc care;
    private final CustomerApplicationsJdbc applications;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CustomerAssignment(
            CustomerAssignmentJdbc care,
            CustomerApplicationsJdbc applications,
            TransactionTemplate transaction,
            Clock clock) {
        this.care = care;
        this.applications = applications;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** 客户指派: assigns the customers to another owner. */
    public void assign(List<CustomerId> ids, UserId owner, UserId by, AccessScope scope) {
        changeOwner(ids, owner, CustomerEvent.ASSIGNED, by, scope, locked -> true, "");
    }

    /** 对所有用户公开, 客户收回: returns customers to the public pool. Protected customers are rejected. */
    public void release(List<CustomerId> ids, UserId by, AccessScope scope) {
        changeOwner(
                ids,
                Pool.OWNER,
                CustomerEvent.RETURNED_TO_POOL,
                by,
                scope,
                locked -> !locked.isProtected(),
                "受保护的客户不能收回，请先放弃保护");
    }

    /** Takes customers out of the public pool, without approval. If several users claim one concurrently, the first gets it. */
    void claim(List<CustomerId> ids, UserId by, AccessScope scope) {
        changeOwner(
                ids,
                by,
                CustomerEvent.CLAIMED,
                by,
                scope,
                locked -> locked.owner().equals(Pool.OWNER),
                ONLY_POOLED);
    }

    private void changeOwner(
            List<CustomerId> ids,
            UserId owner,
            CustomerEvent event,
            UserId by,
            AccessScope scope,
            Predicate<Locked> possible,
            String otherwise) {
        transaction.executeWithoutResult(status -> {
            var locked = event == CustomerEvent.CLAIMED ? lock(ids, scope) : lockOwn(ids, scope);
            require(locked, possible, otherwise);
            care.changeOwner(locked.keySet(), owner);
            if (!owner.equals(Pool.OWNER)) {
                applications.decide(ids, CustomerApplication.State.LAPSED, "", null, clock.instant());
            }
            care.record(locked, event, owner, "", by, clock.instant());
        });
    }

    private static void require(Map<CustomerId, Locked> locked, Predicate<Locked> possible, String otherwise) {
        var refused = locked.entrySet().stream()
                .filter(each -> !possible.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!refused.isEmpty()) {
            throw new ProblemException(Problem.Invalid.field("ids", otherwise + "：" + named(refused), "符合条件的客户编号"));
        }
    }

    /** Locks customers of the pool. */
    Map<CustomerId, Locked> lockPooled(List<CustomerId> ids, AccessScope scope) {
        var locked = lock(ids, scope);
        requirePooled(locked);
        return locked;
    }

    static void requirePooled(Map<CustomerId, Locked> locked) {
        require(locked, customer -> customer.owner().equals(Pool.OWNER), ONLY_POOLED);
    }

    /** 客户共享: replaces the users with whom the customers are shared; an empty set ends the sharing. */
    public void share(List<CustomerId> ids, CustomerShare share, UserId by, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var locked = lockOwn(ids, scope);
            care.share(locked.keySet(), share, by, clock.instant());
            care.record(locked, CustomerEvent.SHARED, by, "", by, clock.instant());
        });
    }

    /** 客户保护, 放弃保护: protects customers from being returned to the pool, or ends that. Idempotent. */
    public void protect(List<CustomerId> ids, boolean isProtected, UserId by, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var locked = lockOwn(ids, scope);
            care.protect(locked.keySet(), isProtected);
            care.record(
                    locked,
                    isProtected ? CustomerEvent.PROTECTED : CustomerEvent.UNPROTECTED,
                    by,
                    "",
                    by,
                    clock.instant());
        });
    }

    /**
     * 客户审核. If two users review one customer concurrently, the first decides.
     *
     * @param agreed true to mark it as reviewed; false to leave it waiting, with the event recorded
     * @param opinion at most 500 characters
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code already_reviewed}
     */
    public void review(CustomerId id, boolean agreed, String opinion, UserId by, AccessScope scope) {
        new TextRule("opinion", "审核意见", MAX_OPINION_LENGTH).require(opinion);
        transaction.executeWithoutResult(status -> {
            var locked = lockOwn(List.of(id), scope);
            if (locked.values().iterator().next().reviewed()) {
                throw new ProblemException(new Problem.Invalid(
                        "already_reviewed",
                        "编号为 " + id.value() + " 的客户已经审核",
                        List.of(new FieldError("ids", "该客户已经审核", "待审核客户的编号"))));
            }
            if (agreed) {
                care.review(id);
            }
            care.record(
                    locked, agreed ? CustomerEvent.REVIEWED : CustomerEvent.REFUSED, by, opinion, by, clock.instant());
        });
    }

    /** Locks visible customers in the order of their ids. */
    Map<CustomerId, Locked> lock(List<CustomerId> ids, AccessScope scope) {
        if (ids.isEmpty() || ids.size() > MAX || new HashSet<>(ids).size() < ids.size()) {
            throw new ProblemException(Problem.Invalid.field("ids", "客户编号为空、过多或重复", "1 到 " + MAX + " 个不重复的客户编号"));
        }
        var locked = care.lock(ids);
        var shared = care.shared(ids, scope.viewer());
        var unknown = ids.stream()
                .filter(id -> !locked.containsKey(id) || !sees(locked.get(id), shared.contains(id), scope))
                .toList();
        if (!unknown.isEmpty()) {
            var message = "没有编号为 " + named(unknown) + " 的客户";
            throw new ProblemException(new Problem.NotFound(
                    "not_found", "ids：" + message, List.of(new FieldError("ids", message, "已有客户的编号"))));
        }
        return locked;
    }

    private static boolean sees(Locked customer, boolean shared, AccessScope scope) {
        return shared || scope.includes(customer.owner()) || customer.owner().equals(Pool.OWNER);
    }

    /** The same for customers that the viewer owns or manages; those in the pool may be assigned as well. */
    private Map<CustomerId, Locked> lockOwn(List<CustomerId> ids, AccessScope scope) {
        var locked = lock(ids, scope);
        locked.forEach((id, customer) -> {
            if (!scope.includes(customer.owner()) && !customer.owner().equals(Pool.OWNER)) {
                throw Customers.notYours(id);
            }
        });
        return locked;
    }

    static String named(List<CustomerId> ids) {
        var first =
                ids.stream().limit(NAMED).map(id -> Long.toString(id.value())).collect(Collectors.joining("、"));
        return ids.size() > NAMED ? first + " 等 " + ids.size() + " 个" : first;
    }
}
