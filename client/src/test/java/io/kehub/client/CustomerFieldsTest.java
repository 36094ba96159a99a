package io.kehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerFieldsTest {

    private static CustomerDraft full() {
        return CustomerDraft.builder("张三公司", CustomerSort.ORGANISATION)
                .shortName("张三")
                .source("微信")
                .contactPerson("张经理")
                .phone("023-1")
                .mobile("13800138000")
                .email("zhang@example.com")
                .address("重庆市渝中区\"XX\"路")
                .remark("第一行\n第二行")
                .charge("1001")
                .level("VIP")
                .industry("")
                .region("重庆")
                .kCode("K3208")
                .customField("field12", "007")
                .build();
    }

    @Test
    void aDraftComesBackFromItsTextAsItWas() {
        var text = full().toJson();
        assertThat(CustomerDraft.fromJson(text)).isEqualTo(full());
        assertThat(CustomerDraft.fromJson(text).toJson()).isEqualTo(text).doesNotContain("\n");
    }

    @Test
    void everyFieldIsReadableByItsEnglishName() {
        var draft = full();
        assertThat(draft.name()).isEqualTo("张三公司");
        assertThat(draft.sort()).contains(CustomerSort.ORGANISATION);
        assertThat(List.of(draft.shortName(), draft.source(), draft.contactPerson(), draft.phone(), draft.mobile()))
                .containsExactly("张三", "微信", "张经理", "023-1", "13800138000");
        assertThat(List.of(draft.email(), draft.address(), draft.remark(), draft.charge(), draft.level()))
                .containsExactly("zhang@example.com", "重庆市渝中区\"XX\"路", "第一行\n第二行", "1001", "VIP");
        assertThat(List.of(draft.industry(), draft.region(), draft.kCode())).containsExactly("", "重庆", "K3208");
        assertThat(draft.customFields()).containsExactly(Map.entry("field12", "007"));
        assertThat(draft.field("TelName")).isEqualTo("张三");
    }

    @Test
    void aDraftAndACustomerCompareFieldByField() {
        var answered = new LinkedHashMap<>(full().fields());
        answered.put("CHARGENAME", "李销售");
        var customer = new ErpCustomer("12", answered);
        assertThat(customer.fields()).containsAllEntriesOf(full().fields()).containsEntry("chargename", "李销售");
        assertThat(customer.chargeName()).isEqualTo("李销售");
    }

    @Test
    void aCustomerAnswersItsTypedValues() {
        var customer = new ErpCustomer(
                "12",
                Map.of(
                        "sort",
                        "2",
                        "status",
                        "1",
                        "protect",
                        "1",
                        "zip",
                        "400000",
                        "scale",
                        "100-500人",
                        "website",
                        "www.example.com",
                        "addtime",
                        "2025-01-01 10:00:00",
                        "lasttime",
                        ""));
        assertThat(customer.sort()).contains(CustomerSort.PERSON);
        assertThat(customer.status()).contains(CustomerStatus.REVIEWED);
        assertThat(customer.isProtected()).isTrue();
        assertThat(customer.postalCode()).isEqualTo("400000");
        assertThat(customer.scale()).isEqualTo("100-500人");
        assertThat(customer.website()).isEqualTo("www.example.com");
        assertThat(customer.addedAt()).contains(LocalDateTime.of(2025, 1, 1, 10, 0));
        assertThat(customer.lastFollowedUpAt()).isEmpty();
    }

    @Test
    void aCustomerWithoutFieldsAnswersEmptyValues() {
        var customer = new ErpCustomer("12", Map.of());
        assertThat(customer.name()).isEmpty();
        assertThat(customer.sort()).isEmpty();
        assertThat(customer.status()).isEmpty();
        assertThat(customer.isProtected()).isFalse();
        assertThat(customer.addedAt()).isEmpty();
        assertThat(customer.customFields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "field", "field1x", "xfield1", ""})
    void onlyCustomFieldsAreSetByWireName(String name) {
        var draft = CustomerDraft.builder("甲", CustomerSort.PERSON);
        assertThatIllegalArgumentException().isThrownBy(() -> draft.customField(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{\"a\":{}}", "{\"a\":[1]}", "{\"a\":", "{} {}"})
    void aTextThatIsNoFlatObjectIsNoDraft(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CustomerDraft.fromJson(text));
    }

    @Test
    void personalDataStaysOutOfTexts() {
        assertThat(full().toString()).doesNotContain("张").doesNotContain("138");
        assertThat(new ErpCustomer("12", full().fields()).toString())
                .contains("12")
                .doesNotContain("张");
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
    void aRefusalSurvivesSerialisation() throws Exception {
        var refused = new ErpException.Refused(
                409, "taken", "已被使用", List.of(new ErpException.Refused.FieldRefusal("k_code", "已被使用", "")));
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(refused);
        var read = (ErpException.Refused)
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(read.fields()).isEqualTo(refused.fields());
        assertThat(read).hasMessage("已被使用");
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
