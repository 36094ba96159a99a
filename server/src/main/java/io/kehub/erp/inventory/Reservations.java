package io.kehub.erp.inventory;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Percent;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reservations of stock 预定 for a source, such as a contract, line by line: the promised quantity, what was delivered of it, and so
 * what is still reserved. More may be reserved than is in stock; the available quantity is negative then. Each call joins the caller's
 * transaction.
 *
 * <p>The rows of a source are also its lock: every change of a source takes them first, before stock documents and stock.
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

    /**
     * A quantity to reserve for a line of the source.
     *
     * @param quantity in base units, not below zero
     */
    public record Line(long line, ProductId product, BigDecimal quantity) {}

    /**
     * The state of a line of the source, in base units.
     *
     * @param promised the ordered quantity
     * @param delivered shipped in confirmed stock-outs, less reversals
     * @param waiting on pending stock-outs
     * @param released whether the reservation has ended
     */
    public record Promise(
            long line,
            ProductId product,
            BigDecimal promised,
            BigDecimal delivered,
            BigDecimal waiting,
            boolean released) {

        /** Promised and not delivered; zero once released. */
        public BigDecimal reserved() {
            return released
                    ? BigDecimal.ZERO
                    : promised.subtract(delivered).max(BigDecimal.ZERO).min(promised);
        }

        /** Reserved and not on a pending stock-out. */
        public BigDecimal unassigned() {
            return reserved().subtract(waiting).max(BigDecimal.ZERO);
        }

        private Promise delivered(BigDecimal more) {
            return new Promise(line, product, promised, delivered.add(more), waiting, released);
        }
    }

    /**
     * Delivery progress of a source.
     *
     * @param started whether any quantity was delivered
     * @param complete whether every line was delivered in full
     */
    public record Delivery(boolean started, boolean complete) {}

    /** Replaces the promised quantities of the source; delivered quantities stay. Idempotent. */
    public void reserve(SourceRef source, List<Line> lines) {
        transaction.executeWithoutResult(status -> {
            var before = reservations.lock(source);
            var kept = lines.stream().map(Line::line).collect(Collectors.toSet());
            var promised = before.stream()
                    .filter(promise -> !kept.contains(promise.line()))
                    .map(promise -> new Line(promise.line(), promise.product(), BigDecimal.ZERO))
                    .collect(Collectors.toCollection(ArrayList::new));
            promised.addAll(lines);
            reservations.promise(source, promised);
            changeReserved(before, reservations.lock(source));
        });
    }

    /** Ends the reservations: nothing can be delivered to the source until {@link #restore}. Idempotent. */
    public void release(SourceRef source) {
        release(source, true);
    }

    /** Undoes {@link #release}: what is promised and not delivered is reserved again. Idempotent. */
    public void restore(SourceRef source) {
        release(source, false);
    }

    private void release(SourceRef source, boolean released) {
        transaction.executeWithoutResult(status -> {
            var before = reservations.lock(source);
            reservations.release(source, released);
            changeReserved(before, reservations.lock(source));
        });
    }

    /** The lines of a source, in their order; empty if it has no reservations. */
    public List<Promise> promises(SourceRef source) {
        return reservations.list(source);
    }

    /** The stock-outs of a source, oldest first, whatever their state. */
    public List<StockDocumentId> stockOuts(SourceRef source) {
        return reservations.stockOuts(source);
    }

    /** The delivery progress of these sources of one kind; sources without reservations are left out. */
    public Map<Long, Delivery> delivered(String kind, Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : reservations.delivered(kind, List.copyOf(ids));
    }

    /** How much more than promised may be delivered, in percent; 0 by default. */
    public BigDecimal overDeliveryPercent() {
        return reservations.overDeliveryPercent();
    }

    /**
     * Sets how much more than promised may be delivered.
     *
     * @throws ProblemException with {@link Problem.Invalid} about {@code overDeliveryPercent} unless {@link Percent#isValid}
     */
    public void allowOverDelivery(BigDecimal percent) {
        Percent.check("overDeliveryPercent", percent);
        reservations.allowOverDelivery(percent);
    }

    /** Locks the source until the transaction ends, so that its changes are serialized. */
    void lock(SourceRef source) {
        if (source.id() != 0) {
            reservations.lock(source);
        }
    }

    /**
     * Adds shipped quantities to the lines of a source; quantities below zero are returned. Lines without a reservation are ignored.
     *
     * @param lines of a stock-out, in their order
     * @param sums takes the changes of the reserved totals
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code source_closed} if the reservations are
     *     released, {@code over_delivery} if a line would exceed the promised quantity by more than allowed
     */
    void deliver(SourceRef source, List<StockLine> lines, ProductSums sums) {
        if (source.id() == 0) {
            return;
        }
        var before = reservations.lock(source);
        var leaving = new HashMap<Long, BigDecimal>();
        lines.forEach(line -> leaving.merge(line.sourceLine(), line.baseQuantity(), BigDecimal::add));
        var after = before.stream()
                .map(promise -> promise.delivered(leaving.getOrDefault(promise.line(), BigDecimal.ZERO)))
                .toList();
        check(source, lines, leaving, before, after);
        reservations.deliver(
                source,
                after.stream()
                        .filter(promise -> leaving.containsKey(promise.line()))
                        .toList());
        addReserved(before, after, sums);
    }

    private void check(
            SourceRef source,
            List<StockLine> lines,
            Map<Long, BigDecimal> leaving,
            List<Promise> before,
            List<Promise> after) {
        var growing = new HashMap<Long, Promise>();
        for (var index = 0; index < before.size(); index++) {
            if (after.get(index).delivered().compareTo(before.get(index).delivered()) > 0) {
                growing.put(before.get(index).line(), before.get(index));
            }
        }
        if (growing.values().stream().anyMatch(Promise::released)) {
            throw new ProblemException(new Problem.Invalid(
                    "source_closed", "来源单据 " + source.number() + " 已终止，不能再出库；需要出库时请先恢复", List.of()));
        }
        var percent = growing.isEmpty() ? BigDecimal.ZERO : overDeliveryPercent();
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            var promise = growing.get(line.sourceLine());
            if (promise == null || line.baseQuantity().signum() <= 0) {
                continue;
            }
            var max = Percent.above(promise.promised(), percent, 4).subtract(promise.delivered());
            if (leaving.getOrDefault(promise.line(), BigDecimal.ZERO).compareTo(max) > 0) {
                errors.add(exceeding(index, line, promise, max.max(BigDecimal.ZERO), percent));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    new Problem.Invalid("over_delivery", FieldError.summary(errors, errors.size()), errors));
        }
    }

    private static FieldError exceeding(
            int index, StockLine line, Promise promise, BigDecimal max, BigDecimal percent) {
        return new FieldError(
                "lines[" + index + "].quantity",
                "产品“%s”超过订购数量：订购 %s，已出库 %s，允许超发 %s%%（均按基本单位）"
                        .formatted(
                                line.product().name(),
                                StockLedger.plain(promise.promised()),
                                StockLedger.plain(promise.delivered()),
                                StockLedger.plain(percent)),
                "该明细合计不超过 " + StockLedger.plain(max) + "（基本单位）");
    }

    private void changeReserved(List<Promise> before, List<Promise> after) {
        var sums = new ProductSums();
        addReserved(before, after, sums);
        stock.changeSums(sums);
    }

    private static void addReserved(List<Promise> before, List<Promise> after, ProductSums sums) {
        before.forEach(promise -> sums.add(
                promise.product(), StockQuantity.RESERVED, promise.reserved().negate()));
        after.forEach(promise -> sums.add(promise.product(), StockQuantity.RESERVED, promise.reserved()));
    }
}
