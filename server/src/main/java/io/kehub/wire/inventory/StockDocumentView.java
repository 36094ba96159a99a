package io.kehub.wire.inventory;

import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockLine;
import io.kehub.kernel.UserId;
import java.util.List;
import java.util.Map;

/**
 * A stock document with the names of its people.
 *
 * @param names by user id
 * @param lines empty if the request does not ask for them
 */
public record StockDocumentView(StockDocument document, Map<UserId, String> names, List<StockLine> lines) {

    public StockDocumentView {
        names = Map.copyOf(names);
        lines = List.copyOf(lines);
    }

    String applicant() {
        return names.getOrDefault(document.application().by(), "");
    }

    /** Name of the user who decided; empty while the document is pending. */
    String keeper() {
        var by = document.decision().by();
        return by == null ? "" : names.getOrDefault(by, "");
    }
}
