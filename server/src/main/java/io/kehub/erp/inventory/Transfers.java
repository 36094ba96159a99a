package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockConfirmation.Rest;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocument.Transfer;
import io.kehub.erp.inventory.StockLine.Quantities;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The documents of one transfer 调拨. Invariant: the departed quantity is the sum of what has arrived, was returned, was written off,
 * and is on pending arrivals. The row of the departure is locked before the other documents of the transfer.
 */
final class Transfers {

    private final StockDocumentsJdbc documents;
    private final StockLinesJdbc lineRows;
    private final StockDocumentDrafting drafting;

    Transfers(StockDocumentsJdbc documents, StockLinesJdbc lineRows, StockDocumentDrafting drafting) {
        this.documents = documents;
        this.lineRows = lineRows;
        this.drafting = drafting;
    }

    /** Adds a pending arrival of goods in transit. */
    StockDocumentId addArrival(
            StockDocumentId departure, String title, String remark, List<AcceptedLine> lines, UserId by) {
        var draft = StockDocumentDraft.of(List.of())
                .withTitle(title)
                .withCategory("调拨入库")
                .withRemark(remark);
        return insert(Kind.STOCK_IN, new Transfer(departure, Part.ARRIVAL), draft, lines, by);
    }

    private StockDocumentId insert(
            Kind kind, Transfer transfer, StockDocumentDraft draft, List<AcceptedLine> lines, UserId by) {
        var id = drafting.insert(kind, draft, lines, null, by);
        documents.join(id, transfer);
        return id;
    }

    /** The arriving line for a line of a departure. */
    static AcceptedLine arriving(StockLine departing, WarehouseId target) {
        var line = AcceptedLine.copyOf(departing).withWarehouse(target);
        return line.withDraft(line.draft().withSourceLine(departing.id()));
    }

    /** The warehouses that the goods of an arrival left; empty for any other document. */
    Set<WarehouseId> origins(StockDocument document) {
        var transfer = document.transfer();
        return transfer == null || transfer.part() != Part.ARRIVAL
                ? Set.of()
                : lineRows.list(transfer.departure()).stream()
                        .map(line -> line.warehouse().id())
                        .collect(Collectors.toSet());
    }

    /**
     * Keeps goods that did not arrive in transit, returns them, or writes them off. Posts what this moves.
     *
     * @param sent the lines as applied for
     * @param arrived the lines as confirmed
     * @throws ProblemException with {@link Problem.Invalid} about {@code rest} if the document is not the arrival of a transfer
     */
    void settle(
            StockDocument document,
            List<StockLine> sent,
            List<StockLine> arrived,
            Rest rest,
            Posting posting,
            UserId by) {
        var transfer = document.transfer();
        if (transfer == null || transfer.part() != Part.ARRIVAL) {
            if (rest != Rest.IN_TRANSIT) {
                throw new ProblemException(Problem.Invalid.field("rest", "只有调拨的入库单才有未到的数量", "不填写"));
            }
            return;
        }
        var missing = missing(sent, arrived);
        if (missing.isEmpty()) {
            return;
        }
        if (rest == Rest.IN_TRANSIT) {
            posting.addInTransit(lineRows.list(addArrival(
                    transfer.departure(),
                    "调拨在途 " + document.number(),
                    document.details().remark(),
                    missing,
                    by)));
        } else {
            sendBack(document, transfer.departure(), missing, rest == Rest.LOST, posting, by);
        }
    }

    /** What was sent and did not arrive: one line per line of the departure. */
    private static List<AcceptedLine> missing(List<StockLine> sent, List<StockLine> arrived) {
        var arrivedBySource = bySource(arrived);
        var missing = new ArrayList<AcceptedLine>();
        bySource(sent).forEach((source, lines) -> {
            var there = arrivedBySource.getOrDefault(source, List.of());
            var inUnit = sum(lines, Quantities::inUnit).subtract(sum(there, Quantities::inUnit));
            var inBaseUnit = sum(lines, Quantities::inBaseUnit).subtract(sum(there, Quantities::inBaseUnit));
            if (inBaseUnit.signum() > 0) {
                var nothingArrived = sum(there, Quantities::inBaseUnit).signum() == 0;
                var serials = nothingArrived
                        ? lines.stream()
                                .map(StockLine::serialNumbers)
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(","))
                        : "";
                var line = AcceptedLine.copyOf(lines.getFirst()).withQuantity(new Quantities(inUnit, inBaseUnit));
                missing.add(line.withDraft(line.draft().withSerialNumbers(serials)));
            }
        });
        return missing;
    }

    private static Map<Long, List<StockLine>> bySource(List<StockLine> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(StockLine::sourceLine, LinkedHashMap::new, Collectors.toList()));
    }

    private static BigDecimal sum(List<StockLine> lines, Function<Quantities, BigDecimal> value) {
        return lines.stream().map(StockLine::quantities).map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns the goods of a refused arrival to their warehouses. */
    void refuse(StockDocument arrival, List<StockLine> lines, Posting posting, UserId by) {
        var departure = Objects.requireNonNull(arrival.transfer()).departure();
        sendBack(arrival, departure, missing(lines, List.of()), false, posting, by);
    }

    private void sendBack(
            StockDocument arrival,
            StockDocumentId departure,
            List<AcceptedLine> missing,
            boolean lost,
            Posting posting,
            UserId by) {
        var origins = lineRows.list(departure).stream()
                .collect(
                        Collectors.toMap(StockLine::id, line -> line.warehouse().id()));
        var back = missing.stream()
                .map(line -> line.withWarehouse(origins.getOrDefault(
                        line.draft().sourceLine(), line.draft().warehouse())))
                .toList();
        var returning = StockDocumentDraft.of(List.of())
                .withTitle("调拨退回 " + arrival.number())
                .withCategory("调拨退回");
        post(Kind.STOCK_IN, new Transfer(departure, Part.RETURN), returning, back, posting, by);
        if (lost) {
            var losing = StockDocumentDraft.of(List.of())
                    .withTitle("调拨损耗 " + arrival.number())
                    .withCategory("调拨损耗");
            var negated = back.stream().map(AcceptedLine::negated).toList();
            post(Kind.ADJUSTMENT, new Transfer(departure, Part.LOSS), losing, negated, posting, by);
        }
    }

    private void post(
            Kind kind,
            Transfer transfer,
            StockDocumentDraft draft,
            List<AcceptedLine> lines,
            Posting posting,
            UserId by) {
        var id = insert(kind, transfer, draft, lines, by);
        documents.decide(id, State.CONFIRMED, "", by, drafting.now());
        posting.move(id, kind, lineRows.list(id));
    }

    /**
     * Refuses to reverse a document whose goods are no longer where the reversal would take them from.
     *
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code transfer_arrived} for a departure whose goods are not
     *     all in transit, {@code transfer_closed} for a return or a reversal
     */
    void checkReversible(StockDocument document) {
        var transfer = document.transfer();
        if (transfer == null) {
            return;
        }
        switch (transfer.part()) {
            case RETURN ->
                throw new ProblemException(
                        new Problem.Invalid("transfer_closed", "调拨退回的入库单不能冲销；要再次调出，请重新调拨", List.of()));
            case REVERSAL ->
                throw new ProblemException(
                        new Problem.Invalid("transfer_closed", "调拨单据的冲销单不能再冲销；请确认在途的入库单，或重新调拨", List.of()));
            case DEPARTURE -> {
                var sent = sum(lineRows.list(document.id()), Quantities::inBaseUnit);
                var pending = lineRows.listOf(documents.pendingArrivals(document.id())).values().stream()
                        .flatMap(List::stream)
                        .toList();
                if (sum(pending, Quantities::inBaseUnit).compareTo(sent) != 0) {
                    throw new ProblemException(new Problem.Invalid(
                            "transfer_arrived",
                            "调拨单 " + document.number() + " 的货物已有一部分到货、退回或损耗；请先冲销已确认的调拨入库单，未到货的可以否决退回",
                            List.of()));
                }
            }
            case ARRIVAL, LOSS -> {}
        }
    }

    /** Updates the other documents of the transfer when one of them is reversed. */
    void reverse(StockDocument document, StockDocumentId reversing, Posting posting, UserId by) {
        var transfer = document.transfer();
        if (transfer == null || transfer.part() == Part.LOSS) {
            return;
        }
        documents.join(reversing, new Transfer(transfer.departure(), Part.REVERSAL));
        if (transfer.part() == Part.DEPARTURE) {
            for (var arrival : documents.pendingArrivals(document.id())) {
                posting.removeInTransit(lineRows.list(arrival));
                documents.decide(arrival, State.REFUSED, "调出单已冲销", by, drafting.now());
            }
        } else {
            var back = lineRows.list(document.id()).stream()
                    .filter(line -> line.baseQuantity().signum() != 0)
                    .map(AcceptedLine::copyOf)
                    .toList();
            if (!back.isEmpty()) {
                posting.addInTransit(lineRows.list(addArrival(
                        transfer.departure(),
                        "调拨在途 " + document.number(),
                        document.details().remark(),
                        back,
                        by)));
            }
        }
    }
}
