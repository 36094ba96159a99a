package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.customer.CustomerApplication.State;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerApplicationsTest {

    private final CustomerTestbed bed = new CustomerTestbed();
    private final CustomerAssignment assignment = bed.bean(CustomerAssignment.class);
    private final CustomerApplications applications = bed.bean(CustomerApplications.class);
    private final UserId chief = bed.user("chief");
    private final UserId li = bed.user("li");
    private final UserId wang = bed.user("wang");
    private final AccessScope everything = AccessScope.everything(chief);

    @BeforeEach
    void requireApproval() {
        bed.settings.change(present -> present.withClaimApprovalRequired(true));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private CustomerId pooled() {
        var id = bed.customers.add(CustomerTestbed.named("客户"), chief, chief);
        assignment.release(List.of(id), chief, everything);
        return id;
    }

    private boolean apply(UserId by, CustomerId... ids) {
        return applications.apply(List.of(ids), "熟悉这家公司", by, AccessScope.own(by));
    }

    private void decide(boolean agreed, CustomerId... ids) {
        applications.decide(List.of(ids), agreed, "意见", chief, everything);
    }

    private UserId owner(CustomerId id) {
        return bed.customers.find(id).orElseThrow().owner();
    }

    private List<CustomerApplication> list(CustomerId customer) {
        return applications
                .list(null, null, customer, everything, new PageRequest(1, 20))
                .items();
    }

    private static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    @Test
    void anApplicationWaitsAndTheCustomerStaysInThePool() {
        var id = pooled();

        assertThat(apply(li, id)).isTrue();

        assertThat(owner(id)).isEqualTo(Pool.OWNER);
        var application = list(id).getFirst();
        assertThat(application.state()).isEqualTo(State.PENDING);
        assertThat(application.applicant()).isEqualTo(li);
        assertThat(application.reason()).isEqualTo("熟悉这家公司");
        assertThat(application.appliedAt()).isEqualTo(bed.clock.instant());
        assertThat(application.decidedAt()).isNull();
    }

    @Test
    void withoutTheSettingAClaimTakesEffectAtOnce() {
        bed.settings.change(present -> present.withClaimApprovalRequired(false));
        var id = pooled();

        assertThat(apply(li, id)).isFalse();

        assertThat(owner(id)).isEqualTo(li);
        assertThat(list(id)).isEmpty();
    }

    @Test
    void agreeingGivesTheCustomerToItsApplicant() {
        var one = pooled();
        var other = pooled();
        apply(li, one);
        apply(wang, other);

        decide(true, one, other);

        assertThat(owner(one)).isEqualTo(li);
        assertThat(owner(other)).isEqualTo(wang);
        assertThat(list(one).getFirst())
                .extracting(CustomerApplication::state, CustomerApplication::opinion, CustomerApplication::decidedBy)
                .containsExactly(State.APPROVED, "意见", chief);
    }

    @Test
    void refusingLeavesTheCustomerInThePoolForOthers() {
        var id = pooled();
        apply(li, id);

        decide(false, id);

        assertThat(owner(id)).isEqualTo(Pool.OWNER);
        assertThat(list(id)).extracting(CustomerApplication::state).containsExactly(State.REJECTED);
        assertThat(apply(wang, id)).isTrue();
    }

    @Test
    void anApplicationIsDecidedOnce() {
        var id = pooled();
        apply(li, id);
        decide(false, id);

        assertThat(refused(() -> decide(true, id)).code()).isEqualTo("no_pending_application");
        assertThat(owner(id)).isEqualTo(Pool.OWNER);
    }

    @Test
    void aDecisionAboutSeveralCustomersIsAllOrNothing() {
        var applied = pooled();
        var other = pooled();
        apply(li, applied);

        var refusal = refused(() -> decide(true, applied, other));

        assertThat(refusal.message()).contains(Long.toString(other.value()));
        assertThat(owner(applied)).isEqualTo(Pool.OWNER);
        assertThat(list(applied)).extracting(CustomerApplication::state).containsExactly(State.PENDING);
    }

    @Test
    void theFirstApplicantComesFirstAndARepetitionChangesNothing() {
        var id = pooled();
        apply(li, id);

        assertThat(apply(li, id)).isTrue();
        assertThat(refused(() -> apply(wang, id))).isInstanceOf(Problem.Conflict.class);
        assertThat(list(id)).hasSize(1);
    }

    @Test
    void aCustomerOfAnotherUserCannotBeAppliedFor() {
        var id = bed.customers.add(CustomerTestbed.named("别人的客户"), wang, wang);
        assignment.share(
                List.of(id), new CustomerShare(true, Set.of(), true, true, true, true), wang, AccessScope.own(wang));

        assertThat(refused(() -> apply(li, id)).message()).contains("客户池");
        assertThat(list(id)).isEmpty();
    }

    @Test
    void anApplicationLapsesWhenTheCustomerIsAssigned() {
        var id = pooled();
        apply(li, id);

        assignment.assign(List.of(id), wang, chief, everything);

        assertThat(list(id)).extracting(CustomerApplication::state).containsExactly(State.LAPSED);
        assertThat(refused(() -> decide(true, id)).code()).isEqualTo("no_pending_application");
        assertThat(owner(id)).isEqualTo(wang);
    }

    @Test
    void onlyTheApplicantsManagersDecide() {
        var id = pooled();
        apply(li, id);
        var manager = bed.user("manager");
        var ofWang = new AccessScope(manager, Set.of(manager, wang));

        assertThat(refused(() -> applications.decide(List.of(id), true, "", manager, ofWang)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(applications
                        .list(null, null, null, ofWang, new PageRequest(1, 20))
                        .total())
                .isZero();

        applications.decide(List.of(id), true, "", manager, new AccessScope(manager, Set.of(manager, li)));
        assertThat(owner(id)).isEqualTo(li);
    }

    @Test
    void ofSixteenApplicantsOneWaits() throws InterruptedException {
        var id = pooled();
        var users = IntStream.range(0, 16)
                .mapToObj(number -> bed.user("u" + number))
                .toList();
        var accepted = Collections.synchronizedList(new ArrayList<UserId>());

        atOnce(users.stream()
                .<Runnable>map(user -> () -> {
                    apply(user, id);
                    accepted.add(user);
                })
                .toList());

        assertThat(accepted).hasSize(1);
        assertThat(list(id)).extracting(CustomerApplication::applicant).containsExactlyElementsOf(accepted);
    }

    @Test
    void ofSixteenConcurrentDecisionsOneCounts() throws InterruptedException {
        var id = pooled();
        apply(li, id);
        var done = Collections.synchronizedList(new ArrayList<Boolean>());

        atOnce(IntStream.range(0, 16)
                .<Runnable>mapToObj(number -> () -> {
                    decide(number % 2 == 0, id);
                    done.add(number % 2 == 0);
                })
                .toList());

        assertThat(done).hasSize(1);
        assertThat(owner(id)).isEqualTo(done.getFirst() ? li : Pool.OWNER);
        assertThat(list(id)).hasSize(1);
    }

    private static void atOnce(List<Runnable> calls) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(calls.stream()
                    .<Callable<Boolean>>map(call -> () -> {
                        try {
                            call.run();
                            return true;
                        } catch (ProblemException refused) {
                            return false;
                        }
                    })
                    .toList());
        }
    }
}
