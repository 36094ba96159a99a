package io.kehub.client;

import static io.kehub.client.Failures.rejected;
import static io.kehub.client.Failures.unknown;
import static io.kehub.client.Failures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.ErpFailure.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

/**
 * What every dialect promises. A dialect has a subclass, and beside it the recorded conversation of each case: the same calls
 * in its own words must come to the same results.
 */
public abstract class ErpClientContract {

    /** The customer that every conversation is about. */
    private static final Customer NEW = Customer.named("张三公司", CustomerKind.COMPANY)
            .set(CustomerField.SHORT_NAME, "张三")
            .set(CustomerField.SOURCE, "微信")
            .set(CustomerField.PHONE, "")
            .set(CustomerField.REMARK, "K编码: K12, 置信度: 85")
            .set(CustomerField.K_CODE, "K12")
            .build();

    private RecordedErp erp;
    private ErpClient client;

    protected abstract Dialect dialect();

    @BeforeEach
    void start() throws IOException {
        erp = new RecordedErp();
        client = client(erp.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @Test
    void theCapabilitiesAreKnownWithoutARequest() {
        var capabilities = client.capabilities();
        assertThat(capabilities.supports(Capability.ADD)).isTrue();
        assertThat(capabilities.supports(Capability.READ)).isTrue();
        assertThat(capabilities.supports(Capability.FIND_BY_K_CODE)).isTrue();
        assertThat(capabilities.writable()).containsAll(NEW.fields().keySet());
        erp.verify();
    }

    @Test
    void anAddIsDoneWithTheNewId() throws IOException {
        play("sign-in", "add-done");
        assertThat(client.add(NEW)).isEqualTo(new ErpResult.Done<>("12345"));
        erp.verify();
    }

    @Test
    void anExpiredSessionIsRenewedAndTheAddIsRepeatedOnce() throws IOException {
        play("sign-in", "add-session-over", "sign-in", "add-done");
        assertThat(client.add(NEW)).isEqualTo(new ErpResult.Done<>("12345"));
        erp.verify();
    }

    @ParameterizedTest
    @CsvSource({
        "add-invalid-field, INVALID_FIELD, 客户来源不存在",
        "add-conflict, CONFLICT, 已被客户 12 使用",
        "add-forbidden, FORBIDDEN, 没有权限",
        "add-too-many-requests, TOO_MANY_REQUESTS, 请求过于频繁",
        "add-rejected, OTHER, 客户名称重复"
    })
    void aRejectedAddSaysWhyInTheErpsWordsAndIsNotRepeated(String conversation, Reason reason, String words)
            throws IOException {
        play("sign-in", conversation);
        var rejected = rejected(client.add(NEW));
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.message()).contains(words);
        erp.verify();
    }

    @Test
    void anInvalidFieldIsNamedNeutrallyWithWhatIsAllowed() throws IOException {
        play("sign-in", "add-invalid-field");
        assertThat(rejected(client.add(NEW)).fields()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(CustomerField.SOURCE);
            assertThat(error.allowed()).isEqualTo("网络、电话");
        });
    }

    @Test
    void anErpThatLimitsRequestsSaysHowLongToWait() throws IOException {
        play("sign-in", "add-too-many-requests");
        assertThat(rejected(client.add(NEW)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-html", "add-no-id", "add-server-error", "add-dropped"})
    void anAddWithAnInconclusiveAnswerIsUnknownAndNotRepeated(String conversation) throws IOException {
        play("sign-in", conversation);
        assertThat(unknown(client.add(NEW)).message()).isNotBlank().doesNotContain("<html>");
        erp.verify();
    }

    @Test
    void aRejectedSignInIsNotAboutTheCallWhichIsNotSent() throws IOException {
        play("sign-in-rejected");
        assertThat(rejected(client.add(NEW)).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(rejected(client.read("12345")).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        erp.verify();
    }

    @Test
    void anErpWithoutAListenerIsUnreachable() throws IOException {
        URI closedPort;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = URI.create("http://127.0.0.1:" + gone.getLocalPort());
        }
        try (var lost = client(closedPort)) {
            unreachable(lost.add(NEW));
            unreachable(lost.read("12345"));
            unreachable(lost.list(CustomerQuery.all(), 1, 20));
            unreachable(lost.findByKCode(KCodeSearch.of("K12")));
            unreachable(lost.findByName("张三公司", null));
            unreachable(lost.findByPhone("13800138000"));
        }
    }

    @Test
    void aFieldThatIsNotWritableIsRejectedByNameAndNotSent() {
        for (var field : CustomerField.values()) {
            if (!client.capabilities().writable().contains(field)) {
                var rejected =
                        rejected(client.add(NEW.toBuilder().set(field, "x").build()));
                assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
                assertThat(rejected.fields())
                        .extracting(ErpFailure.FieldError::field)
                        .containsExactly(field);
            }
        }
        erp.verify();
    }

    @Test
    void aCustomerIsReadWithAllFieldsInNeutralValues() throws IOException {
        play("sign-in", "read");
        var read = client.read("12345").orElseThrow().orElseThrow();
        assertThat(read.id()).isEqualTo("12345");
        for (var field : NEW.fields().keySet()) {
            assertThat(read.get(field)).as(field.key()).isEqualTo(NEW.get(field));
        }
        assertThat(read.kind()).contains(CustomerKind.COMPANY);
        assertThat(read.status()).contains(CustomerStatus.REVIEWED);
        assertThat(read.isProtected()).isTrue();
        assertThat(read.get(CustomerField.OWNER_ID)).isEqualTo("1001");
        assertThat(read.get(CustomerField.OWNER_NAME)).isEqualTo("李销售");
        assertThat(read.get(CustomerField.POSTCODE)).isEqualTo("400000");
        assertThat(read.addedAt()).contains(LocalDateTime.of(2025, 1, 1, 10, 0));
        assertThat(read.customFields()).containsEntry("field1", "重点");
        erp.verify();
    }

    @Test
    void aCustomerThatIsNotThereIsEmpty() throws IOException {
        play("sign-in", "read-missing");
        assertThat(client.read("12345")).isEqualTo(new ErpResult.Done<>(Optional.empty()));
        erp.verify();
    }

    @Test
    void anAnswerAboutAnotherCustomerIsUnknown() throws IOException {
        play("sign-in", "read-other");
        unknown(client.read("12345"));
        erp.verify();
    }

    @Test
    void aListIsReadPageByPage() throws IOException {
        play("sign-in", "list");
        var query = CustomerQuery.keyword("张三")
                .withKind(CustomerKind.COMPANY)
                .withSource("微信")
                .withOwner("1001")
                .addedBetween(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31))
                .withStatus(CustomerStatus.REVIEWED);
        var page = client.list(query, 2, 20).orElseThrow();
        assertThat(page.total()).isEqualTo(1234);
        assertThat(page.pageIndex()).isEqualTo(2);
        assertThat(page.customers()).extracting(Customer::id).containsExactly("12346", "12345");
        assertThat(page.customers().get(1).name()).isEqualTo("张三公司");
        erp.verify();
    }

    @Test
    void aKCodeFindsItsCustomerAndNoOtherThatLooksLikeIt() throws IOException {
        play("sign-in", "find-by-k-code");
        var matches = client.findByKCode(new KCodeSearch("K12", "K编码: K12,")).orElseThrow();
        assertThat(matches.complete()).isTrue();
        assertThat(matches.customers()).extracting(Customer::id).containsExactly("12345");
        assertThat(matches.customers().get(0).name()).isEqualTo("张三公司");
        erp.verify();
    }

    @Test
    void aKCodeThatNoCustomerHasFindsNone() throws IOException {
        play("sign-in", "find-by-k-code-none");
        assertThat(client.findByKCode(new KCodeSearch("K12", "K编码: K12,"))
                        .orElseThrow()
                        .customers())
                .isEmpty();
        erp.verify();
    }

    @Test
    void aNameIsFoundRegardlessOfCharacterWidth() throws IOException {
        play("sign-in", "find-by-name");
        var matches = client.findByName("ABC公司", LocalDate.of(2025, 1, 1)).orElseThrow();
        assertThat(matches.customers()).extracting(Customer::id).containsExactly("12345");
        assertThat(matches.customers().get(0).kCode()).isEqualTo("K12");
        erp.verify();
    }

    @Test
    void aPhoneNumberFindsTheCustomersThatHaveItAsPhoneOrMobile() throws IOException {
        play("sign-in", "find-by-phone");
        assertThat(client.findByPhone("13800138000").orElseThrow().customers())
                .extracting(Customer::id)
                .containsExactly("12346", "12345");
        erp.verify();
    }

    @Test
    void anUpdateIsDoneOrRejectedAsUnsupportedWithoutARequest() throws IOException {
        var changes = Customer.builder().set(CustomerField.REMARK, "新备注").build();
        if (client.capabilities().supports(Capability.UPDATE)) {
            play("sign-in", "update-done");
            assertThat(client.update("12345", changes)).isEqualTo(new ErpResult.Done<>("12345"));
        } else {
            assertThat(rejected(client.update("12345", changes)).reason()).isEqualTo(Reason.UNSUPPORTED);
        }
        erp.verify();
    }

    private void play(String... conversations) throws IOException {
        for (var conversation : conversations) {
            erp.play(getClass(), conversation + ".json");
        }
    }

    private ErpClient client(URI address) {
        return ErpClient.builder(address)
                .dialect(dialect())
                .account("admin", "secret")
                .clock(MutableClock.of(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
                .build();
    }
}
