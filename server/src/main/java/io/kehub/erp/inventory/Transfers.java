package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockConfirmation.Rest;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocument.Transfer;
import io.kehub.erp.inventory.StockDocumentRules.Accepted;
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
 * The documents of one transfer 调拨. What has left has arrived, is back, is written off, or is on a pending arrival: each act here
 * keeps that sum. The row of the departure is locked before any other of its documents.
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

    /** Writes the pending arrival of lines that have left. */
    StockDocumentId expect(StockDocumentId departure, String title, String remark, List<Accepted> lines, UserId by) {
        return insert(Kind.STOCK_IN, departure, Part.ARRIVAL, "调拨入库", title, remark, lines, by);
    }

    private StockDocumentId insert(
            Kind kind,
            StockDocumentId departure,
            Part part,
            String category,
            String title,
            String remark,
            List<Accepted> lines,
            UserId by) {
        var id = drafting.insert(
                kind,
                new StockDocumentDraft("", title, category, "", remark, SourceRef.NONE, List.of()),
                lines,
                null,
                by);
        documents.join(id, new Transfer(departure, part));
        return id;
    }

    /** A line of a departure as it will arrive. */
    static Accepted arriving(StockLine leaving, WarehouseId target) {
        return copy(leaving, leaving.quantity(), leaving.baseQuantity(), target, leaving.serialNumbers(), leaving.id());
    }

    private static Accepted copy(
            StockLine line,
            BigDecimal quantity,
            BigDecimal baseQuantity,
            WarehouseId warehouse,
            String serialNumbers,
            long sourceLine) {
        return new Accepted(
                new StockLineDraft(
                        line.product(),
                        line.unit(),
                        quantity,
                        warehouse,
                        line.batch(),
                        serialNumbers,
                        line.producedOn(),
                        line.expiresOn(),
                        line.price(),
                        line.remark(),
                        sourceLine),
                line.unit(),
                baseQuantity);
    }

    /** Where the goods of an arrival came from; empty for any other document. */
    Set<WarehouseId> origins(StockDocument document) {
        var transfer = document.transfer();
        return transfer == null || transfer.part() != Part.ARRIVAL
                ? Set.of()
                : lineRows.list(transfer.departure()).stream()
                        .map(StockLine::warehouse)
                        .collect(Collectors.toSet());
    }

    /**
     * Says what becomes of the goods that did not arrive with a confirmed document.
     *
     * @param sent the lines as they were pending
     * @param arrived the lines as they were confirmed
     * @throws ProblemException with {@link Problem.Invalid} about {@code rest} if the document is no arrival of a transfer
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
            posting.expect(lineRows.list(
                    expect(transfer.departure(), "调拨在途 " + document.number(), document.remark(), missing, by)));
        } else {
            sendBack(document, transfer.departure(), missing, rest == Rest.LOST, posting, by);
        }
    }

    /** What was sent and did not arrive, one line for each line of the departure. */
    private static List<Accepted> missing(List<StockLine> sent, List<StockLine> arrived) {
        var missing = new ArrayList<Accepted>();
        bySource(sent).forEach((source, lines) -> {
            var there = bySource(arrived).getOrDefault(source, List.of());
            var quantity = sum(lines, StockLine::quantity).subtract(sum(there, StockLine::quantity));
            var baseQuantity = sum(lines, StockLine::baseQuantity).subtract(sum(there, StockLine::baseQuantity));
            if (baseQuantity.signum() > 0) {
                var nothingArrived = sum(there, StockLine::baseQuantity).signum() == 0;
                var serials = nothingArrived
                        ? lines.stream()
                                .map(StockLine::serialNumbers)
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(","))
                        : "";
                var line = lines.getFirst();
                missing.add(copy(line, quantity, baseQuantity, line.warehouse(), serials, source));
            }
        });
        return missing;
    }

    private static Map<Long, List<StockLine>> bySource(List<StockLine> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(StockLine::sourceLine, LinkedHashMap::new, Collectors.toList()));
    }

    private static BigDecimal sum(List<StockLine> lines, Function<StockLine, BigDecimal> value) {
        return lines.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The goods of an arrival that was refused are back where they came from. */
    void refuse(StockDocument arrival, List<StockLine> lines, Posting posting, UserId by) {
        var departure = Objects.requireNonNull(arrival.transfer()).departure();
        sendBack(arrival, departure, missing(lines, List.of()), false, posting, by);
    }

    private void sendBack(
            StockDocument arrival,
            StockDocumentId departure,
            List<Accepted> missing,
            boolean lost,
            Posting posting,
            UserId by) {
        var origins = lineRows.list(departure).stream().collect(Collectors.toMap(StockLine::id, StockLine::warehouse));
        var back = missing.stream()
                .map(line -> at(
                        line,
                        origins.getOrDefault(
                                line.draft().sourceLine(), line.draft().warehouse()),
                        false))
                .toList();
        post(Kind.STOCK_IN, departure, Part.RETURN, "调拨退回", "调拨退回 " + arrival.number(), back, posting, by);
        if (lost) {
            var gone = back.stream()
                    .map(line -> at(line, line.draft().warehouse(), true))
                    .toList();
            post(Kind.ADJUSTMENT, departure, Part.LOSS, "调拨损耗", "调拨损耗 " + arrival.number(), gone, posting, by);
        }
    }

    private void post(
            Kind kind,
            StockDocumentId departure,
            Part part,
            String category,
            String title,
            List<Accepted> lines,
            Posting posting,
            UserId by) {
        var id = insert(kind, departure, part, category, title, "", lines, by);
        documents.decide(id, State.CONFIRMED, "", by, drafting.now());
        posting.move(id, kind, lineRows.list(id));
    }

    private static Accepted at(Accepted line, WarehouseId warehouse, boolean negated) {
        var draft = line.draft();
        return new Accepted(
                new StockLineDraft(
                        draft.product(),
                        draft.unit(),
                        negated ? draft.quantity().negate() : draft.quantity(),
                        warehouse,
                        draft.batch(),
                        draft.serialNumbers(),
                        draft.producedOn(),
                        draft.expiresOn(),
                        draft.price(),
                        draft.remark(),
                        draft.sourceLine()),
                line.unit(),
                negated ? line.baseQuantity().negate() : line.baseQuantity());
    }

    /**
     * Refuses to reverse a document of a transfer where the goods could not be where the reversal would put them.
     *
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code transfer_arrived} for a departure of which something
     *     is no longer in transit, {@code transfer_closed} for what goes back or reverses already
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
                var sent = sum(lineRows.list(document.id()), StockLine::baseQuantity);
                var pending = lineRows.listOf(documents.pendingArrivals(document.id())).values().stream()
                        .flatMap(List::stream)
                        .toList();
                if (sum(pending, StockLine::baseQuantity).compareTo(sent) != 0) {
                    throw new ProblemException(new Problem.Invalid(
                            "transfer_arrived",
                            "调拨单 " + document.number() + " 的货物已有一部分到货、退回或损耗；请先冲销已确认的调拨入库单，未到货的可以否决退回",
                            List.of()));
                }
            }
            case ARRIVAL, LOSS -> {}
        }
    }

    /** Keeps the rest of the transfer in step with the reversal of one of its documents. */
    void reverse(StockDocument document, StockDocumentId reversing, Posting posting, UserId by) {
        var transfer = document.transfer();
        if (transfer == null || transfer.part() == Part.LOSS) {
            return;
        }
        documents.join(reversing, new Transfer(transfer.departure(), Part.REVERSAL));
        if (transfer.part() == Part.DEPARTURE) {
            for (var arrival : documents.pendingArrivals(document.id())) {
                posting.expectNoMore(lineRows.list(arrival));
                documents.decide(arrival, State.REFUSED, "调出单已冲销", by, drafting.now());
            }
        } else {
            var back = lineRows.list(document.id()).stream()
                    .filter(line -> line.baseQuantity().signum() != 0)
                    .map(line -> copy(
                            line,
                            line.quantity(),
                            line.baseQuantity(),
                            line.warehouse(),
                            line.serialNumbers(),
                            line.sourceLine()))
                    .toList();
            if (!back.isEmpty()) {
                posting.expect(lineRows.list(
                        expect(transfer.departure(), "调拨在途 " + document.number(), document.remark(), back, by)));
            }
        }
    }
}
