package io.kehub.erp.opportunity;

import static io.kehub.erp.opportunity.OpportunityDrafts.draft;
import static io.kehub.erp.opportunity.OpportunityDrafts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.customer.ContactPersonDetails;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.CustomerAssignment;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerShare;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpportunitiesTest {

    private final ProductTestContext bed = new ProductTestContext("io.kehub.erp.customer", "io.kehub.erp.opportunity");
    private final Opportunities opportunities = bed.bean(Opportunities.class);
    private final UserId li = bed.user;
    private final UserId wang = bed.user("wang");
    private final AccessScope everything = AccessScope.everything(wang);
    private final CustomerId customer = customer("重庆客户", li);

    @AfterEach
    void close() {
        bed.close();
    }

    private CustomerId customer(String name, UserId owner) {
        return bed.bean(Customers.class).add(CustomerDetails.named(name), owner, owner);
    }

    private OpportunityId add(OpportunityTerms terms) {
        return opportunities.add(terms, li, AccessScope.own(li));
    }

    private Opportunity read(OpportunityId id) {
        return opportunities.find(id, everything).orElseThrow();
    }

    private static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    @Test
    void whatIsNotGivenGetsANumberAndTheFirstEntries() {
        var one = read(add(draft("快充站", customer, li)));
        var next = read(add(draft("快充站", customer, li)));

        assertThat(one.number()).startsWith("XM20250101");
        assertThat(next.number()).isNotEqualTo(one.number());
        assertThat(one.text(OpportunityField.STAGE)).isEqualTo("初步沟通");
        assertThat(one.text(OpportunityField.STATE)).isEqualTo("跟踪中");
        assertThat(one.text(OpportunityField.CURRENCY)).isEqualTo("人民币");
        assertThat(one.text(OpportunityField.SOURCE)).isEmpty();
        assertThat(one.approval()).isEqualTo(Approval.APPROVED);
        assertThat(one.customerName()).isEqualTo("重庆客户");
    }

    @Test
    void allErrorsAreReportedTogetherAndNothingIsSaved() {
        var terms = new OpportunityTerms(
                Map.of(OpportunityField.STAGE, "没有的阶段", OpportunityField.SUMMARY, "长".repeat(2001)),
                customer,
                new ContactPersonId(999_999),
                li,
                new BigDecimal("-1"),
                LocalDate.of(2025, 2, 1),
                LocalDate.of(2025, 1, 1));

        assertThat(refused(() -> add(terms)).errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("title", "stage", "summary", "amount", "expectedOn", "person");
        assertThat(bed.count("opportunity")).isZero();
    }

    @Test
    void aPersonOfAnotherCustomerIsRefusedByName() {
        var other = customer("成都客户", li);
        var person = bed.bean(ContactPersons.class)
                .add(other, new ContactPersonDetails("周工", "", "", "", "", Map.of()), li, AccessScope.own(li));
        var terms = draft("快充站", customer, li);
        var wrong = new OpportunityTerms(
                terms.texts(), customer, person, li, terms.amount(), terms.foundOn(), terms.expectedOn());

        var error = refused(() -> add(wrong)).errors().getFirst();

        assertThat(error.field()).isEqualTo("person");
        assertThat(error.message()).contains("成都客户");
    }

    @Test
    void aNumberIsUniqueIgnoringCaseAndWidth() {
        add(with(draft("快充站", customer, li), OpportunityField.NUMBER, "XM-1"));

        var refusal = refused(() -> add(with(draft("快充站", customer, li), OpportunityField.NUMBER, "ｘｍ-1")));

        assertThat(refusal).isInstanceOf(Problem.Conflict.class);
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("number");
        assertThat(bed.count("opportunity")).isEqualTo(1);
    }

    @Test
    void aHiddenCustomerIsAsUnknownAsOneThatDoesNotExist() {
        var hidden = customer("王的客户", wang);

        assertThat(refused(() -> add(draft("快充站", hidden, li)))).isInstanceOf(Problem.NotFound.class);
        assertThat(refused(() -> add(draft("快充站", new CustomerId(999_999), li))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void anOpportunityIsSeenByItsOwnerWhoAddedItAndThoseWithWhomItsProjectsAreShared() {
        var zhao = bed.user("zhao");
        var id = opportunities.add(draft("快充站", customer, wang), li, AccessScope.own(li));
        var seen = List.of(AccessScope.own(li), AccessScope.own(wang), everything);
        assertThat(seen)
                .allSatisfy(scope -> assertThat(opportunities.find(id, scope)).isPresent());
        assertThat(opportunities.find(id, AccessScope.own(zhao))).isEmpty();

        share(zhao, false);
        assertThat(opportunities.find(id, AccessScope.own(zhao))).isEmpty();

        share(zhao, true);
        assertThat(opportunities.find(id, AccessScope.own(zhao))).isPresent();
        assertThat(refused(() -> opportunities.change(id, present -> present, AccessScope.own(zhao))))
                .isInstanceOf(Problem.Forbidden.class);
    }

    private void share(UserId viewer, boolean projects) {
        bed.bean(CustomerAssignment.class)
                .share(
                        List.of(customer),
                        new CustomerShare(false, Set.of(viewer), false, false, projects, false),
                        li,
                        AccessScope.own(li));
    }

    @Test
    void aChangeKeepsTheNumberAndADisabledEntry() {
        var id = add(with(draft("快充站", customer, li), OpportunityField.SOURCE, "展会"));
        bed.jdbc
                .sql(
                        "update dictionary_entry set enabled = false where text = '展会' and dictionary = 'OPPORTUNITY_SOURCE'")
                .update();
        var number = read(id).number();

        opportunities.change(
                id,
                present -> with(with(present, OpportunityField.STAGE, "方案报价"), OpportunityField.NUMBER, ""),
                AccessScope.own(li));

        assertThat(read(id).number()).isEqualTo(number);
        assertThat(read(id).text(OpportunityField.STAGE)).isEqualTo("方案报价");
        assertThat(read(id).text(OpportunityField.SOURCE)).isEqualTo("展会");
        assertThat(refused(() -> add(with(draft("新的", customer, li), OpportunityField.SOURCE, "展会")))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("source");
    }

    @Test
    void aPendingOneIsDecidedOnceAndAVetoedOneWaitsAgainWhenItIsChanged() {
        opportunities.requireApproval(true);
        var id = add(draft("快充站", customer, li));
        assertThat(read(id).approval()).isEqualTo(Approval.PENDING);

        opportunities.decide(id, Approval.VETOED, "资料不全", null, wang, everything);

        assertThat(refused(() -> opportunities.decide(id, Approval.APPROVED, "", null, wang, everything))
                        .code())
                .isEqualTo("already_decided");
        opportunities.change(id, present -> present, AccessScope.own(li));
        assertThat(read(id).approval()).isEqualTo(Approval.PENDING);
        opportunities.decide(id, Approval.APPROVED, "可以", new BigDecimal("900.00"), wang, everything);
        var decision = read(id).decision();
        assertThat(decision).isNotNull();
        assertThat(decision.by()).isEqualTo(wang);
        assertThat(decision.opinion()).isEqualTo("可以");
        assertThat(decision.amount()).isEqualByComparingTo("900.00");
    }

    @Test
    void ofSixteenConcurrentDecisionsOneCounts() throws InterruptedException {
        opportunities.requireApproval(true);
        var id = add(draft("快充站", customer, li));
        var done = Collections.synchronizedList(new ArrayList<Approval>());
        try (var threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        var result = number % 2 == 0 ? Approval.APPROVED : Approval.VETOED;
                        try {
                            opportunities.decide(id, result, "", null, wang, everything);
                            return done.add(result);
                        } catch (ProblemException late) {
                            return false;
                        }
                    })
                    .toList());
        }

        assertThat(done).containsExactly(read(id).approval());
    }
}
