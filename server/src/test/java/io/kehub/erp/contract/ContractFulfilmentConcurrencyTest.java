package io.kehub.erp.contract;

import static io.kehub.erp.contract.ContractDrafts.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.inventory.StockDocument.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Concurrent changes of the same contract. */
class ContractFulfilmentConcurrencyTest extends ContractFulfilmentFixture {

    @Test
    void ofTwoConcurrentConfirmationsThatExceedTheOrderOneSucceeds() throws Exception {
        for (var round = 0; round < 5; round++) {
            var id = world.approved(line(pile, "10", "1"));
            world.stock.refuse(world.pending(id), "", world.wang);
            var first = request(id, wanted(id, 0, "5"));
            var second = request(id, wanted(id, 0, "5"));

            assertThat(runConcurrently(List.of(() -> world.confirm(first, "6"), () -> world.confirm(second, "6"))))
                    .containsExactlyInAnyOrder("done", "over_delivery");
            world.assertConsistent();
        }
    }

    @Test
    void twoConcurrentPartialConfirmationsCreateOneRestEach() throws Exception {
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);
        var first = request(id, wanted(id, 0, "5"));
        var second = request(id, wanted(id, 0, "5"));

        assertThat(runConcurrently(List.of(() -> world.confirm(first, "3"), () -> world.confirm(second, "1"))))
                .containsOnly("done");

        assertThat(world.stockOuts(id, State.PENDING))
                .extracting(document -> document.quantity().intValueExact())
                .containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void closingAndConfirmingConcurrentlyRunOneAfterTheOther() throws Exception {
        for (var round = 0; round < 10; round++) {
            var id = world.approved(line(pile, "10", "1"), line(cable, "10", "1"));
            var document = world.pending(id);

            var outcomes = runConcurrently(List.of(() -> world.confirm(document, "6"), () -> closeContract(id)));

            assertThat(outcomes.get(1)).isEqualTo("done");
            assertThat(outcomes.getFirst()).isIn("done", "already_confirmed");
            assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
            assertThat(world.read(id).deliveryProgress())
                    .isEqualTo(outcomes.getFirst().equals("done") ? Progress.PART : Progress.NONE);
            world.assertConsistent();
        }
    }

    @Test
    void ofManyConcurrentRequestsForTheSameQuantityOneSucceeds() throws Exception {
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);

        var outcomes = runConcurrently(IntStream.range(0, 8)
                .<Runnable>mapToObj(number -> () -> request(id))
                .toList());

        assertThat(outcomes).containsOnlyOnce("done").contains("nothing_open");
        assertThat(world.stockOuts(id, State.PENDING)).hasSize(1);
    }
}
