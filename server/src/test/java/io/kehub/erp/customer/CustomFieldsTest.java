package io.kehub.erp.customer;

import static io.kehub.erp.customer.CustomerTestbed.named;
import static io.kehub.erp.customer.CustomerTestbed.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.customfield.CustomField;
import io.kehub.erp.customfield.CustomFieldType;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class CustomFieldsTest {

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
    void noFields() {
        bed.jdbc.sql("truncate customer, custom_field cascade").update();
        bed.jdbc.sql("update custom_field_counter set last_number = 0").update();
    }

    @Test
    void fieldsAreNumberedInTheOrderInWhichTheyAreDefined() {
        var birthday = bed.customFields.define("生日", CustomFieldType.DATE, List.of());
        var size = bed.customFields.define("尺码", CustomFieldType.CHOICE, List.of("大", "小"));

        assertThat(birthday).isEqualTo(new CustomField("field1", "生日", CustomFieldType.DATE, List.of(), true));
        assertThat(size).isEqualTo(new CustomField("field2", "尺码", CustomFieldType.CHOICE, List.of("大", "小"), true));
        assertThat(bed.customFields.all()).containsExactly(birthday, size);
    }

    @Test
    void aRefusedDefinitionUsesUpNoNumber() {
        bed.customFields.define("VIP", CustomFieldType.TEXT, List.of());

        var refusal = refused(() -> bed.customFields.define("ｖｉｐ", CustomFieldType.TEXT, List.of()));

        assertThat(refusal).isInstanceOf(Problem.Conflict.class);
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("caption");
        assertThat(bed.customFields
                        .define("生日", CustomFieldType.DATE, List.of())
                        .name())
                .isEqualTo("field2");
    }

    @Test
    void captionAndOptionsAreCheckedTogether() {
        var refusal = refused(() -> bed.customFields.define("", CustomFieldType.CHOICE, List.of("大", "大")));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("caption", "options");
        assertThat(refused(() -> bed.customFields.define("甲", CustomFieldType.TEXT, List.of("大")))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("options");
        assertThat(refused(() -> bed.customFields.define("甲", CustomFieldType.CHOICE, List.of()))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("options");
    }

    @Test
    void thereAreNeverMoreThan50Fields() {
        for (var number = 1; number <= CustomFields.MAX_FIELDS; number++) {
            bed.customFields.define("字段" + number, CustomFieldType.TEXT, List.of());
        }

        var refusal = refused(() -> bed.customFields.define("多余", CustomFieldType.TEXT, List.of()));

        assertThat(refusal.code()).isEqualTo("too_many_custom_fields");
        assertThat(bed.customFields.all()).hasSize(50);
    }

    @Test
    void captionOptionsAndUseMayChange() {
        bed.customFields.define("尺码", CustomFieldType.CHOICE, List.of("大", "小"));

        var changed = bed.customFields.change("field1", "规格", List.of("大", "中"), false);

        assertThat(changed)
                .isEqualTo(new CustomField("field1", "规格", CustomFieldType.CHOICE, List.of("大", "中"), false));
        assertThat(bed.customFields.all()).containsExactly(changed);
        assertThat(refused(() -> bed.customFields.change("field9", "规格", List.of(), true)))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void valuesAreKeptWithTheCustomerAndShownInListAndDetail() {
        bed.customFields.define("生日", CustomFieldType.DATE, List.of());
        bed.customFields.define("尺码", CustomFieldType.CHOICE, List.of("大号L", "小号S"));
        bed.customFields.define("备用", CustomFieldType.TEXT, List.of());
        var given = Map.of("field1", "2025-01-31", "field2", "大号ｌ", "field3", "");

        var id = bed.customers.add(with(named("甲"), given), owner, owner);

        var kept = Map.of("field1", "2025-01-31", "field2", "大号L");
        assertThat(bed.customers.find(id).orElseThrow().details().customFields())
                .isEqualTo(kept);
        assertThat(bed.customers
                        .list(CustomerFilter.all(), new PageRequest(1, 20))
                        .items())
                .singleElement()
                .satisfies(customer ->
                        assertThat(customer.details().customFields()).isEqualTo(kept));
    }

    @Test
    void theValuesOfADisabledFieldAreKeptAndNotShown() {
        bed.customFields.define("生日", CustomFieldType.DATE, List.of());
        var id = bed.customers.add(with(named("甲"), Map.of("field1", "2025-01-31")), owner, owner);

        bed.customFields.change("field1", "生日", List.of(), false);
        assertThat(bed.customers.find(id).orElseThrow().details().customFields())
                .isEmpty();
        var refusal = refused(() -> bed.customers.add(with(named("乙"), Map.of("field1", "2025-01-31")), owner, owner));
        assertThat(refusal.errors()).extracting(FieldError::message).containsExactly("这个自定义字段已停用");

        bed.customFields.change("field1", "生日", List.of(), true);
        assertThat(bed.customers.find(id).orElseThrow().details().customFields())
                .containsEntry("field1", "2025-01-31");
    }

    @Test
    void aFieldThatIsNotDefinedIsRefusedByNameEvenWithoutAValue() {
        bed.customFields.define("生日", CustomFieldType.DATE, List.of());

        var refusal = refused(() -> bed.customers.add(with(named("甲"), Map.of("field7", "")), owner, owner));

        assertThat(refusal.errors()).containsExactly(new FieldError("field7", "没有定义这个自定义字段", "可用的自定义字段：field1（生日）"));
        assertThat(bed.count("customer")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-30",
                "2025-1-32",
                "20250131",
                "昨天",
                "+2025-01-31",
                "2025-1-31 25:00",
                "0000-1-1",
                "2025.1.31"
            })
    void whatIsNoDateIsRefused(String value) {
        bed.customFields.define("生日", CustomFieldType.DATE, List.of());

        assertThat(refusedValue(value)).contains("不是有效日期");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"十", "1e9", "1,00", ".5", "5.", "NaN", "1²", "1234567890123456789", "0.12345678901", "1 000"})
    void whatIsNoDecimalNumberIsRefused(String value) {
        bed.customFields.define("数量", CustomFieldType.NUMBER, List.of());

        assertThat(refusedValue(value)).contains("不是数字");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-12.50", "123456789012345678.0123456789"})
    void aDecimalNumberIsKeptAsWritten(String value) {
        bed.customFields.define("数量", CustomFieldType.NUMBER, List.of());

        var id = bed.customers.add(with(named("甲"), Map.of("field1", value)), owner, owner);

        assertThat(bed.customers.find(id).orElseThrow().details().customFields())
                .containsEntry("field1", value);
    }

    @Test
    void whatIsNoOptionIsRefusedWithTheOptions() {
        bed.customFields.define("尺码", CustomFieldType.CHOICE, List.of("大", "小"));

        var refusal = refused(() -> bed.customers.add(with(named("甲"), Map.of("field1", "中")), owner, owner));

        assertThat(refusal.errors()).containsExactly(new FieldError("field1", "自定义字段“尺码”没有这个选项", "可选：大、小"));
    }

    @Test
    void aTextOfMoreThan500CharactersIsRejected() {
        bed.customFields.define("说明", CustomFieldType.TEXT, List.of());

        assertThat(refusedValue("字".repeat(501))).contains("太长");
    }

    private static String refusedValue(String value) {
        var refusal = refused(() -> bed.customers.add(with(named("甲"), Map.of("field1", value)), owner, owner));
        assertThat(refusal.errors()).hasSize(1);
        var error = refusal.errors().getFirst();
        assertThat(error.field()).isEqualTo("field1");
        assertThat(error.allowed()).isNotEmpty();
        return error.message();
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }

    @Test
    void concurrentChangesOfDifferentPartsAreAllKept() throws Exception {
        bed.customFields.define("尺码", CustomFieldType.CHOICE, List.of("大"));
        try (var administrators = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 50; round++) {
                var caption = "尺码" + round;
                var options = List.of("大" + round);
                var start = new CyclicBarrier(2);
                var one = administrators.submit(() -> {
                    start.await();
                    return bed.customFields.change("field1", caption, null, null);
                });
                var other = administrators.submit(() -> {
                    start.await();
                    return bed.customFields.change("field1", null, options, null);
                });
                one.get();
                other.get();

                assertThat(bed.customFields.all())
                        .containsExactly(new CustomField("field1", caption, CustomFieldType.CHOICE, options, true));
            }
        }
    }

    @Test
    void concurrentChangesRunOneAfterAnotherAndAreAllKept() throws Exception {
        bed.customFields.define("尺码", CustomFieldType.CHOICE, List.of("大"));
        try (var other = Executors.newSingleThreadExecutor()) {
            var later = bed.bean(TransactionTemplate.class).execute(status -> {
                bed.customFields.change("field1", "规格", null, false);
                return other.submit(() -> bed.customFields.change("field1", null, List.of("小"), null));
            });

            assertThat(later.get())
                    .isEqualTo(new CustomField("field1", "规格", CustomFieldType.CHOICE, List.of("小"), false));
        }
    }
}
