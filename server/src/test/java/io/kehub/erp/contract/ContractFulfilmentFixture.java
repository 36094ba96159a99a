package io.kehub.erp.contract;

import io.kehub.erp.contract.ContractFulfilment.Wanted;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two products in stock, and what users do with approved contracts. */
abstract class ContractFulfilmentFixture {

    final ContractWorld world = new ContractWorld();
    final ContractFulfilment fulfilment = world.fulfilment;
    final ProductId pile = world.product("充电桩");
    final ProductId cable = world.product("线缆");

    @BeforeEach
    void stock() {
        world.stockUp(pile, "10000");
        world.stockUp(cable, "10000");
    }

    @AfterEach
    void close() {
        world.assertConsistent();
        world.close();
    }

    LineTerms boxes(String quantity, String price) {
        return LineTerms.of(pile, world.bed.unit("箱"), new BigDecimal(quantity), new BigDecimal(price));
    }

    StockDocumentId request(ContractId id, Wanted... wanted) {
        return fulfilment.requestStockOut(id, List.of(wanted), world.wang, world.scope);
    }

    void closeContract(ContractId id) {
        fulfilment.close(id, "客户取消", "", world.wang, world.scope);
    }

    void reopen(ContractId id) {
        fulfilment.reopen(id, "", world.wang, world.scope);
    }

    long lineOf(ContractId id, int index) {
        return world.contracts.lines(id).get(index).id();
    }

    Wanted wanted(ContractId id, int index, String quantity) {
        return new Wanted(lineOf(id, index), new BigDecimal(quantity), null);
    }

    void pay(ContractId id, String amount) {
        world.settlements.record(
                id,
                new NewSettlement(Settlement.Kind.PAYMENT, "", new BigDecimal(amount), LocalDate.of(2025, 1, 3), ""),
                world.wang,
                world.scope);
    }

    /** Runs the actions concurrently and returns "done" or the error code of each, in their order. */
    static List<String> runConcurrently(List<Runnable> actions) throws Exception {
        var outcomes = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(actions.size())) {
            for (var outcome : threads.invokeAll(actions.stream()
                    .<Callable<String>>map(action -> () -> {
                        try {
                            action.run();
                            return "done";
                        } catch (ProblemException refusal) {
                            return refusal.problem().code();
                        }
                    })
                    .toList())) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }
}
