package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kehub.client.Capability;
import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerQuery;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.FollowUp;
import io.kehub.client.KCodeSearch;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The SDK in each of its dialects against KeHub's own ERP over HTTP: what the recorded conversations promise is really so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveErpTest {

    private static final String PASSWORD = "correct horse battery";

    private final KeHubServer server = KeHubServer.start();
    private final User manager =
            server.part(Users.class).create(new NewUser("live-manager", "现场经理", Role.ADMINISTRATOR, PASSWORD));
    private final AtomicInteger number = new AtomicInteger();
    private ErpClient client = client(Dialect.QUICK, manager.login());

    @AfterEach
    void closeClient() {
        client.close();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void anAddedCustomerIsReadListedAndFoundByEachOfItsKeys(Dialect dialect) {
        client = client(dialect, manager.login());
        var customer = customer(dialect);

        var id = client.add(customer).orElseThrow();

        var read = client.read(id).orElseThrow().orElseThrow();
        customer.fields()
                .forEach((field, text) ->
                        assertThat(read.get(field)).as(field.key()).isEqualTo(text));
        var search = new KCodeSearch(
                customer.kCode(), customer.get(CustomerField.REMARK).split(",", 2)[0] + ",");
        assertThat(client.findByKCode(search).orElseThrow().customers())
                .extracting(Customer::id)
                .containsExactly(id);
        assertThat(client.findByName(customer.name(), null).orElseThrow().customers())
                .extracting(Customer::id)
                .containsExactly(id);
        assertThat(client.findByPhone(customer.get(CustomerField.MOBILE))
                        .orElseThrow()
                        .customers())
                .extracting(Customer::id)
                .containsExactly(id);
        var page = client.list(CustomerQuery.keyword(customer.name()).withSource("微信"), 1, 20)
                .orElseThrow();
        assertThat(page.total()).isOne();
        assertThat(page.skipped()).isZero();
        assertThat(page.customers()).extracting(Customer::id).containsExactly(id);
        assertThat(client.stream(CustomerQuery.all()).map(Customer::id))
                .contains(id)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void anAddThatIsRepeatedUnderItsReservedIdLeadsToOneCustomer(Dialect dialect) {
        client = client(dialect, manager.login());
        client.list(CustomerQuery.all(), 1, 1).orElseThrow();
        if (!client.capabilities().supports(Capability.RESERVE)) {
            assertThat(rejected(client.reserveId()).reason()).isEqualTo(Reason.UNSUPPORTED);
            return;
        }
        var id = client.reserveId().orElseThrow();
        assertThat(client.read(id).orElseThrow()).isEmpty();
        var customer = customer(dialect).toBuilder().id(id).build();

        assertThat(client.add(customer)).isEqualTo(new ErpResult.Done<>(id));
        assertThat(client.add(customer)).isEqualTo(new ErpResult.Done<>(id));

        assertThat(client.findByName(customer.name(), null).orElseThrow().customers())
                .extracting(Customer::id)
                .containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateChangesItsFieldsAndKeepsAllOthers(Dialect dialect) {
        client = client(dialect, manager.login());
        client.list(CustomerQuery.all(), 1, 1).orElseThrow();
        assumeThat(client.capabilities().supports(Capability.UPDATE)).isTrue();
        var customer = customer(dialect);
        var id = client.add(customer).orElseThrow();
        var before = client.read(id).orElseThrow().orElseThrow();

        var changes = Customer.builder()
                .set(CustomerField.REMARK, "新备注")
                .set(CustomerField.SOURCE, "电话")
                .build();
        assertThat(client.update(id, changes)).isEqualTo(new ErpResult.Done<>(id));

        var expected = before.toBuilder()
                .set(CustomerField.REMARK, "新备注")
                .set(CustomerField.SOURCE, "电话")
                .build();
        assertThat(client.read(id).orElseThrow()).hasValueSatisfying(read -> {
            assertThat(read.fields()).isEqualTo(expected.fields());
            assertThat(read.customFields()).isEqualTo(expected.customFields());
        });
        assertThat(rejected(client.update("999999", changes)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalNamesTheFieldAndWhatIsAllowed(Dialect dialect) {
        client = client(dialect, manager.login());
        var foreign =
                customer(dialect).toBuilder().set(CustomerField.SOURCE, "天上掉下").build();
        var refused = rejected(client.add(foreign));
        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused.fields()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(CustomerField.SOURCE);
            assertThat(error.allowed()).contains("微信", "电话");
        });
        var nameless = customer(dialect).toBuilder().set(CustomerField.NAME, "").build();
        assertThat(rejected(client.add(nameless)).fields())
                .extracting(ErpFailure.FieldError::field)
                .contains(CustomerField.NAME);
        assertThat(client.findByKCode(KCodeSearch.of(nameless.kCode()))
                        .orElseThrow()
                        .customers())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aKCodeThatIsTakenIsAConflict(Dialect dialect) {
        client = client(dialect, manager.login());
        var customer = customer(dialect);
        client.add(customer).orElseThrow();
        var other = customer.toBuilder()
                .set(CustomerField.NAME, customer.name() + "二")
                .build();
        assertThat(rejected(client.add(other)).reason()).isEqualTo(Reason.CONFLICT);
        assertThat(client.findByKCode(KCodeSearch.of(customer.kCode()))
                        .orElseThrow()
                        .customers())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aCustomerThatDoesNotExistIsEmpty(Dialect dialect) {
        client = client(dialect, manager.login());
        assertThat(client.read("987654321").orElseThrow()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredSessionIsRenewed(Dialect dialect) {
        client = client(dialect, manager.login());
        client.add(customer(dialect)).orElseThrow();
        server.clock().add(Duration.ofDays(40));
        client.add(customer(dialect)).orElseThrow();
        assertThat(client.list(CustomerQuery.all(), 1, 1).orElseThrow().total()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "QUICK")
    void aNewCustomerBelongsToTheGivenOwner(Dialect dialect) {
        client = client(dialect, manager.login());
        var seller = server.part(Users.class)
                .create(new NewUser("seller" + number.incrementAndGet(), "销售" + number.get(), Role.SALES, PASSWORD));
        var customer = dialect == Dialect.V3
                ? customer(dialect).toBuilder()
                        .set(CustomerField.OWNER_NAME, seller.name())
                        .build()
                : customer(dialect).toBuilder()
                        .set(CustomerField.OWNER_ID, Long.toString(seller.id().value()))
                        .build();
        var id = client.add(customer).orElseThrow();
        try (var own = client(Dialect.OV1, seller.login())) {
            assertThat(own.list(CustomerQuery.all(), 1, 20).orElseThrow().customers())
                    .extracting(Customer::id)
                    .containsExactly(id);
        }
        assertThat(client.list(
                                CustomerQuery.all()
                                        .withOwner(Long.toString(seller.id().value())),
                                1,
                                20)
                        .orElseThrow()
                        .customers())
                .extracting(Customer::id)
                .containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"QUICK", "V3"})
    void anOwnerWhoDoesNotExistIsAWarningAndTheCustomerIsSaved(Dialect dialect) {
        client = client(dialect, manager.login());
        var added = client.add(customer(dialect).toBuilder()
                .set(CustomerField.OWNER_ID, "987654")
                .build());
        assertThat(((ErpResult.Done<String>) added).warnings()).hasSize(1);
        assertThat(client.read(added.orElseThrow()).orElseThrow()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "QUICK")
    void aFollowUpIsAddedToItsCustomer(Dialect dialect) {
        client = client(dialect, manager.login());
        var id = client.add(customer(dialect)).orElseThrow();
        assertThat(client.addFollowUp(id, new FollowUp("谈了价格", ""))).isEqualTo(new ErpResult.Done<>(id));
        assertThat(client.addFollowUp(id, new FollowUp("又谈了价格", "电话"))).isEqualTo(new ErpResult.Done<>(id));
        assertThat(rejected(client.addFollowUp(id, new FollowUp("谈了", "心灵感应"))).reason())
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(client.list(CustomerQuery.all(), 1, 1)
                        .orElseThrow()
                        .customers()
                        .getFirst()
                        .lastFollowedUpAt())
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "QUICK")
    void aDemandedCaptchaStopsSigningInUntilAPersonActs(Dialect dialect) {
        var login = "forgetful" + number.incrementAndGet();
        server.part(Users.class).create(new NewUser(login, login, Role.SALES, PASSWORD));
        for (int attempt = 0; attempt < 3; attempt++) {
            try (var wrong = ErpClient.builder(server.address())
                    .dialect(dialect)
                    .account(login, "wrong")
                    .build()) {
                rejected(wrong.list(CustomerQuery.all(), 1, 1));
            }
        }
        client = client(dialect, login);
        assertThat(rejected(client.list(CustomerQuery.all(), 1, 1)).reason()).isEqualTo(Reason.CAPTCHA_REQUIRED);
        server.clock().add(Duration.ofMinutes(30));
        assertThat(rejected(client.list(CustomerQuery.all(), 1, 1)).reason()).isEqualTo(Reason.CAPTCHA_REQUIRED);
        client.retrySignIn();
        client.list(CustomerQuery.all(), 1, 1).orElseThrow();
    }

    @Test
    void theDialectIsFoundWithoutAWrite() {
        client = client(Dialect.AUTO, manager.login());
        assertThat(client.dialect()).isEqualTo(Dialect.AUTO);
        client.list(CustomerQuery.all(), 1, 1).orElseThrow();
        assertThat(client.dialect()).isEqualTo(Dialect.OV1);
        assertThat(client.capabilities().supports(Capability.RESERVE)).isTrue();
    }

    private Customer customer(Dialect dialect) {
        int n = number.incrementAndGet();
        var builder = Customer.named("现场公司" + n + "号", CustomerKind.COMPANY)
                .set(CustomerField.SOURCE, "微信")
                .set(CustomerField.CONTACT_PERSON, "周工")
                .set(CustomerField.MOBILE, "1380000" + (1000 + n))
                .set(CustomerField.LEVEL, "普通")
                .set(CustomerField.REGION, "重庆")
                .set(CustomerField.REMARK, "K编码: KL" + n + ", 置信度: 85")
                .set(CustomerField.K_CODE, "KL" + n);
        return dialect == Dialect.V3 ? builder.customField("sort1", "初步接触").build() : builder.build();
    }

    private ErpClient client(Dialect dialect, String login) {
        return ErpClient.builder(server.address())
                .dialect(dialect)
                .account(login, PASSWORD)
                .clock(server.clock())
                .build();
    }

    private static ErpFailure.Rejected rejected(ErpResult<?> result) {
        assertThat(result).isInstanceOf(ErpResult.Failed.class);
        var failure = ((ErpResult.Failed<?>) result).failure();
        assertThat(failure).isInstanceOf(ErpFailure.Rejected.class);
        return (ErpFailure.Rejected) failure;
    }
}
