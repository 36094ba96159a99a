package io.kehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {

    private static Customer full() {
        return Customer.named("张三公司", CustomerKind.COMPANY)
                .set(CustomerField.SHORT_NAME, "张三")
                .set(CustomerField.EMAIL, "zhang@example.com")
                .set(CustomerField.ADDRESS, "重庆市渝中区\"XX\"路")
                .set(CustomerField.REMARK, "第一行\n第二行")
                .set(CustomerField.INDUSTRY, "")
                .set(CustomerField.K_CODE, "K3208")
                .customField("field12", "007")
                .build();
    }

    @Test
    void aCustomerSurvivesSerialisation() {
        var text = full().toJson();
        assertThat(Customer.fromJson(text)).isEqualTo(full()).hasSameHashCodeAs(full());
        assertThat(Customer.fromJson(text).toJson()).isEqualTo(text).doesNotContain("\n");
        var read = full().toBuilder().id("12").build();
        assertThat(Customer.fromJson(read.toJson())).isEqualTo(read).isNotEqualTo(full());
    }

    @Test
    void everyFieldSurvivesSerialisation() {
        var builder = Customer.builder();
        for (var field : CustomerField.values()) {
            builder.set(field, "v" + field.ordinal());
        }
        var customer = builder.build();
        assertThat(Customer.fromJson(customer.toJson())).isEqualTo(customer);
        assertThat(customer.fields()).hasSize(CustomerField.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldHasAUniqueKeyAndCaption(CustomerField field) {
        assertThat(CustomerField.of(field.key())).contains(field);
        assertThat(Arrays.stream(CustomerField.values())
                        .filter(each -> each.caption().equals(field.caption())))
                .hasSize(1);
    }

    @Test
    void fieldsAreKeptInTheOrderOfTheEnumAndCustomFieldsInTheirOwn() {
        var customer = Customer.builder()
                .set(CustomerField.K_CODE, "K1")
                .set(CustomerField.NAME, "甲")
                .customField("field2", "b")
                .customField("field1", "a")
                .build();
        assertThat(customer.fields().keySet()).containsExactly(CustomerField.NAME, CustomerField.K_CODE);
        assertThat(customer.customFields().keySet()).containsExactly("field2", "field1");
    }

    @Test
    void aBlankFieldIsPresentAndAnAbsentOneIsNot() {
        assertThat(full().has(CustomerField.INDUSTRY)).isTrue();
        assertThat(full().get(CustomerField.INDUSTRY)).isEmpty();
        assertThat(full().has(CustomerField.FAX)).isFalse();
        assertThat(full().get(CustomerField.FAX)).isEmpty();
    }

    @Test
    void aCustomerDoesNotChangeWithItsBuilder() {
        var builder = Customer.named("甲", CustomerKind.PERSON).customField("field1", "a");
        var customer = builder.build();
        builder.set(CustomerField.NAME, "乙").customField("field1", "b").id("7");
        assertThat(customer.name()).isEqualTo("甲");
        assertThat(customer.customFields()).containsExactly(Map.entry("field1", "a"));
        assertThat(customer.id()).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> customer.fields().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> customer.customFields().clear());
    }

    @Test
    void aCustomerAnswersItsTypedValues() {
        var customer = Customer.builder()
                .kind(CustomerKind.PERSON)
                .set(CustomerField.STATUS, CustomerStatus.REVIEWED.key())
                .set(CustomerField.PROTECTED, "true")
                .set(CustomerField.ADDED_AT, "2025-1-1 10:00:00")
                .set(CustomerField.LAST_FOLLOWED_UP_AT, "")
                .build();
        assertThat(customer.kind()).contains(CustomerKind.PERSON);
        assertThat(customer.status()).contains(CustomerStatus.REVIEWED);
        assertThat(customer.isProtected()).isTrue();
        assertThat(customer.addedAt()).contains(LocalDateTime.of(2025, 1, 1, 10, 0));
        assertThat(customer.lastFollowedUpAt()).isEmpty();
    }

    @Test
    void aCustomerWithoutFieldsAnswersEmptyValues() {
        var customer = Customer.builder().build();
        assertThat(customer.name()).isEmpty();
        assertThat(customer.kind()).isEmpty();
        assertThat(customer.status()).isEmpty();
        assertThat(customer.isProtected()).isFalse();
        assertThat(customer.addedAt()).isEmpty();
        assertThat(customer.customFields()).isEmpty();
        assertThat(customer.toJson()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{\"name\":{}}",
                "{\"name\":[1]}",
                "{\"name\":1}",
                "{\"name\":null}",
                "{\"telname\":\"张三\"}",
                "{\"custom\":\"x\"}",
                "{\"custom\":{\"field1\":1}}",
                "{\"custom\":{\" \":\"x\"}}",
                "{\"name\":",
                "{} {}"
            })
    void aTextThatIsNoCustomerIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Customer.fromJson(text));
    }

    @Test
    void personalDataAndSecretsStayOutOfTexts() {
        assertThat(full().toBuilder().id("12").build().toString())
                .contains("12")
                .doesNotContain("张")
                .doesNotContain("example");
        assertThat(new ErpConnection.Credentials.Account("admin", "topsecret").toString())
                .contains("admin")
                .doesNotContain("topsecret");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "K12, -, true",
                "' K12　', -, true",
                "K123, 'K编码: K12, x', false",
                "'', 'K编码: K12, x', true",
                "'', ' K编码: K12,', true",
                "'', 'K编码: K123, x', false",
                "'', '同事说 K编码: K12, x', false",
                "-, -, false"
            })
    void theKCodeDecidesAndTheRemarkOnlyWithoutOne(@Nullable String kCode, @Nullable String remark, boolean matches) {
        var customer = Customer.builder();
        if (kCode != null) {
            customer.set(CustomerField.K_CODE, kCode);
        }
        if (remark != null) {
            customer.set(CustomerField.REMARK, remark);
        }
        assertThat(new KCodeSearch("K12", "K编码: K12,").matches(customer.build()))
                .isEqualTo(matches);
    }

    @Test
    void aKCodeThatIsWrittenInNoRemarkIsFoundByItselfAlone() {
        var remark = Customer.builder().set(CustomerField.REMARK, "K12").build();
        var code = Customer.builder().set(CustomerField.K_CODE, "K12").build();
        assertThat(KCodeSearch.of("K12").matches(remark)).isFalse();
        assertThat(KCodeSearch.of("K12").matches(code)).isTrue();
    }

    @Test
    void textsAreComparedWithoutCaseWidthAndBlanksAround() {
        assertThat(WireValues.folded("　ＡＢＣ 公司\u00a0")).isEqualTo("abc 公司");
        assertThat(WireValues.trimmed("\ufeff a b \u200b")).isEqualTo("a b");
        assertThat(WireValues.trimmed("　")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'1,234,567', 1234567",
                "' 42 ', 42",
                "-7, -7",
                "007, 7",
                "'', -",
                "1.5, -",
                "一, -",
                "99999999999999999999, -"
            })
    void wholeNumbersAreReadAsErpsWriteThem(String text, @Nullable Long number) {
        var read = WireValues.wholeNumber(text);
        assertThat(read.isPresent() ? (Long) read.getAsLong() : null).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2025-1-8, 2025-01-08T00:00",
                "2025-01-08, 2025-01-08T00:00",
                "2025/1/8 9:05, 2025-01-08T09:05",
                "2025-01-08 09:05:59, 2025-01-08T09:05:59",
                "2025-01-08T09:05:59.123, 2025-01-08T09:05:59",
                "'', -",
                "2025-02-30, -",
                "2025-01-08 25:00, -",
                "1736300000, -",
                "昨天, -"
            })
    void timesAreReadAsErpsWriteThem(String text, @Nullable LocalDateTime time) {
        assertThat(WireValues.time(text).orElse(null)).isEqualTo(time);
    }

    @Test
    void aResultIsMappedOrKeepsItsFailure() {
        var rejected = new ErpFailure.Rejected(ErpFailure.Reason.OTHER, "", "不行", List.of());
        assertThat(new ErpResult.Done<>(7).map(number -> "n" + number)).isEqualTo(new ErpResult.Done<>("n7"));
        ErpResult<Integer> failed = new ErpResult.Failed<>(rejected);
        assertThat(failed.map(number -> "n" + number)).isEqualTo(new ErpResult.Failed<>(rejected));
        assertThat(catchThrowableOfType(ErpException.class, failed::orElseThrow).failure())
                .isEqualTo(rejected);
        assertThat(ErpResult.<Integer>of(failed::orElseThrow)).isEqualTo(failed);
    }

    @Test
    void aFailureSurvivesSerialisation() throws Exception {
        var rejected = new ErpFailure.Rejected(
                ErpFailure.Reason.CONFLICT,
                "taken",
                "已被使用",
                List.of(new ErpFailure.FieldError(CustomerField.K_CODE, "k_code", "已被使用", "")));
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(new ErpException(rejected));
        var read = (ErpException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(read.failure()).isEqualTo(rejected);
        assertThat(read).hasMessage("已被使用");
    }

    @Test
    void anExceptionKeepsWhatCausedTheFailure() {
        var broken = new IOException("broken");
        assertThat(new ErpException(new ErpFailure.Unknown("结果未知", Duration.ZERO, broken)))
                .hasCause(broken);
        assertThat(new ErpException(new ErpFailure.Unreachable("连接不上", broken))).hasCause(broken);
    }

    @Test
    void aRequestBodyLeavesOnceAndNeverAfterItWasShut() {
        var once = new OneShotBody(new byte[] {1});
        assertThat(drain(once)).succeedsWithin(Duration.ZERO);
        assertThat(once.shut()).isFalse();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> drain(once).get());

        var shut = new OneShotBody(new byte[] {1});
        assertThat(shut.shut()).isTrue();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> drain(shut).get());
        assertThat(shut.shut()).isTrue();
    }

    private static CompletableFuture<Boolean> drain(OneShotBody body) {
        var end = new CompletableFuture<Boolean>();
        body.subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer bytes) {}

            @Override
            public void onError(Throwable failure) {
                end.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                end.complete(true);
            }
        });
        return end;
    }
}
