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

/**
 * The process dies at each point of ADR 0005 and starts again. The ERP does not guard its K-codes, so one customer at the
 * end is the work of the deliveries alone. Commits of one delivery: 1 the claim, 2 the intent to send, 3 the confirmation.
 */
class CrashPointsTest {

    private static final int CLAIM = 1;
    private static final int INTENT = 2;
    private static final int CONFIRMATION = 3;

    private final DeliveryFixture world = new DeliveryFixture();
    private final FakeErp erp = world.erp;

    @BeforeEach
    void fileOne() {
        world.file(12);
    }

    @AfterEach
    void end() {
        world.close();
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
    void afterTheIntentIsCommittedAndBeforeAByteLeaves() {
        dies(Side.AFTER, INTENT);
        isLeftIn(DeliveryState.SENDING, 0, 0);
        endsInOneCustomer(1);
    }

    @Test
    void whileTheRequestIsOnItsWayAndBeforeTheErpSaves() {
        erp.once(Call.ADD, Fault.SAVES_LATE_AND_DROPS);
        var life = world.begin();
        life.database.afterEachCommit(new Runnable() {
            private int commits;

            @Override
            public void run() {
                commits++;
                if (commits == INTENT) {
                    life.database.dieNow();
                }
            }
        });
        assertThatThrownBy(life::deliverNext).isInstanceOf(Died.class);
        isLeftIn(DeliveryState.SENDING, 1, 0);
        endsInOneCustomer(1);
    }

    @Test
    void afterTheErpSavedAndBeforeItAnswers() {
        erp.once(Call.ADD, Fault.SAVES_AND_DROPS);
        var life = world.begin();
        erp.afterSaving(life.database::dieNow);
        assertThatThrownBy(life::deliverNext).isInstanceOf(Died.class);
        isLeftIn(DeliveryState.SENDING, 1, 1);
        endsInOneCustomer(1);
    }

    @Test
    void afterTheAnswerAndBeforeTheConfirmationIsCommitted() {
        dies(Side.BEFORE, CONFIRMATION);
        isLeftIn(DeliveryState.SENDING, 1, 1);
        endsInOneCustomer(1);
    }

    @Test
    void afterTheConfirmationIsCommitted() {
        dies(Side.AFTER, CONFIRMATION);
        assertThat(world.state(12)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(world.linked(12)).contains(erp.idsOf("K12").getFirst());
        endsInOneCustomer(1);
    }

    @Test
    void againAndAgainAtTheSamePoint() {
        for (var life = 0; life < 4; life++) {
            dies(Side.BEFORE, life == 0 ? CONFIRMATION : INTENT);
            world.clock.add(SyncProcess.SETTINGS.settle());
        }
        endsInOneCustomer(1);
    }

    @Test
    void andNobodyStartsAgainUntilTheLeaseEnds() {
        dies(Side.BEFORE, CONFIRMATION);
        var other = OutboxFixture.outbox(world.database, event -> {}, world.clock);
        assertThat(other.claim(1, "node-2", SyncProcess.SETTINGS.lease())).isEmpty();
        world.clock.add(SyncProcess.SETTINGS.lease());
        assertThat(other.claim(1, "node-2", SyncProcess.SETTINGS.lease())).hasSize(1);
    }

    private void dies(Side side, int commit) {
        // Starting has freed the leases of earlier lives already; commits count from here.
        var life = world.begin();
        life.database.dieAround(side, commit);
        assertThatThrownBy(life::deliverNext).isInstanceOf(Died.class);
    }

    private void isLeftIn(DeliveryState state, int adds, int customers) {
        assertThat(world.state(12)).isEqualTo(state);
        assertThat(world.linked(12)).isEmpty();
        assertThat(erp.adds()).isEqualTo(adds);
        assertThat(erp.size()).isEqualTo(customers);
    }

    private void endsInOneCustomer(int adds) {
        world.runToTheEnd(world.begin());
        assertThat(erp.idsOf("K12")).hasSize(1);
        assertThat(world.state(12)).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(world.linked(12)).contains(erp.idsOf("K12").getFirst());
        assertThat(erp.adds()).isEqualTo(adds);
    }
}
