package io.kehub.erp.customer;

import static io.kehub.erp.customer.CustomerTestbed.details;
import static io.kehub.erp.customer.CustomerTestbed.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomersTest {

    @SuppressWarnings("NullAway.Init")
    private static CustomerTestbed bed;

    @SuppressWarnings("NullAway.Init")
    private static UserId owner;

    @SuppressWarnings("NullAway.Init")
    private static UserId clerk;

    @BeforeAll
    static void open() {
        bed = new CustomerTestbed();
        owner = bed.user("li");
        clerk = bed.user("wang");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    @BeforeEach
    void noCustomers() {
        bed.jdbc.sql("truncate customer cascade").update();
        bed.settings.change(present -> present.withReviewRequired(false));
    }

    @Test
    void everyTextOfANewCustomerIsReadBackUnchanged() {
        var given = details(Map.ofEntries(
                Map.entry("name", "张三公司"),
                Map.entry("shortName", "Ｚ张三𠮷"),
                Map.entry("source", "微信"),
                Map.entry("contactPerson", "张经理"),
                Map.entry("phone", "023-6688"),
                Map.entry("mobile", "13800138000"),
                Map.entry("email", "zhang@example.com"),
                Map.entry("address", "重庆市渝中区\n解放路"),
                Map.entry("remark", "100% \\ '\" 😀"),
                Map.entry("level", "VIP"),
                Map.entry("industry", "制造业"),
                Map.entry("scale", "100-500人"),
                Map.entry("region", "重庆"),
                Map.entry("website", "www.example.com"),
                Map.entry("fax", "023-6689"),
                Map.entry("postcode", "400000"),
                Map.entry("kCode", "K3208")));

        var id = bed.customers.add(given, owner, clerk);

        var read = bed.customers.find(id).orElseThrow();
        var numbered = given.with(CustomerField.NUMBER, read.details().number());
        assertThat(read)
                .isEqualTo(new Customer(id, numbered, owner, Instant.parse("2025-01-01T02:00:00Z"), null, true, false));
        assertThat(bed.jdbc
                        .sql("select added_by from customer")
                        .query(Long.class)
                        .single())
                .isEqualTo(clerk.value());
    }

    @Test
    void idsBeginAt10001AndGrow() {
        var first = bed.customers.add(named("甲"), owner, owner);
        var second = bed.customers.add(named("乙"), owner, owner);

        assertThat(first.value()).isGreaterThan(10_000);
        assertThat(second.value()).isGreaterThan(first.value());
    }

    @Test
    void aNewCustomerNeedsReviewOnlyIfTheSettingRequiresIt() {
        bed.settings.change(present -> present.withReviewRequired(true));
        assertThat(bed.settings.read().reviewRequired()).isTrue();

        var id = bed.customers.add(named("甲"), owner, owner);

        assertThat(bed.customers.find(id).orElseThrow().reviewed()).isFalse();
    }

    @Test
    void allErrorsAreReportedTogetherAndNothingIsSaved() {
        var refusal = refused(() -> bed.customers.add(
                details(Map.of(
                        "name", " ",
                        "shortName", "字".repeat(101),
                        "remark", "一\u0000二",
                        "source", "没有的来源",
                        "postcode", "4".repeat(21))),
                owner,
                owner));

        assertThat(refusal).isInstanceOf(Problem.Invalid.class);
        assertThat(refusal.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "shortName", "remark", "source", "postcode");
        assertThat(refusal.errors())
                .filteredOn(error -> error.field().equals("shortName"))
                .containsExactly(new FieldError("shortName", "客户简称太长：共 101 个字", "最多 100 个字"));
        assertThat(refusal.errors())
                .filteredOn(error -> error.field().equals("remark"))
                .allSatisfy(error -> assertThat(error.message()).contains("第 2 个字"));
        assertThat(bed.count("customer")).isZero();
    }

    @Test
    void lengthLimitsCountSupplementaryCharactersOnce() {
        var id =
                bed.customers.add(details(Map.of("name", "𠮷".repeat(200), "remark", "😀".repeat(2000))), owner, owner);

        assertThat(bed.customers.find(id).orElseThrow().details().name()).isEqualTo("𠮷".repeat(200));
        assertThat(refused(() -> bed.customers.add(named("𠮷".repeat(201)), owner, owner))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("name");
    }

    @Test
    void aDuplicateKCodeIsRejectedInAnyCaseAndWidthWithoutSaving() {
        bed.customers.add(details(Map.of("kCode", "K3208-渝A")), owner, owner);

        var refusal = refused(() -> bed.customers.add(details(Map.of("kCode", "ｋ3208-渝a")), owner, owner));

        assertThat(refusal).isInstanceOf(Problem.Conflict.class);
        assertThat(refusal.code()).isEqualTo("taken");
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("kCode");
        assertThat(bed.count("customer")).isOne();
        assertThat(bed.customers
                        .list(CustomerFilter.all(), new PageRequest(1, 20))
                        .total())
                .isOne();
    }

    @Test
    void anyNumberOfCustomersMayHaveNoKCode() {
        bed.customers.add(named("甲"), owner, owner);
        bed.customers.add(named("乙"), owner, owner);

        assertThat(bed.count("customer")).isEqualTo(2);
        assertThat(bed.customers.findByKCode("")).isEmpty();
    }

    @Test
    void exactlyOneOfManyConcurrentAddsOfAKCodeSucceeds() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var attempts = threads.invokeAll(IntStream.range(0, 12)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        try {
                            bed.customers.add(details(Map.of("kCode", "K1")), owner, owner);
                            return true;
                        } catch (ProblemException refusal) {
                            assertThat(refusal.problem()).isInstanceOf(Problem.Conflict.class);
                            return false;
                        }
                    })
                    .toList());
            var successes = 0;
            for (var attempt : attempts) {
                successes += attempt.get() ? 1 : 0;
            }
            assertThat(successes).isOne();
        }
        assertThat(bed.count("customer")).isOne();
    }

    @Test
    void aCustomerIsFoundByItsKCodeInAnyCase() {
        var id = bed.customers.add(details(Map.of("kCode", "K77")), owner, owner);

        assertThat(bed.customers.findByKCode("k77")).map(Customer::id).contains(id);
        assertThat(bed.customers.findByKCode("K7")).isEmpty();
    }

    @Test
    void anUnknownIdFindsNoCustomer() {
        assertThat(bed.customers.find(new CustomerId(1))).isEmpty();
    }

    @Test
    void anOwnerWhoIsNoUserIsRefused() {
        var refusal = refused(() -> bed.customers.add(named("甲"), new UserId(999_999), owner));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("owner");
        assertThat(bed.count("customer")).isZero();
    }

    @Test
    void aSourceIsStoredInTheSpellingOfTheDictionary() {
        bed.bean(Dictionaries.class).add(DictionaryName.CUSTOMER_SOURCE, "WhatsApp");

        var id = bed.customers.add(details(Map.of("source", "ｗhatsapp")), owner, owner);

        assertThat(bed.customers.find(id).orElseThrow().details().text(CustomerField.SOURCE))
                .isEqualTo("WhatsApp");
    }

    @Test
    void aCustomerAddedInATransactionThatFailsIsNeitherStoredNorCounted() {
        assertThatThrownBy(() -> bed.transaction.executeWithoutResult(status -> {
                    bed.customers.add(named("甲"), owner, owner);
                    throw new IllegalStateException("the caller failed later");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(bed.count("customer")).isZero();
        assertThat(bed.customers
                        .list(CustomerFilter.all(), new PageRequest(1, 20))
                        .total())
                .isZero();
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }
}
