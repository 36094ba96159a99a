package io.kehub.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.testing.FakeErp.Call;
import io.kehub.client.testing.FakeErp.Fault;
import io.kehub.sync.delivery.CrashingDatabase.Died;
import io.kehub.sync.delivery.CrashingDatabase.Side;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.OutboxFixture;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With any fault and any crash: one customer for each contact, and each contact knows the right one. */
@ResourceLock(OutboxFixture.SHARED_DATABASE)
class RandomFaultsTest {

    private static final int DELIVERIES = 200;

    private static final List<Fault> OF_AN_ADD = List.of(
            Fault.SAVES_AND_DROPS,
            Fault.SAVES_LATE_AND_DROPS,
            Fault.SAVES_AND_ANSWERS_HTML,
            Fault.SAVES_AND_FAILS,
            Fault.SAVES_NOTHING_AND_SAYS_OK,
            Fault.ANSWERS_ANOTHERS_ID,
            Fault.DROPS,
            Fault.ANSWERS_HTML,
            Fault.FAILS,
            Fault.LOSES_SESSION,
            Fault.IS_BUSY);

    private static final List<Fault> OF_OTHERS =
            List.of(Fault.DROPS, Fault.ANSWERS_HTML, Fault.FAILS, Fault.LOSES_SESSION, Fault.IS_BUSY);

    @ParameterizedTest
    @ValueSource(longs = {1, 20261123})
    void everyContactEndsAsExactlyOneCustomer(long seed) {
        var random = new Random(seed);
        try (var fixture = new DeliveryFixture()) {
            for (var number = 1; number <= DELIVERIES; number++) {
                fixture.file(number, "公司" + number % 40);
            }
            fixture.erp.faults(call -> faultOf(call, random));
            var deaths = workWithDeaths(fixture, random);
            fixture.erp.behave();
            fixture.runToTheEnd(fixture.begin());

            assertThat(deaths).isGreaterThan(20);
            assertThat(fixture.outbox.list(null, null, 500)).hasSize(DELIVERIES).allSatisfy(delivery -> {
                assertThat(fixture.erp.idsOf(delivery.naturalKey()))
                        .containsExactly(delivery.result().remoteId());
                assertThat(fixture.linked(Integer.parseInt(delivery.subject())))
                        .contains(delivery.result().remoteId());
            });
            assertThat(fixture.outbox.counts()).containsEntry(DeliveryState.CONFIRMED, (long) DELIVERIES);
        }
    }

    private static int workWithDeaths(DeliveryFixture fixture, Random random) {
        var deaths = 0;
        var process = fixture.begin();
        for (var step = 0; step < 3 * DELIVERIES; step++) {
            try {
                if (random.nextInt(8) == 0) {
                    process.database.dieAround(random.nextBoolean() ? Side.BEFORE : Side.AFTER, 1 + random.nextInt(3));
                }
                if (!process.deliverNext()) {
                    fixture.clock.add(Duration.ofSeconds(1 + random.nextInt(10)));
                }
            } catch (Died died) {
                deaths++;
                process = fixture.begin();
            }
        }
        return deaths;
    }

    private static synchronized Fault faultOf(Call call, Random random) {
        if (random.nextInt(4) != 0) {
            return Fault.NONE;
        }
        var faults = call == Call.ADD ? OF_AN_ADD : OF_OTHERS;
        return faults.get(random.nextInt(faults.size()));
    }
}
