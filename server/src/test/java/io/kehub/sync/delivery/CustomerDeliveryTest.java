package io.kehub.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kehub.client.ErpClient;
import io.kehub.client.testing.FakeErp;
import io.kehub.client.testing.FakeErp.Call;
import io.kehub.client.testing.FakeErp.Fault;
import io.kehub.sync.outbox.Attempt;
import io.kehub.sync.outbox.Content;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.NewDelivery;
import io.kehub.sync.outbox.OutboxFixture;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ResourceLock(OutboxFixture.SHARED_DATABASE)
class CustomerDeliveryTest {

    private static final Duration SETTLE = SyncProcess.SETTINGS.settle();

    private final DeliveryFixture fixture = new DeliveryFixture();
    private final FakeErp erp = fixture.erp;

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aFiledContactBecomesOneCustomerAndLearnsItsId() {
        fixture.file(12, "张三公司");
        fixture.begin().deliverNext();

        var id = erp.idsOf("K12").getFirst();
        assertThat(erp.customer(id))
                .contains(
                        entry("name", "张三公司"),
                        entry("telname", "张三公司"),
                        entry("sort", "1"),
                        entry("source", "微信"),
                        entry("tel", ""),
                        entry("remark", "K编码: K12, 置信度: 85"));
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(fixture.delivery(12).result().remoteId()).isEqualTo(id);
        assertThat(fixture.linked(12)).contains(id);
        assertThat(fixture.outbox.attempts(fixture.delivery(12).id()))
                .extracting(Attempt::step)
                .containsExactly(Attempt.Step.LOOK, Attempt.Step.SEND, Attempt.Step.READ_BACK, Attempt.Step.LOOK);
    }

    @Test
    void attemptsContainNoCompletePersonalData() {
        fixture.file(12, "张三公司");
        fixture.begin().deliverNext();
        assertThat(fixture.outbox.attempts(fixture.delivery(12).id()))
                .allSatisfy(attempt -> assertThat(attempt.toString()).doesNotContain("张三公司"))
                .anySatisfy(attempt -> assertThat(attempt.request()).contains("name=张***(4)", "k_code=K12"));
    }

    @Test
    void aCustomerThatIsThereAlreadyIsFoundAndNotSentAgain() {
        var id = put(12, "公司12", "K编码: K12, 置信度: 85", "K12");
        put(123, "公司123", "K编码: K123, 置信度: 85", "K123");
        fixture.file(12);
        fixture.begin().deliverNext();

        assertThat(erp.adds()).isEqualTo(0);
        assertThat(fixture.linked(12)).contains(id);
    }

    @Test
    void aKCodeThatIsAPrefixOfAnotherIsNotConfusedWithIt() {
        put(123, "公司123", "K编码: K123, 置信度: 85", "K123");
        fixture.file(12);
        fixture.begin().deliverNext();

        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(fixture.linked(12)).contains(erp.idsOf("K12").getFirst());
    }

    @Test
    void aRemarkThatOnlyMentionsTheKCodeProvesNothing() {
        put(99, "旁人", "同事说 K编码: K12, 是老客户", "K99");
        put(0, "旁人", "同事说 K编码: K12, 是老客户", "");
        fixture.file(12);
        fixture.begin().deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(erp.idsOf("K12")).hasSize(1);
    }

    @Test
    void aCustomerThatDiffersIsLeftToAPersonWithBothValuesNamed() {
        var id = put(12, "张三有限公司", "K编码: K12, 置信度: 85", "K12");
        fixture.file(12, "张三公司");
        fixture.begin().deliverNext();

        var refused = fixture.delivery(12);
        assertThat(refused.state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(refused.result().reason())
                .contains("客户名称（name）：应为“张三公司”，ERP 中为“张三有限公司”")
                .doesNotContain("备注");
        assertThat(refused.result().remoteId()).isEqualTo(id);
        assertThat(fixture.linked(12)).isEmpty();
        assertThat(erp.adds()).isEqualTo(0);
    }

    @Test
    void aPersonMendsTheCustomerAndAsksAgain() {
        var id = put(12, "张三有限公司", "由销售改过的备注", "K12");
        erp.guardKCodes();
        fixture.file(12, "张三有限公司");
        var process = fixture.begin();
        process.deliverNext();
        assertThat(fixture.delivery(12).result().reason()).contains("备注（remark）");

        erp.edit(id, "remark", "K编码: K12, 置信度: 85");
        process.outbox.retry(fixture.delivery(12).id());
        process.deliverNext();

        assertThat(fixture.linked(12)).contains(id);
    }

    @Test
    void twoCustomersWithOneKCodeAreLeftToAPerson() {
        var first = put(12, "公司12", "K编码: K12, 置信度: 85", "K12");
        var second = put(12, "公司12", "K编码: K12, 置信度: 85", "K12");
        fixture.file(12);
        fixture.begin().deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().reason()).contains(first, second);
        assertThat(erp.adds()).isEqualTo(0);
    }

    @Test
    void aConflictingKCodeIsSearchedByNameIfTheRemarkHasChanged() {
        erp.guardKCodes();
        var id = put(12, "公司12", "由销售改过的备注", "K12");
        fixture.file(12);
        fixture.begin().deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().remoteId()).isEqualTo(id);
        assertThat(erp.idsOf("K12")).hasSize(1);
    }

    @Test
    void aConflictingKCodeWithoutAMatchingCustomerIsRefused() {
        erp.guardKCodes();
        put(12, "别的名称", "别的备注", "K12");
        fixture.file(12);
        fixture.begin().deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().reason()).contains("K编码已被占用", "均未找到");
    }

    @Test
    void aRefusedDeliveryKeepsTheReasonAndOthersContinue() {
        fixture.file(1);
        fixture.file(2);
        erp.once(Call.ADD, Fault.REFUSES_SOURCE);
        fixture.runToTheEnd(fixture.begin());

        assertThat(fixture.state(1)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(1).result().reason()).contains("客户来源不存在", "网络、电话");
        assertThat(fixture.state(2)).isEqualTo(DeliveryState.CONFIRMED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "SAVES_AND_DROPS",
                "SAVES_LATE_AND_DROPS",
                "SAVES_AND_ANSWERS_HTML",
                "SAVES_AND_FAILS",
                "SAVES_NOTHING_AND_SAYS_OK",
                "ANSWERS_ANOTHERS_ID",
                "DROPS",
                "ANSWERS_HTML",
                "FAILS"
            })
    void anAnswerThatProvesNothingSettlesIsLookedForAndEndsInOneCustomer(Fault fault) {
        fixture.file(12);
        erp.once(Call.ADD, fault);
        var process = fixture.begin();
        process.deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.UNKNOWN);
        fixture.clock.add(SETTLE.minusSeconds(1));
        assertThat(process.deliverNext()).isFalse();

        fixture.runToTheEnd(process);
        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(fixture.linked(12)).contains(erp.idsOf("K12").getFirst());
    }

    @Test
    void aCustomerThatTheErpSavedTwiceIsLeftToAPersonWithBothIds() {
        fixture.file(12);
        erp.once(Call.ADD, Fault.EXECUTES_TWICE);
        fixture.begin().deliverNext();

        assertThat(erp.idsOf("K12")).hasSize(2);
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().reason()).contains(erp.idsOf("K12"));
        assertThat(fixture.linked(12)).isEmpty();
    }

    @Test
    void aDuplicateThatCannotBeRuledOutAtOnceIsRuledOutLater() {
        fixture.file(12);
        erp.afterSaving(() -> erp.once(Call.LIST, Fault.FAILS));
        var process = fixture.begin();
        process.deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(fixture.delivery(12).result().reason()).contains("核实是否重复时出错");

        fixture.runToTheEnd(process);
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(erp.idsOf("K12")).hasSize(1);
    }

    @Test
    void aTimeoutAfterSavingIsUnknownUntilTheCustomerIsFound() {
        fixture.file(12);
        erp.once(Call.ADD, Fault.SAVES_AND_STALLS);
        try (var impatient = erp.client(Duration.ofMillis(500))) {
            fixture.begin(impatient).deliverNext();
        }
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.UNKNOWN);

        fixture.clock.add(SETTLE);
        fixture.begin().deliverNext();
        assertThat(fixture.linked(12)).contains(erp.idsOf("K12").getFirst());
        assertThat(erp.adds()).isEqualTo(1);
    }

    @Test
    void whatWasSavedAndThenEditedBeforeTheLookIsFoundByItsName() {
        fixture.file(12);
        erp.once(Call.ADD, Fault.SAVES_AND_DROPS);
        var process = fixture.begin();
        process.deliverNext();
        erp.edit(erp.idsOf("K12").getFirst(), "remark", "由销售改过的备注");

        fixture.clock.add(SETTLE);
        process.deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().remoteId())
                .isEqualTo(erp.idsOf("K12").getFirst());
        assertThat(erp.adds()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPS", "ANSWERS_HTML", "FAILS"})
    void aFailedReadBackIsUnknownAndSearchedLater(Fault fault) {
        fixture.file(12);
        erp.always(Call.DETAIL, fault);
        var process = fixture.begin();
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(fixture.linked(12)).isEmpty();

        erp.behave();
        fixture.runToTheEnd(process);
        assertThat(erp.adds()).isEqualTo(1);
        assertThat(fixture.linked(12)).contains(erp.idsOf("K12").getFirst());
    }

    @Test
    void aLookThatFailsSendsNothingAndStaysUncertainOnlyWhereItWas() {
        fixture.file(12);
        erp.always(Call.LIST, Fault.FAILS);
        var process = fixture.begin();
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.PENDING);
        assertThat(erp.adds()).isEqualTo(0);

        erp.once(Call.ADD, Fault.DROPS);
        fixture.clock.add(Duration.ofSeconds(5));
        process.deliverNext();
        erp.always(Call.LIST, Fault.FAILS);
        fixture.clock.add(SETTLE);
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(erp.adds()).isEqualTo(1);
    }

    @Test
    void anErpThatCannotBeReachedIsTriedAgainLaterAndLater() {
        fixture.file(12);
        try (var nobody = ErpClient.builder(URI.create("http://127.0.0.1:9"))
                .account("sync", "secret")
                .connectTimeout(Duration.ofSeconds(1))
                .requestTimeout(Duration.ofSeconds(1))
                .build()) {
            var process = fixture.begin(nobody);
            for (var tries = 0; tries < 12; tries++) {
                assertThat(process.deliverNext()).isTrue();
                assertThat(fixture.state(12)).isEqualTo(DeliveryState.PENDING);
                fixture.clock.add(BackOff.MAX_WAIT);
            }
        }
        var waits = Duration.between(
                fixture.clock.instant().minus(BackOff.MAX_WAIT),
                fixture.delivery(12).schedule().dueAt());
        assertThat(waits).isBetween(BackOff.MAX_WAIT.dividedBy(2), BackOff.MAX_WAIT);

        fixture.begin().deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.CONFIRMED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSES_SESSION", "IS_BUSY"})
    void aRefusedSignInIsNotTheRecordsFault(Fault fault) {
        fixture.file(12);
        erp.always(Call.LOGIN, fault);
        var process = fixture.begin();
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.PENDING);

        erp.behave();
        fixture.clock.add(Duration.ofMinutes(15));
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.CONFIRMED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"LIST", "ADD", "DETAIL"})
    void aSessionThatIsLostOnTheWayEndsInOneCustomerAllTheSame(Call call) {
        fixture.file(12);
        erp.once(call, Fault.LOSES_SESSION);
        fixture.runToTheEnd(fixture.begin());
        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(fixture.linked(12)).isPresent();
    }

    @Test
    void aProcessThatStoodStillAfterItsCommitDoesNotSend() {
        fixture.file(12);
        var process = fixture.begin();
        process.database.afterEachCommit(() -> fixture.clock.add(Duration.ofSeconds(61)));
        process.deliverNext();

        assertThat(erp.adds()).isEqualTo(0);
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void aWorkerThatLosesItsLeaseWhileSendingConfirmsNothingAndTheNextFindsTheCustomer() {
        fixture.file(12);
        var slow = fixture.begin();
        var lease = slow.claim().getFirst();
        erp.afterSaving(() -> {
            fixture.clock.add(SyncProcess.SETTINGS.lease());
            erp.afterSaving(() -> {});
            var quick = OutboxFixture.outbox(fixture.database, event -> {}, fixture.clock);
            assertThat(quick.claim(1, "node-2", SyncProcess.SETTINGS.lease())).hasSize(1);
        });
        slow.deliver(lease);
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.SENDING);
        assertThat(fixture.linked(12)).isEmpty();

        fixture.clock.add(SyncProcess.SETTINGS.lease());
        fixture.runToTheEnd(fixture.begin());
        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(fixture.linked(12)).isPresent();
    }

    @Test
    void aDeliveryWithAnUnknownOperationIsRefused() {
        OutboxFixture.append(
                fixture.database,
                fixture.outbox,
                new NewDelivery("1", "contract.add", "H1", "quick", new Content(1, "{}")));
        fixture.begin().deliverNext();
        assertThat(fixture.state(1)).isEqualTo(DeliveryState.REFUSED);
    }

    @Test
    void aDeletedContactDoesNotBlockOtherDeliveries() {
        fixture.file(1);
        fixture.contacts.remove(1);
        fixture.file(2);
        var process = fixture.begin();
        process.deliverNext();
        process.deliverNext();
        assertThat(fixture.state(2)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(fixture.state(1)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(1).result().reason()).contains("不存在").doesNotContain("可能已生效");
        assertThat(erp.idsOf("K1")).isEmpty();
    }

    @Test
    void anUnknownProfileIsReportedWithTheKnownOnes() {
        fixture.file(1);
        fixture.jdbc().sql("update delivery set profile = 'of-last-year'").update();
        fixture.begin().deliverNext();
        assertThat(fixture.state(1)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(1).result().reason()).contains("of-last-year", "quick");
        assertThat(erp.calls()).isZero();
    }

    @Test
    void aContactThatHasAnotherKCodeByNowIsNotSentUnderTheOldOne() {
        fixture.file(1);
        fixture.contacts.refile(1, "K77");
        fixture.begin().deliverNext();
        assertThat(fixture.state(1)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(1).result().reason()).contains("K77", "K1");
        assertThat(erp.size()).isZero();
    }

    @Test
    void aDeletedContactWithAnUnknownSendIsRefusedWithAWarning() {
        fixture.file(12);
        erp.once(Call.ADD, Fault.SAVES_AND_DROPS);
        var process = fixture.begin();
        process.deliverNext();
        fixture.contacts.remove(12);
        fixture.clock.add(SETTLE);
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().reason()).contains("不存在", "可能已生效");
    }

    @Test
    void aContactThatIsCorrectedBeforeSendingIsSentCorrected() {
        fixture.file(12, "张三公司");
        fixture.contacts.correct(12, "张三有限公司");
        fixture.begin().deliverNext();

        isInErpAs("张三有限公司", 2);
    }

    @Test
    void aContactThatIsCorrectedDuringTheLookIsSentCorrected() {
        fixture.file(12, "张三公司");
        erp.faults(call -> {
            if (call == Call.LIST) {
                fixture.contacts.correct(12, "张三有限公司");
            }
            return Fault.NONE;
        });
        fixture.begin().deliverNext();

        isInErpAs("张三有限公司", 2);
    }

    @Test
    void aContactThatIsGoneDuringTheLookIsNotSent() {
        fixture.file(12);
        erp.faults(call -> {
            if (call == Call.LIST) {
                fixture.contacts.remove(12);
            }
            return Fault.NONE;
        });
        fixture.begin().deliverNext();

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.outbox.attempts(fixture.delivery(12).id())).hasSize(1);
        assertThat(erp.adds()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPS", "FAILS", "IS_BUSY", "SAVES_NOTHING_AND_SAYS_OK"})
    void aContactThatIsCorrectedBetweenAttemptsIsSentCorrected(Fault fault) {
        fixture.file(12, "张三公司");
        erp.once(Call.ADD, fault);
        var process = fixture.begin();
        process.deliverNext();
        fixture.contacts.correct(12, "张三有限公司");
        fixture.runToTheEnd(process);

        isInErpAs("张三有限公司", 2);
    }

    @Test
    void aRefusedContactIsCorrectedAndReplayedWithItsCorrectedValues() {
        fixture.file(12, "张三公司");
        erp.once(Call.ADD, Fault.REFUSES_SOURCE);
        var process = fixture.begin();
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);

        fixture.contacts.correct(12, "张三有限公司");
        process.outbox.retry(fixture.delivery(12).id());
        process.deliverNext();

        isInErpAs("张三有限公司", 2);
    }

    @Test
    void aCustomerThatAgreesWithTheCorrectedContactIsConfirmedAtItsVersion() {
        var id = put(12, "张三有限公司", "K编码: K12, 置信度: 85", "K12");
        fixture.file(12, "张三公司");
        var process = fixture.begin();
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);

        fixture.contacts.correct(12, "张三有限公司");
        process.outbox.retry(fixture.delivery(12).id());
        process.deliverNext();

        isInErpAs("张三有限公司", 2);
        assertThat(fixture.linked(12)).contains(id);
        assertThat(erp.adds()).isZero();
    }

    @Test
    void whatWasSentBeforeTheCorrectionIsFoundAndNeverSentTwice() {
        fixture.file(12, "张三公司");
        erp.once(Call.ADD, Fault.SAVES_AND_DROPS);
        var process = fixture.begin();
        process.deliverNext();
        fixture.contacts.correct(12, "张三有限公司");
        fixture.runToTheEnd(process);

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().reason()).contains("更正前", "应为“张三有限公司”，ERP 中为“张三公司”");
        assertThat(erp.adds()).isEqualTo(1);

        var id = erp.idsOf("K12").getFirst();
        erp.edit(id, "name", "张三有限公司");
        erp.edit(id, "telname", "张三有限公司");
        process.outbox.retry(fixture.delivery(12).id());
        process.deliverNext();
        isInErpAs("张三有限公司", 2);
        assertThat(erp.adds()).isEqualTo(1);
    }

    /** The remark, by which it is found first, was changed in the ERP, and the name in the hub. */
    @Test
    void whatWasSentBeforeTheCorrectionIsFoundByTheNameThatWasSent() {
        fixture.file(12, "张三公司");
        erp.once(Call.ADD, Fault.SAVES_AND_DROPS);
        var process = fixture.begin();
        process.deliverNext();
        erp.edit(erp.idsOf("K12").getFirst(), "remark", "由销售改过的备注");
        fixture.contacts.correct(12, "张三有限公司");
        fixture.runToTheEnd(process);

        assertThat(fixture.state(12)).isEqualTo(DeliveryState.REFUSED);
        assertThat(fixture.delivery(12).result().remoteId())
                .isEqualTo(erp.idsOf("K12").getFirst());
        assertThat(erp.adds()).isEqualTo(1);
    }

    private void isInErpAs(String name, long version) {
        var delivery = fixture.delivery(12);
        assertThat(delivery.state()).as(delivery.result().reason()).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(delivery.content().version()).isEqualTo(version);
        assertThat(delivery.content().fields()).contains(name);
        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(erp.customer(erp.idsOf("K12").getFirst()))
                .contains(entry("name", name), entry("telname", name), entry("remark", "K编码: K12, 置信度: 85"));
    }

    private String put(int number, String name, String remark, String kCode) {
        return erp.put(Map.of(
                "name",
                name,
                "telname",
                name,
                "sort",
                "1",
                "source",
                "微信",
                "remark",
                remark,
                "k_code",
                kCode,
                "level",
                "VIP" + number));
    }

    @Test
    void aClockSetForwardWhileARequestIsUnderWayDoesNotLetItBeSentTwice() {
        fixture.file(12);
        var slow = fixture.begin();
        var lease = slow.claim().getFirst();
        erp.beforeSaving(() -> {
            erp.beforeSaving(() -> {});
            fixture.clock.add(Duration.ofDays(1));
            slow.deliverNext();
            assertThat(fixture.state(12)).isEqualTo(DeliveryState.UNKNOWN);
        });
        slow.deliver(lease);

        fixture.runToTheEnd(fixture.begin());
        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(erp.adds()).isEqualTo(1);
    }

    @Test
    void aDeliveryFiledWhileTheClockWasAheadIsFoundWhereItIs() {
        fixture.clock.add(Duration.ofDays(30));
        fixture.file(12);
        fixture.clock.add(Duration.ofDays(-30));
        erp.once(Call.ADD, Fault.SAVES_AND_DROPS);
        var process = fixture.begin();
        process.deliverNext();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.UNKNOWN);
        erp.edit(erp.idsOf("K12").getFirst(), "remark", "由销售改过的备注");

        fixture.clock.add(SETTLE);
        process.deliverNext();

        assertThat(erp.adds()).isEqualTo(1);
    }

    @Test
    void aProcessDoesNotSendIfItsClockIsSetBackAfterTheCommit() {
        fixture.file(12);
        var process = fixture.begin();
        process.database.afterEachCommit(() -> fixture.clock.add(Duration.ofMinutes(-1)));
        process.deliverNext();

        assertThat(erp.adds()).isZero();
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.PENDING);
    }
}
