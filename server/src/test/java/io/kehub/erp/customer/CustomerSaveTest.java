package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Saving under an id that was reserved before, and what keeps a customer's number and main person right. */
class CustomerSaveTest {

    private final CustomerTestbed bed = new CustomerTestbed();
    private final UserId li = bed.user("li");
    private final UserId wang = bed.user("wang");

    @AfterEach
    void close() {
        bed.close();
    }

    private CustomerId save(CustomerId id, UserId by, UnaryOperator<CustomerDetails> change) {
        return bed.customers
                .save(id, change, ContactPersonDetails.NONE, by, by, AccessScope.own(by))
                .id();
    }

    private static UnaryOperator<CustomerDetails> named(String name) {
        return present -> CustomerTestbed.details(Map.of("name", name)).with(CustomerField.NUMBER, present.number());
    }

    private static <T extends Problem> T refused(Class<T> kind, Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return kind.cast(refusal.problem());
    }

    @Test
    void aReservedIdIsSavedWithItsProposedNumber() {
        var reserved = bed.customers.reserve(li);

        save(reserved.id(), li, named("首家"));

        var saved = bed.customers.find(reserved.id()).orElseThrow();
        assertThat(saved.details().number()).isEqualTo(reserved.number()).matches("KH20250101\\d{4,}");
        assertThat(saved.owner()).isEqualTo(li);
    }

    @Test
    void savingTwiceChangesTheSameCustomer() {
        var reserved = bed.customers.reserve(li);

        save(reserved.id(), li, named("首家"));
        save(reserved.id(), li, named("改名"));
        save(reserved.id(), li, named("改名"));

        assertThat(bed.count("customer")).isOne();
        assertThat(bed.customers.find(reserved.id()).orElseThrow().details().name())
                .isEqualTo("改名");
    }

    @Test
    void sixteenConcurrentSavesOfAnIdCreateOneCustomer() throws InterruptedException, ExecutionException {
        var reserved = bed.customers.reserve(li);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var saves = IntStream.range(0, 16)
                    .<Callable<CustomerId>>mapToObj(number -> () -> save(reserved.id(), li, named("并发" + number)))
                    .toList();
            for (var save : threads.invokeAll(saves)) {
                assertThat(save.get()).isEqualTo(reserved.id());
            }
        }
        assertThat(bed.count("customer")).isOne();
    }

    @Test
    void aReservationThatIsNeverSavedLeavesNothing() {
        bed.customers.reserve(li);
        bed.clock.add(Customers.RESERVED_FOR.plus(Duration.ofSeconds(1)));
        bed.customers.reserve(li);

        assertThat(bed.count("customer")).isZero();
        assertThat(bed.count("customer_reservation")).isOne();
    }

    @Test
    void whatSomebodyElseReservedAndWhatNobodyReservedIsUnknown() {
        var reserved = bed.customers.reserve(wang);

        for (var id : List.of(reserved.id(), new CustomerId(999_999))) {
            assertThat(refused(Problem.NotFound.class, () -> save(id, li, named("不该有")))
                            .errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.field()).isEqualTo("id"));
        }
        assertThat(bed.count("customer")).isZero();
    }

    @Test
    void aRefusedSaveKeepsTheReservation() {
        var reserved = bed.customers.reserve(li);

        refused(Problem.Invalid.class, () -> save(reserved.id(), li, present -> present));
        save(reserved.id(), li, named("补上名字"));

        assertThat(bed.customers.find(reserved.id())).isPresent();
    }

    @Test
    void aCustomerOfAnotherOwnerCannotBeChanged() {
        var foreign = bed.customers.add(CustomerTestbed.named("王的客户"), wang, wang);
        refused(Problem.NotFound.class, () -> save(foreign, li, named("抢来的")));

        bed.bean(CustomerAssignment.class)
                .share(
                        List.of(foreign),
                        new CustomerShare(true, new HashSet<>(), true, true, true, true),
                        wang,
                        AccessScope.own(wang));
        assertThat(refused(Problem.Forbidden.class, () -> save(foreign, li, named("抢来的")))
                        .code())
                .isEqualTo("not_yours");
        assertThat(bed.customers.find(foreign).orElseThrow().details().name()).isEqualTo("王的客户");
    }

    @Test
    void aNumberIsUniqueIgnoringCaseAndWidth() {
        bed.customers.add(CustomerTestbed.named("甲").with(CustomerField.NUMBER, "kh-a1"), li, li);

        assertThat(refused(
                                Problem.Conflict.class,
                                () -> bed.customers.add(
                                        CustomerTestbed.named("乙").with(CustomerField.NUMBER, "ＫＨ-A1"), li, li))
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("number"));
    }

    @Test
    void noNumberIsProposedTwice() throws InterruptedException, ExecutionException {
        var numbers = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var calls = IntStream.range(0, 200)
                    .<Callable<String>>mapToObj(
                            number -> () -> bed.customers.reserve(li).number())
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                numbers.add(call.get());
            }
        }
        assertThat(numbers).hasSize(200);
    }

    @Test
    void rarerFieldsComeBackAndWrongOnesAreNamed() {
        var profile = Map.of(ExtraField.PAYMENT_LIMIT, "1000.50", ExtraField.VALUE, "很高");
        var id = bed.customers.add(with(CustomerTestbed.named("甲"), profile), li, li);

        assertThat(bed.customers.find(id).orElseThrow().details().profile()).isEqualTo(profile);

        var wrong = Map.of(
                ExtraField.PAYMENT_LIMIT, "1234567890123456789",
                ExtraField.SETTLEMENT_DAY, "32",
                ExtraField.SALES_STAFF, "-1");
        assertThat(refused(
                                Problem.Invalid.class,
                                () -> bed.customers.add(with(CustomerTestbed.named("乙"), wrong), li, li))
                        .errors())
                .extracting(error -> error.field())
                .containsExactlyInAnyOrder("profile.PAYMENT_LIMIT", "profile.SETTLEMENT_DAY", "profile.SALES_STAFF");
    }

    private static CustomerDetails with(CustomerDetails details, Map<ExtraField, String> profile) {
        return details.withProfile(profile);
    }

    @Test
    void aReservationFromTheFutureIsKeptForAWeekFromNow() {
        var reserved = bed.customers.reserve(li);
        bed.clock.add(Duration.ofDays(-30));
        bed.customers.reserve(li);
        bed.clock.add(Customers.RESERVED_FOR.plus(Duration.ofSeconds(1)));
        bed.customers.reserve(li);

        assertThat(refused(Problem.NotFound.class, () -> save(reserved.id(), li, named("来晚了"))))
                .isNotNull();
    }

    @Test
    void aReservationOutlivesAClockThatIsSetBack() {
        var reserved = bed.customers.reserve(li);
        bed.clock.add(Duration.ofDays(-30));
        bed.customers.reserve(li);

        save(reserved.id(), li, named("照常保存"));

        assertThat(bed.customers.find(reserved.id())).isPresent();
    }
}
