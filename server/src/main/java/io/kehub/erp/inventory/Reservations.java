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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is promised to a source, such as a contract, line by line: how much was promised, how much has left for it, and so
 * how much is still reserved 预定. A promise may be larger than the stock; the available quantity of a product then is
 * below zero. Each call joins the caller's transaction.
 *
 * <p>The rows of a source are also its lock: everything that changes what a source gets takes them first, before any stock
 * document and any sum of stock.
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
     * What is promised for a line.
     *
     * @param quantity in base units, not below zero
     */
    public record Line(long line, ProductId product, BigDecimal quantity) {}

    /**
     * The state of a line, in base units.
     *
     * @param promised what the source ordered
     * @param delivered what has left for it in confirmed stock-outs, less what was reversed
     * @param waiting what stock-outs that are not confirmed yet will take
     * @param released whether the source gets no more
     */
    public record Promise(
            long line,
            ProductId product,
            BigDecimal promised,
            BigDecimal delivered,
            BigDecimal waiting,
            boolean released) {

        /** What is promised and has not left; zero once released. */
        public BigDecimal reserved() {
            return released
                    ? BigDecimal.ZERO
                    : promised.subtract(delivered).max(BigDecimal.ZERO).min(promised);
        }

        /** What is reserved and in no stock-out yet. */
        public BigDecimal unassigned() {
            return reserved().subtract(waiting).max(BigDecimal.ZERO);
        }

        private Promise delivered(BigDecimal more) {
            return new Promise(line, product, promised, delivered.add(more), waiting, released);
        }
    }

    /**
     * How far a source has got.
     *
     * @param started whether something has left for a line
     * @param complete whether every line has got what was promised
     */
    public record Delivery(boolean started, boolean complete) {}

    /** Promises these quantities to the source in place of earlier ones; what has left stays. Idempotent. */
    public void reserve(SourceRef source, List<Line> lines) {
        transaction.executeWithoutResult(status -> {
            var before = reservations.lock(source);
            var kept = lines.stream().map(Line::line).collect(Collectors.toSet());
            before.stream()
                    .filter(promise -> !kept.contains(promise.line()))
                    .forEach(promise ->
                            reservations.promise(source, promise.line(), promise.product(), BigDecimal.ZERO));
            lines.forEach(line -> reservations.promise(source, line.line(), line.product(), line.quantity()));
            apply(changes(before, reservations.lock(source)));
        });
    }

    /** Ends the promise: nothing stays reserved, and nothing leaves for the source until it is restored. Idempotent. */
    public void release(SourceRef source) {
        release(source, true);
    }

    /** Takes back a release: what was promised and has not left is reserved again. Idempotent. */
    public void restore(SourceRef source) {
        release(source, false);
    }

    private void release(SourceRef source, boolean released) {
        transaction.executeWithoutResult(status -> {
            var before = reservations.lock(source);
            reservations.release(source, released);
            apply(changes(before, reservations.lock(source)));
        });
    }

    /** The lines of a source, in their order; empty if nothing is promised to it. */
    public List<Promise> promises(SourceRef source) {
        return reservations.list(source);
    }

    /** The stock-outs of a source, oldest first, whatever their state. */
    public List<StockDocumentId> stockOuts(SourceRef source) {
        return reservations.stockOuts(source);
    }

    /** How far each of these sources of a kind has got; one to which nothing is promised is left out. */
    public Map<Long, Delivery> delivered(String kind, Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : reservations.delivered(kind, List.copyOf(ids));
    }

    /** By how much more than promised a line may be delivered, in percent; 0 until an administrator allows more. */
    public BigDecimal overDeliveryPercent() {
        return reservations.overDeliveryPercent();
    }

    /**
     * Sets by how much more than promised a line may be delivered.
     *
     * @throws ProblemException with {@link Problem.Invalid} about {@code overDeliveryPercent} unless {@link Percent#isValid}
     */
    public void allowOverDelivery(BigDecimal percent) {
        Percent.check("overDeliveryPercent", percent);
        reservations.allowOverDelivery(percent);
    }

    /** Locks the source until the transaction ends, so that its changes run one after another. */
    void lock(SourceRef source) {
        if (source.id() != 0) {
            reservations.lock(source);
        }
    }

    /**
     * Counts what leaves for a source; quantities below zero come back. Nothing is counted for lines without a promise.
     *
     * @param lines of a stock-out, in their order
     * @return by how much the reserved quantities of products change, to be {@linkplain #apply applied} after the stock
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code source_closed} if the promise was
     *     released, {@code over_delivery} if a line would get more than promised and an administrator has allowed
     */
    Map<ProductId, BigDecimal> deliver(SourceRef source, List<StockLine> lines) {
        if (source.id() == 0) {
            return Map.of();
        }
        var before = reservations.lock(source);
        var leaving = new HashMap<Long, BigDecimal>();
        lines.forEach(line -> leaving.merge(line.sourceLine(), line.baseQuantity(), BigDecimal::add));
        var after = before.stream()
                .map(promise -> promise.delivered(leaving.getOrDefault(promise.line(), BigDecimal.ZERO)))
                .toList();
        check(source, lines, leaving, before, after);
        after.stream()
                .filter(promise -> leaving.containsKey(promise.line()))
                .forEach(promise -> reservations.deliver(source, promise.line(), promise.delivered()));
        return changes(before, after);
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
            var most = Percent.above(promise.promised(), percent, 4).subtract(promise.delivered());
            if (leaving.getOrDefault(promise.line(), BigDecimal.ZERO).compareTo(most) > 0) {
                errors.add(exceeding(index, line, promise, most.max(BigDecimal.ZERO), percent));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    new Problem.Invalid("over_delivery", FieldError.summary(errors, errors.size()), errors));
        }
    }

    private static FieldError exceeding(
            int index, StockLine line, Promise promise, BigDecimal most, BigDecimal percent) {
        return new FieldError(
                "lines[" + index + "].quantity",
                "产品“%s”超过订购数量：订购 %s，已出库 %s，允许超发 %s%%（均按基本单位）"
                        .formatted(
                                line.productName(),
                                StockLedger.plain(promise.promised()),
                                StockLedger.plain(promise.delivered()),
                                StockLedger.plain(percent)),
                "该明细合计不超过 " + StockLedger.plain(most) + "（基本单位）");
    }

    private static Map<ProductId, BigDecimal> changes(List<Promise> before, List<Promise> after) {
        var changes = new TreeMap<ProductId, BigDecimal>(Comparator.comparingLong(ProductId::value));
        before.forEach(
                promise -> changes.merge(promise.product(), promise.reserved().negate(), BigDecimal::add));
        after.forEach(promise -> changes.merge(promise.product(), promise.reserved(), BigDecimal::add));
        return changes;
    }

    /** Changes the reserved quantities in the sums of products, in the order in which everyone takes them. */
    void apply(Map<ProductId, BigDecimal> changes) {
        changes.forEach((product, change) -> {
            if (change.signum() != 0) {
                stock.sum(product, BigDecimal.ZERO, BigDecimal.ZERO, change, BigDecimal.ZERO);
            }
        });
    }
}
