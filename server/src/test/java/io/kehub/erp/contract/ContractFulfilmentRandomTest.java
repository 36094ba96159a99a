package io.kehub.erp.contract;

import static io.kehub.erp.contract.ContractDrafts.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences of actions, in one thread and in many. */
class ContractFulfilmentRandomTest extends ContractFulfilmentFixture {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void afterAnySequenceOfActionsExactlyTheUnshippedQuantityIsReserved(long seed) {
        var random = new Random(seed);
        var ids = new ArrayList<ContractId>();
        for (var step = 0; step < 80; step++) {
            if (ids.size() < 3 || random.nextInt(12) == 0) {
                ids.add(world.approved(
                        line(pile, String.valueOf(1 + random.nextInt(20)), "1"),
                        random.nextBoolean() ? boxes("2.5", "1") : line(cable, "7.25", "1")));
            }
            act(ids.get(random.nextInt(ids.size())), random);
            world.assertConsistent();
            world.assertNothingRequestedTwice();
        }
        // everything that is still reserved can be shipped
        for (var id : ids) {
            if (!world.read(id).closed()) {
                ship(id);
                assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);
            }
        }
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.reserved(cable)).isZero();
    }

    private void ship(ContractId id) {
        try {
            request(id);
        } catch (ProblemException nothingOpen) {
            assertThat(nothingOpen.problem().code()).isEqualTo("nothing_open");
        }
        world.stockOuts(id, State.PENDING).forEach(document -> world.confirm(document.id()));
    }

    private void act(ContractId id, Random random) {
        try {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> confirmSome(id, random);
                case 3 ->
                    any(id, State.PENDING, random).ifPresent(document -> world.stock.refuse(document, "", world.wang));
                case 4 ->
                    any(id, State.CONFIRMED, random).ifPresent(document -> world.stock.reverse(document, world.wang));
                case 5 -> request(id);
                case 6 -> request(id, wanted(id, random.nextInt(2), String.valueOf(1 + random.nextInt(3))));
                case 7 -> closeContract(id);
                default -> reopen(id);
            }
        } catch (ProblemException refusal) {
            assertThat(refusal.problem()).isInstanceOf(Problem.Invalid.class);
        }
    }

    private void confirmSome(ContractId id, Random random) {
        any(id, State.PENDING, random).ifPresent(document -> {
            var corrections = world.stock.lines(document).stream()
                    .filter(line -> random.nextBoolean())
                    .map(line -> new Correction(
                            line.id(),
                            line.quantity()
                                    .multiply(BigDecimal.valueOf(random.nextInt(11), 1))
                                    .setScale(1, RoundingMode.DOWN),
                            null,
                            null))
                    .toList();
            world.stock.confirm(document, new StockConfirmation("", corrections), world.wang);
        });
    }

    private Optional<StockDocumentId> any(ContractId id, State state, Random random) {
        var found = world.stockOuts(id, state);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(random.nextInt(found.size())).id());
    }

    @Test
    void concurrentActionsCauseNoDeadlockAndNoWrongReservation() throws Exception {
        var ids = IntStream.range(0, 4)
                .mapToObj(number -> number % 2 == 0
                        ? world.approved(line(pile, "20", "1"), line(cable, "20", "1"))
                        : world.approved(line(cable, "20", "1"), line(pile, "20", "1")))
                .toList();

        runConcurrently(IntStream.range(0, 12)
                .<Runnable>mapToObj(number -> () -> {
                    var random = ThreadLocalRandom.current();
                    for (var step = 0; step < 15; step++) {
                        act(ids.get(random.nextInt(ids.size())), random);
                    }
                })
                .toList());

        world.assertConsistent();
    }
}
