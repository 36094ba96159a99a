package io.kehub.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.KCodeSearch;
import io.kehub.client.testing.FakeErp.Call;
import io.kehub.client.testing.FakeErp.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeErpTest {

    private static final Customer NEW = Customer.named("张三公司", CustomerKind.COMPANY)
            .set(CustomerField.REMARK, "K编码: K12, 置信度: 85")
            .set(CustomerField.K_CODE, "K12")
            .build();

    private final FakeErp erp = new FakeErp();
    private final ErpClient client = erp.client();

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @Test
    void anAddedCustomerIsReadListedAndFound() {
        var id = client.add(NEW).orElseThrow();

        assertThat(erp.customer(id)).contains(entry("name", "张三公司"), entry("sort", "1"), entry("k_code", "K12"));
        assertThat(client.read(id).orElseThrow().orElseThrow().kCode()).isEqualTo("K12");
        assertThat(client.findByKCode(new KCodeSearch("K12", "K编码: K12,"))
                        .orElseThrow()
                        .customers())
                .extracting(Customer::id)
                .containsExactly(id);
        assertThat(client.list(CustomerQuery.all(), 1, 20).orElseThrow().customers())
                .singleElement()
                .satisfies(row -> assertThat(row.has(CustomerField.K_CODE)).isFalse());
        assertThat(client.read("404").orElseThrow()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SAVES_AND_DROPS, 1",
        "SAVES_AND_ANSWERS_HTML, 1",
        "SAVES_AND_FAILS, 1",
        "DROPS, 0",
        "ANSWERS_HTML, 0",
        "FAILS, 0"
    })
    void aFaultThatProvesNothingIsUnknownWhetherItSavedOrNot(Fault fault, int customers) {
        erp.once(Call.ADD, fault);
        assertThat(failure(client.add(NEW))).isInstanceOf(ErpFailure.Unknown.class);
        assertThat(erp.size()).isEqualTo(customers);
        assertThat(erp.adds()).isEqualTo(1);
        assertThat(client.add(NEW)).isInstanceOf(ErpResult.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"IS_BUSY, TOO_MANY_REQUESTS", "REFUSES_SOURCE, INVALID_FIELD"})
    void aFaultThatRejectsSavesNothing(Fault fault, Reason reason) {
        erp.always(Call.ADD, fault);
        assertThat(failure(client.add(NEW)))
                .isInstanceOfSatisfying(
                        ErpFailure.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
        assertThat(erp.size()).isZero();
    }

    @Test
    void aSuccessThatSavedNothingAnswersAnIdThatDoesNotExist() {
        erp.once(Call.ADD, Fault.SAVES_NOTHING_AND_SAYS_OK);
        var id = client.add(NEW).orElseThrow();
        assertThat(client.read(id)).isEqualTo(new ErpResult.Done<>(Optional.empty()));
    }

    @Test
    void anothersIdIsThatOfAnotherCustomer() {
        erp.once(Call.ADD, Fault.ANSWERS_ANOTHERS_ID);
        var id = client.add(NEW).orElseThrow();
        assertThat(client.read(id).orElseThrow().orElseThrow().kCode()).isNotEqualTo("K12");
        assertThat(erp.idsOf("K12")).hasSize(1).doesNotContain(id);
    }

    @Test
    void aLateCustomerAppearsWhenItsTimeHasCome() {
        var now = new Instant[] {Instant.parse("2026-01-01T00:00:00Z")};
        var clock = new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (var late = new FakeErp(clock);
                var caller = late.client()) {
            late.once(Call.ADD, Fault.SAVES_LATE_AND_DROPS);
            assertThat(failure(caller.add(NEW))).isInstanceOf(ErpFailure.Unknown.class);
            assertThat(late.size()).isZero();
            now[0] = now[0].plus(FakeErp.LATENESS);
            assertThat(late.idsOf("K12")).hasSize(1);
        }
    }

    @Test
    void aStalledAnswerIsUnknownForAClientThatDoesNotWait() {
        erp.once(Call.ADD, Fault.SAVES_AND_STALLS);
        try (var impatient = erp.client(Duration.ofMillis(300))) {
            assertThat(failure(impatient.add(NEW))).isInstanceOf(ErpFailure.Unknown.class);
        }
        assertThat(erp.size()).isEqualTo(1);
    }

    @Test
    void aLostSessionIsOpenedAgain() {
        client.add(NEW).orElseThrow();
        erp.once(Call.LIST, Fault.LOSES_SESSION);
        assertThat(client.list(CustomerQuery.all(), 1, 20).orElseThrow().total())
                .isEqualTo(1);
    }

    @Test
    void aKCodeIsGuardedOnDemandAlone() {
        client.add(NEW).orElseThrow();
        client.add(NEW).orElseThrow();
        assertThat(erp.idsOf("K12")).hasSize(2);
        erp.guardKCodes();
        assertThat(failure(client.add(NEW)))
                .isInstanceOfSatisfying(
                        ErpFailure.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.CONFLICT));
    }

    @Test
    void whatRunsAfterSavingSeesTheCustomerBeforeItsAnswerLeaves() {
        var seen = new int[1];
        erp.afterSaving(() -> seen[0] = erp.size());
        client.add(NEW).orElseThrow();
        assertThat(seen[0]).isEqualTo(1);
    }

    @Test
    void customersAreChangedBehindTheApi() {
        var id = erp.put(Map.of("name", "旧", "k_code", "K1"));
        erp.edit(id, "name", "新");
        erp.edit("404", "name", "无");
        erp.customer(id).put("name", "副本");
        assertThat(client.read(id).orElseThrow().orElseThrow().name()).isEqualTo("新");
    }

    private static ErpFailure failure(ErpResult<?> result) {
        assertThat(result).isInstanceOf(ErpResult.Failed.class);
        return ((ErpResult.Failed<?>) result).failure();
    }
}
