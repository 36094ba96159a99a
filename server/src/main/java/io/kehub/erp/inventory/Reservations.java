package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is promised to others, such as contracts, and has not left yet 预定. A promise may be larger than what is there: the
 * available quantity of a product then is below zero. Each call joins the caller's transaction.
 */
public final class Reservations {

    private final ReservationsJdbc reservations;
    private final StockJdbc stock;
    private final TransactionTemplate transaction;

    Reservations(ReservationsJdbc reservations, StockJdbc stock, TransactionTemplate transaction) {
        this.reservations = reservations;
        this.stock = stock;
        this.transaction = transaction;
    }

    /** @param quantity in base units, not below zero */
    public record Line(long line, ProductId product, BigDecimal quantity) {}

    /** Reserves these quantities for the source, in place of whatever was reserved for it: repeating it changes nothing. */
    public void reserve(SourceRef source, List<Line> lines) {
        transaction.executeWithoutResult(status -> {
            var changes = new TreeMap<ProductId, BigDecimal>(Comparator.comparingLong(ProductId::value));
            for (var present : reservations.lock(source)) {
                changes.merge(present.product(), present.quantity().negate(), BigDecimal::add);
                reservations.put(source, present.line(), present.product(), BigDecimal.ZERO);
            }
            for (var line : lines) {
                changes.merge(line.product(), line.quantity(), BigDecimal::add);
                reservations.put(source, line.line(), line.product(), line.quantity());
            }
            apply(changes);
        });
    }

    /** Gives back what is still reserved for the source. */
    public void release(SourceRef source) {
        reserve(source, List.of());
    }

    /** Lowers a source's reservations by what has left, line by line, never below zero. */
    void use(SourceRef source, Map<Long, BigDecimal> left) {
        if (source.kind().isEmpty()) {
            return;
        }
        var changes = new TreeMap<ProductId, BigDecimal>(Comparator.comparingLong(ProductId::value));
        for (var present : reservations.lock(source)) {
            var used = left.getOrDefault(present.line(), BigDecimal.ZERO).min(present.quantity());
            if (used.signum() > 0) {
                reservations.put(
                        source,
                        present.line(),
                        present.product(),
                        present.quantity().subtract(used));
                changes.merge(present.product(), used.negate(), BigDecimal::add);
            }
        }
        apply(changes);
    }

    private void apply(Map<ProductId, BigDecimal> changes) {
        changes.forEach((product, change) -> {
            if (change.signum() != 0) {
                stock.sum(product, BigDecimal.ZERO, BigDecimal.ZERO, change, BigDecimal.ZERO);
            }
        });
    }

    /** How much has left for each of these sources of a kind, in base units over all products; none is left out. */
    public Map<Long, BigDecimal> delivered(String kind, Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : reservations.delivered(kind, List.copyOf(ids));
    }
}
