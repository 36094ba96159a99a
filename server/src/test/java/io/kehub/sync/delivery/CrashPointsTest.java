package io.kehub.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.client.testing.FakeErp;
import io.kehub.client.testing.FakeErp.Call;
import io.kehub.client.testing.FakeErp.Fault;
import io.kehub.sync.delivery.CrashingDatabase.Died;
import io.kehub.sync.delivery.CrashingDatabase.Side;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.OutboxFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The process dies at each point of ADR 0005 and starts again. The ERP does not guard its K-codes, so one customer at the
 * end is the work of the deliveries alone. Commits of one delivery: 1 the claim, 2 the intent to send, 3 the confirmation.
 */
@ResourceLock(OutboxFixture.SHARED_DATABASE)
class CrashPointsTest {

    private static final int CLAIM = 1;
    private static final int INTENT = 2;
    private static final int CONFIRMATION = 3;

    private final DeliveryFixture fixture = new DeliveryFixture();
    private final FakeErp erp = fixture.erp;

    @BeforeEach
    void fileOne() {
        fixture.file(12);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void beforeTheClaimIsCommitted() {
        dies(Side.BEFORE, CLAIM);
        isLeftIn(DeliveryState.PENDING, 0, 0);
        endsInOneCustomer(1);
    }

    @Test
    void afterTheClaimIsCommitted() {
        dies(Side.AFTER, CLAIM);
        isLeftIn(DeliveryState.PENDING, 0, 0);
        endsInOneCustomer(1);
    }

    @Test
    void beforeTheIntentIsCommitted() {
        dies(Side.BEFORE, INTENT);
        isLeftIn(DeliveryState.PENDING, 0, 0);
        endsInOneCustomer(1);
    }

    @Test
    void aCrashBetweenTheIntentAndTheRequestCreatesOneCustomer() {
        dies(Side.AFTER, INTENT);
        isLeftIn(DeliveryState.SENDING, 0, 0);
        endsInOneCustomer(1);
    }

    @Test
    void whileTheRequestIsOnItsWayAndBeforeTheErpSaves() {
        erp.once(Call.ADD, Fault.SAVES_LATE_AND_DROPS);
        var process = fixture.begin();
        process.database.afterEachCommit(new Runnable() {
            private int commits;

            @Override
            public void run() {
                commits++;
                if (commits == INTENT) {
                    process.database.dieNow();
                }
            }
        });
        assertThatThrownBy(process::deliverNext).isInstanceOf(Died.class);
        isLeftIn(DeliveryState.SENDING, 1, 0);
        endsInOneCustomer(1);
    }

    @Test
    void aCrashBetweenTheSaveAndTheResponseCreatesOneCustomer() {
        erp.once(Call.ADD, Fault.SAVES_AND_DROPS);
        var process = fixture.begin();
        erp.afterSaving(process.database::dieNow);
        assertThatThrownBy(process::deliverNext).isInstanceOf(Died.class);
        isLeftIn(DeliveryState.SENDING, 1, 1);
        endsInOneCustomer(1);
    }

    @Test
    void aCrashBetweenTheResponseAndTheConfirmationCreatesOneCustomer() {
        dies(Side.BEFORE, CONFIRMATION);
        isLeftIn(DeliveryState.SENDING, 1, 1);
        endsInOneCustomer(1);
    }

    @Test
    void afterTheConfirmationIsCommitted() {
        dies(Side.AFTER, CONFIRMATION);
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(fixture.linked(12)).contains(erp.idsOf("K12").getFirst());
        endsInOneCustomer(1);
    }

    @Test
    void repeatedCrashesAtTheSamePointCreateOneCustomer() {
        for (var run = 0; run < 4; run++) {
            dies(Side.BEFORE, run == 0 ? CONFIRMATION : INTENT);
            fixture.clock.add(SyncProcess.SETTINGS.settle());
        }
        endsInOneCustomer(1);
    }

    @Test
    void anotherProcessContinuesAfterTheLeaseEnds() {
        dies(Side.BEFORE, CONFIRMATION);
        var other = OutboxFixture.outbox(fixture.database, event -> {}, fixture.clock);
        assertThat(other.claim(1, "node-2", SyncProcess.SETTINGS.lease())).isEmpty();
        fixture.clock.add(SyncProcess.SETTINGS.lease());
        assertThat(other.claim(1, "node-2", SyncProcess.SETTINGS.lease())).hasSize(1);
    }

    private void dies(Side side, int commit) {
        // The start has already released the leases of earlier runs; commits count from here.
        var process = fixture.begin();
        process.database.dieAround(side, commit);
        assertThatThrownBy(process::deliverNext).isInstanceOf(Died.class);
    }

    private void isLeftIn(DeliveryState state, int adds, int customers) {
        assertThat(fixture.state(12)).isEqualTo(state);
        assertThat(fixture.linked(12)).isEmpty();
        assertThat(erp.adds()).isEqualTo(adds);
        assertThat(erp.size()).isEqualTo(customers);
    }

    private void endsInOneCustomer(int adds) {
        fixture.runToTheEnd(fixture.begin());
        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(fixture.state(12)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(fixture.linked(12)).contains(erp.idsOf("K12").getFirst());
        assertThat(erp.adds()).isEqualTo(adds);
    }
}
