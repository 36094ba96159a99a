package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockJdbc.Place;
import io.kehub.erp.inventory.StockLedger.Movement;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one act moves, in one document or several: collected first, so that the book writes it in the order of locks. */
final class Posting {

    private final List<Movement> movements = new ArrayList<>();
    private final TreeMap<ProductId, BigDecimal> inTransit = new TreeMap<>(Comparator.comparingLong(ProductId::value));

    /** The lines of a document move. */
    void move(StockDocumentId document, Kind kind, List<StockLine> lines) {
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            movements.add(new Movement(
                    document,
                    index,
                    new Place(line.product(), line.warehouse(), line.batch()),
                    kind == Kind.STOCK_OUT ? line.baseQuantity().negate() : line.baseQuantity(),
                    line));
        }
    }

    /** The lines of a pending stock-in are in transit from now on. */
    void expect(List<StockLine> lines) {
        lines.forEach(line -> inTransit.merge(line.product(), line.baseQuantity(), BigDecimal::add));
    }

    /** The lines of a stock-in that was pending are in transit no more. */
    void expectNoMore(List<StockLine> lines) {
        lines.forEach(
                line -> inTransit.merge(line.product(), line.baseQuantity().negate(), BigDecimal::add));
    }

    List<Movement> movements() {
        return movements;
    }

    /** Changes of what is in transit, by product. */
    Map<ProductId, BigDecimal> inTransit() {
        return inTransit;
    }
}
