package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockJdbc.StockKey;
import io.kehub.erp.inventory.StockLedger.Movement;
import io.kehub.kernel.StockDocumentId;
import java.util.ArrayList;
import java.util.List;

/** All changes of one transaction, over one or more documents. Collected first, so that the ledger writes them in lock order. */
final class Posting {

    private final List<Movement> movements = new ArrayList<>();
    private final ProductSums sums = new ProductSums();

    /** Moves the lines of a document. */
    void move(StockDocumentId document, Kind kind, List<StockLine> lines) {
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            var quantity = line.baseQuantity();
            movements.add(new Movement(
                    document,
                    index,
                    new StockKey(
                            line.product().id(),
                            line.warehouse().id(),
                            line.batch().number()),
                    kind == Kind.STOCK_OUT ? quantity.negate() : quantity,
                    line));
        }
    }

    /** Adds the lines of a pending stock-in to what is in transit. */
    void addInTransit(List<StockLine> lines) {
        lines.forEach(line -> sums.add(line.product().id(), StockQuantity.IN_TRANSIT, line.baseQuantity()));
    }

    /** Removes the lines of a formerly pending stock-in from what is in transit. */
    void removeInTransit(List<StockLine> lines) {
        lines.forEach(line -> sums.add(
                line.product().id(),
                StockQuantity.IN_TRANSIT,
                line.baseQuantity().negate()));
    }

    List<Movement> movements() {
        return movements;
    }

    /** Totals by product; the ledger adds what the movements change. */
    ProductSums sums() {
        return sums;
    }
}
