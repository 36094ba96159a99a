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

    private RecordedErp erp;
    private ErpClient client;

    protected abstract Dialect dialect();

    /** The customer that every conversation is about. */
    protected abstract Customer newCustomer();

    /** What the recorded detail of this customer shows. */
    protected abstract Customer expectedDetail();

    /** The conditions of the recorded list, as far as the dialect knows them. */
    protected abstract CustomerQuery listQuery();

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
        assertThat(capabilities.writable()).containsAll(newCustomer().fields().keySet());
        erp.verify();
    }

    @Test
    void anAddIsDoneWithTheNewId() throws IOException {
        play("sign-in", "add-done");
        assertThat(client.add(newCustomer())).isEqualTo(new ErpResult.Done<>("12345"));
        erp.verify();
    }

    @Test
    void anExpiredSessionIsRenewedAndTheAddIsRepeatedOnce() throws IOException {
        play("sign-in", "add-session-over", "sign-in", "add-done");
        assertThat(client.add(newCustomer())).isEqualTo(new ErpResult.Done<>("12345"));
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
        var rejected = rejected(client.add(newCustomer()));
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.message()).contains(words);
        erp.verify();
    }

    @Test
    void anInvalidFieldIsNamedNeutrallyWithWhatIsAllowed() throws IOException {
        play("sign-in", "add-invalid-field");
        assertThat(rejected(client.add(newCustomer())).fields()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(CustomerField.SOURCE);
            assertThat(error.allowed()).isEqualTo("网络、电话");
        });
    }

    @Test
    void anErpThatLimitsRequestsSaysHowLongToWait() throws IOException {
        play("sign-in", "add-too-many-requests");
        assertThat(rejected(client.add(newCustomer())).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-html", "add-no-id", "add-server-error", "add-dropped"})
    void anAddWithAnInconclusiveAnswerIsUnknownAndNotRepeated(String conversation) throws IOException {
        play("sign-in", conversation);
        assertThat(unknown(client.add(newCustomer())).message()).isNotBlank().doesNotContain("<html>");
        erp.verify();
    }

    @Test
    void aRejectedSignInIsNotAboutTheCallWhichIsNotSent() throws IOException {
        play("sign-in-rejected");
        assertThat(rejected(client.add(newCustomer())).reason()).isEqualTo(Reason.UNAUTHENTICATED);
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
            unreachable(lost.add(newCustomer()));
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
                var rejected = rejected(
                        client.add(newCustomer().toBuilder().set(field, "x").build()));
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
        var expected = expectedDetail();
        expected.fields()
                .forEach((field, text) ->
                        assertThat(read.get(field)).as(field.key()).isEqualTo(text));
        assertThat(read.customFields()).containsAllEntriesOf(expected.customFields());
        assertThat(read.kind()).contains(CustomerKind.COMPANY);
        if (expected.has(CustomerField.ADDED_AT)) {
            assertThat(read.addedAt()).contains(LocalDateTime.of(2025, 1, 1, 10, 0));
        }
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
        var page = client.list(listQuery(), 2, 20).orElseThrow();
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

    @Test
    void anIdIsReservedOrReservingIsRejectedWithoutARequest() throws IOException {
        if (client.capabilities().supports(Capability.RESERVE)) {
            play("sign-in", "reserve-done");
            assertThat(client.reserveId()).isEqualTo(new ErpResult.Done<>("12345"));
        } else {
            assertThat(rejected(client.reserveId()).reason()).isEqualTo(Reason.UNSUPPORTED);
        }
        erp.verify();
    }

    @Test
    void aFollowUpIsAddedOrRejectedAsUnsupportedWithoutARequest() throws IOException {
        var followUp = new FollowUp("谈了价格", "电话");
        if (client.capabilities().supports(Capability.FOLLOW_UP)) {
            play("sign-in", "follow-up-done");
            assertThat(client.addFollowUp("12345", followUp)).isEqualTo(new ErpResult.Done<>("12345"));
        } else {
            assertThat(rejected(client.addFollowUp("12345", followUp)).reason()).isEqualTo(Reason.UNSUPPORTED);
        }
        erp.verify();
    }

    @Test
    void theClientNamesItsDialect() {
        assertThat(client.dialect()).isEqualTo(dialect());
        erp.verify();
    }

    protected final ErpClient client() {
        return client;
    }

    protected final void verifyConversation() {
        erp.verify();
    }

    protected final void play(String... conversations) throws IOException {
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
