package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactPersonsTest {

    private static final PageRequest FIRST = new PageRequest(1, 20);

    private final CustomerTestbed bed = new CustomerTestbed();
    private final ContactPersons persons = bed.bean(ContactPersons.class);
    private final UserId li = bed.user("li");
    private final UserId wang = bed.user("wang");

    @AfterEach
    void close() {
        bed.close();
    }

    private CustomerId customer(String contactPerson) {
        return bed.customers.add(CustomerTestbed.details(Map.of("contactPerson", contactPerson)), li, li);
    }

    private static ContactPersonDetails person(String name, String mobile) {
        return new ContactPersonDetails(name, "", mobile, "", "", Map.of(ContactPersonField.JOB, "采购"));
    }

    private static ContactPersonFilter of(CustomerId customer) {
        return new ContactPersonFilter(Map.of(), List.of(), customer, Map.of(), null, null);
    }

    private static ContactPersonFilter keyword(String keyword) {
        return new ContactPersonFilter(
                Map.of(ContactPersonFilter.Text.KEYWORD, keyword), List.of(), null, Map.of(), null, null);
    }

    private static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    @Test
    void theContactPersonOfANewCustomerIsItsPrimaryContact() {
        var customer = customer("张经理");

        assertThat(persons.list(of(customer), AccessScope.own(li), FIRST).items())
                .singleElement()
                .satisfies(person -> {
                    assertThat(person.main()).isTrue();
                    assertThat(person.details().name()).isEqualTo("张经理");
                });
    }

    @Test
    void theFirstPersonOfACustomerIsTheMainOneAndTheSecondIsNot() {
        var customer = customer("");

        persons.add(customer, person("甲", "13000000001"), li, AccessScope.own(li));
        persons.add(customer, person("乙", "13000000002"), li, AccessScope.own(li));

        assertThat(bed.customers.find(customer).orElseThrow().details().text(CustomerField.CONTACT_PERSON))
                .isEqualTo("甲");
        assertThat(persons.list(of(customer), AccessScope.own(li), FIRST).items())
                .extracting(ContactPerson::main)
                .containsExactly(false, true);
    }

    @Test
    void aReservedIdIsSavedOnceAndChangedAfterwards() {
        var customer = customer("");
        var id = persons.reserve(li);

        persons.save(id, customer, present -> person("甲", ""), li, AccessScope.own(li));
        persons.save(id, customer, present -> person("乙", ""), li, AccessScope.own(li));

        assertThat(persons.list(of(customer), AccessScope.own(li), FIRST).total())
                .isOne();
        assertThat(persons.find(id, AccessScope.own(li)).orElseThrow().details().name())
                .isEqualTo("乙");
        assertThat(refused(() -> persons.save(
                        persons.reserve(wang), customer, present -> person("丙", ""), li, AccessScope.own(li))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aPersonIsVisibleWithItsCustomerIfTheShareIncludesPersons() {
        var customer = customer("张经理");
        var care = bed.bean(CustomerAssignment.class);

        assertThat(persons.list(keyword("张经"), AccessScope.own(wang), FIRST).total())
                .isZero();
        care.share(
                List.of(customer),
                new CustomerShare(false, Set.of(wang), false, true, true, true),
                li,
                AccessScope.own(li));
        assertThat(persons.list(keyword("张经"), AccessScope.own(wang), FIRST).total())
                .isZero();
        care.share(
                List.of(customer),
                new CustomerShare(false, Set.of(wang), true, true, true, true),
                li,
                AccessScope.own(li));
        assertThat(persons.list(keyword("张经"), AccessScope.own(wang), FIRST).total())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aCustomerAndItsMainPersonAlwaysSayTheSame(long seed) {
        var random = new Random(seed);
        var customer = customer("起点");
        var main = persons.list(of(customer), AccessScope.own(li), FIRST)
                .items()
                .getFirst()
                .id();
        for (var step = 0; step < 40; step++) {
            var name = "名" + random.nextInt(5);
            var mobile = "1300000000" + random.nextInt(10);
            if (random.nextBoolean()) {
                persons.save(main, customer, present -> person(name, mobile), li, AccessScope.own(li));
            } else {
                bed.customers.change(
                        customer,
                        present -> CustomerTestbed.details(Map.of("contactPerson", name, "mobile", mobile))
                                .with(CustomerField.NUMBER, present.number()),
                        ContactPersonDetails.NONE,
                        li,
                        AccessScope.own(li));
            }

            var details = bed.customers.find(customer).orElseThrow().details();
            var person = persons.find(main, AccessScope.own(li)).orElseThrow().details();
            assertThat(person.name())
                    .isEqualTo(details.text(CustomerField.CONTACT_PERSON))
                    .isEqualTo(name);
            assertThat(person.mobile())
                    .isEqualTo(details.text(CustomerField.MOBILE))
                    .isEqualTo(mobile);
            assertThat(person.field(ContactPersonField.JOB)).isIn("", "采购");
        }
    }

    @Test
    void aFollowUpMovesTheLastOneOfTheCustomerAndNeverBackwards() {
        var customer = customer("张经理");
        var followUps = bed.bean(FollowUps.class);
        var followUp = new FollowUp(customer, null, FollowUp.About.CUSTOMER, "谈了价格", "电话", FollowUp.Schedule.NONE);
        bed.clock.add(Duration.ofDays(2));
        followUps.add(followUp, li, AccessScope.own(li));
        var last = bed.customers.find(customer).orElseThrow().lastFollowedUpAt();

        bed.clock.add(Duration.ofDays(-1));
        followUps.add(followUp, li, AccessScope.own(li));

        assertThat(last).isNotNull();
        assertThat(bed.customers.find(customer).orElseThrow().lastFollowedUpAt())
                .isEqualTo(last);
        assertThat(bed.count("follow_up")).isEqualTo(2);
    }

    @Test
    void anEmptyFollowUpIsRejectedWithEveryError() {
        var customer = customer("");
        var silent = new FollowUp(
                customer,
                null,
                FollowUp.About.CUSTOMER,
                "",
                "电话",
                new FollowUp.Schedule(FollowUp.Plan.DONE, "", "", null, null));

        assertThat(refused(() -> bed.bean(FollowUps.class).add(silent, li, AccessScope.own(li)))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("text", "title", "outcome");
    }
}
