package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts pending documents; generates the number and the title if the draft has none. */
final class StockDocumentDrafting {

    private final StockDocumentsJdbc documents;
    private final StockLinesJdbc lineRows;
    private final Clock clock;
    private final ZoneId zone;

    StockDocumentDrafting(StockDocumentsJdbc documents, StockLinesJdbc lineRows, Clock clock, ZoneId zone) {
        this.documents = documents;
        this.lineRows = lineRows;
        this.clock = clock;
        this.zone = zone;
    }

    StockDocumentId insert(
            Kind kind,
            StockDocumentDraft draft,
            List<AcceptedLine> lines,
            @Nullable StockDocumentId reverses,
            UserId by) {
        var number = draft.number().isEmpty() ? nextNumber(kind) : draft.number();
        var title = draft.title().isEmpty() ? kind.caption() + number : draft.title();
        var id = documents.insert(kind, draft.withNumber(number).withTitle(title), reverses, by, now());
        lineRows.insertAll(id, lines);
        return id;
    }

    private String nextNumber(Kind kind) {
        return "%s%s%04d"
                .formatted(
                        kind.prefix(),
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        documents.nextNumber());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
