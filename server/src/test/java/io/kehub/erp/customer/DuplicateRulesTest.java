package io.kehub.erp.customer;

import static io.kehub.erp.customer.CustomerTestbed.details;
import static io.kehub.erp.customer.CustomerTestbed.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateRulesTest {

    private static final AccessScope EVERYTHING = AccessScope.everything(Pool.OWNER);

    @SuppressWarnings("NullAway.Init")
    private static CustomerTestbed bed;

    @SuppressWarnings("NullAway.Init")
    private static UserId owner;

    @BeforeAll
    static void open() {
        bed = new CustomerTestbed();
        owner = bed.user("li");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    @BeforeEach
    void noCustomersAndNoRules() {
        bed.jdbc.sql("truncate customer cascade").update();
        choose();
    }

    @Test
    void withoutARuleCustomersMaySayTheSame() {
        add(Map.of("name", "甲公司", "phone", "023-66886688", "mobile", "13800138000"));
        add(Map.of("name", "甲公司", "phone", "023-66886688", "mobile", "13800138000"));

        assertThat(bed.count("customer")).isEqualTo(2);
        assertThat(bed.count("customer_unique_key")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC 火锅（重庆）", "ＡＢＣ火锅(重庆)", "abc\u3000火锅（重庆） "})
    void aDuplicateNameIsRejectedInAnyCaseAndWidth(String name) {
        choose(DuplicateRule.NAME);
        add(Map.of("name", "Abc火锅（重庆）"));

        var refusal = refused(() -> add(Map.of("name", name, "phone", "0")));

        assertThat(refusal).isInstanceOf(Problem.Conflict.class);
        assertThat(refusal.errors())
                .containsExactly(new FieldError("name", "已有同名的客户（管理员设置了查重规则：客户名称不能重复）", "与已有客户不同的名称，不计大小写、全半角和空格"));
        assertThat(bed.count("customer")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138 0013 8000",
                "138-0013-8000",
                "+86 13800138000",
                "0086-138.0013.8000",
                "（138）00138000",
                "１３８００１３８０００"
            })
    void aDuplicateMobileIsRejectedInAnyFormat(String mobile) {
        choose(DuplicateRule.MOBILE);
        add(Map.of("mobile", "13800138000"));

        assertThat(refused(() -> add(Map.of("mobile", mobile))).errors())
                .extracting(FieldError::field)
                .containsExactly("mobile");
        add(Map.of("mobile", "13800138001", "phone", mobile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0", "8021", "无"})
    void aPhoneThatIsNoNumberIsComparedWithNothing(String phone) {
        choose(DuplicateRule.PHONE);
        add(Map.of("phone", phone));
        add(Map.of("phone", phone));

        assertThat(bed.count("customer")).isEqualTo(2);
    }

    @Test
    void aCustomerMayBeSavedAgainAsItIs() {
        choose(DuplicateRule.values());
        var id = add(Map.of("name", "甲公司", "mobile", "13800138000"));

        change(id, details(Map.of("name", "甲 公司", "mobile", "138-0013-8000", "remark", "改过")));

        assertThat(bed.customers.find(id).orElseThrow().details().text(CustomerField.REMARK))
                .isEqualTo("改过");
    }

    @Test
    void aReleasedNameCanBeReused() {
        choose(DuplicateRule.NAME);
        var id = add(Map.of("name", "甲公司"));
        change(id, named("乙公司"));

        var other = add(Map.of("name", "甲公司"));

        assertThat(refused(() -> change(other, named("乙公司"))).errors())
                .extracting(FieldError::field)
                .containsExactly("name");
        assertThat(bed.customers.find(other).orElseThrow().details().name()).isEqualTo("甲公司");
    }

    @Test
    void thePhoneOfAMainPersonFallsUnderTheRuleAsWell() {
        choose(DuplicateRule.MOBILE);
        add(Map.of("name", "甲公司", "mobile", "13800138000"));
        var id = add(Map.of("name", "乙公司"));
        var persons = bed.bean(ContactPersons.class);

        var refusal = refused(() -> persons.add(
                id, new ContactPersonDetails("张经理", "", "13800138000", "", "", Map.of()), owner, EVERYTHING));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("mobile");
        assertThat(bed.count("customer_person")).isZero();
    }

    @Test
    void existingDuplicatesAreKeptAndNewOnesRejected() {
        var first = add(Map.of("name", "甲公司"));
        var second = add(Map.of("name", "甲公司"));

        choose(DuplicateRule.NAME);

        assertThat(bed.settings.tolerated()).isEqualTo(Map.of(DuplicateRule.NAME, 1L));
        change(second, details(Map.of("name", "甲公司", "remark", "改过")));
        refused(() -> add(Map.of("name", "甲公司")));

        change(first, named("甲一公司"));
        assertThat(bed.settings.tolerated()).isEqualTo(Map.of(DuplicateRule.NAME, 0L));
        refused(() -> add(Map.of("name", "甲公司")));
        refused(() -> change(first, named("甲公司")));

        change(second, named("甲二公司"));
        add(Map.of("name", "甲公司"));
    }

    @Test
    void aDeactivatedRuleIsNotEnforced() {
        choose(DuplicateRule.NAME, DuplicateRule.PHONE);
        add(Map.of("name", "甲公司", "phone", "66886688"));

        choose(DuplicateRule.PHONE);

        add(Map.of("name", "甲公司"));
        refused(() -> add(Map.of("name", "乙公司", "phone", "6688 6688")));
        assertThat(bed.settings.read().duplicateRules()).containsExactly(DuplicateRule.PHONE);
    }

    @ParameterizedTest
    @CsvSource({"name", "phone", "mobile"})
    void ofSixteenConcurrentDuplicatesOneIsSaved(String field) throws Exception {
        choose(DuplicateRule.values());
        for (var round = 0; round < 10; round++) {
            var text = "6688668" + round;
            var outcomes = atOnce(IntStream.range(0, 16).mapToObj(writer ->
                    (Callable<Boolean>) () -> tried(() -> add(saying(field, text, writer)))));

            assertThat(outcomes).filteredOn(won -> won).hasSize(1);
        }
        assertThat(bed.count("customer")).isEqualTo(10);
    }

    @Test
    void whoSwapTheirNamesAtOnceAreRefusedAndNeitherHangs() throws Exception {
        choose(DuplicateRule.NAME);
        var first = add(Map.of("name", "甲公司"));
        var second = add(Map.of("name", "乙公司"));
        for (var round = 0; round < 20; round++) {
            var outcomes = atOnce(Stream.of(
                    () -> tried(() -> change(first, named("乙公司"))), () -> tried(() -> change(second, named("甲公司")))));

            assertThat(outcomes).containsOnly(false);
        }
    }

    @Test
    void aRuleActivatedDuringWritesMissesNoDuplicate() throws Exception {
        var rounds = 12;
        for (var round = 0; round < rounds; round++) {
            bed.jdbc.sql("truncate customer cascade").update();
            choose();
            var writers = IntStream.range(0, 15).mapToObj(writer -> (Callable<Boolean>) () -> {
                var saved = false;
                for (var text = 0; text < 6; text++) {
                    var name = "公司" + (writer + text) % 6;
                    saved |= tried(() -> add(Map.of("name", name)));
                }
                return saved;
            });
            Callable<Boolean> administrator = () -> {
                choose(DuplicateRule.NAME);
                return true;
            };

            atOnce(Stream.concat(writers, Stream.of(administrator)));

            assertThat(bed.jdbc.sql("""
                            select count(*) from (
                              select customer_unique_key_of('NAME', name) as key, count(*) as holders
                              from customer group by 1
                              except
                              select key, holders from customer_unique_key where field = 'NAME') as missing
                            """).query(Long.class).single())
                    .as("keys that are not held as often as they are said")
                    .isZero();
            var before = bed.count("customer");
            for (var text = 0; text < 6; text++) {
                var name = "公司" + text;
                assertThat(tried(() -> add(Map.of("name", name)))).isFalse();
            }
            assertThat(bed.count("customer")).isEqualTo(before);
        }
    }

    private static Map<String, String> saying(String field, String text, int writer) {
        return field.equals("name") ? Map.of("name", text) : Map.of("name", "第 " + text + " 家之 " + writer, field, text);
    }

    private static void choose(DuplicateRule... rules) {
        var chosen = EnumSet.noneOf(DuplicateRule.class);
        chosen.addAll(Set.of(rules));
        bed.settings.change(present -> present.withDuplicateRules(chosen));
    }

    private static CustomerId add(Map<String, String> texts) {
        return bed.customers.add(details(texts), owner, owner);
    }

    private static void change(CustomerId id, CustomerDetails details) {
        bed.customers.change(id, present -> details, ContactPersonDetails.NONE, owner, EVERYTHING);
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }

    private static boolean tried(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ProblemException refusal) {
            assertThat(refusal.problem()).isInstanceOf(Problem.Conflict.class);
            return false;
        }
    }

    private static List<Boolean> atOnce(Stream<Callable<Boolean>> calls)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var outcomes = threads.invokeAll(calls.toList());
            var values = new ArrayList<Boolean>();
            for (Future<Boolean> outcome : outcomes) {
                values.add(outcome.get());
            }
            return values;
        }
    }
}
