package io.kehub.wire.inventory;

import io.kehub.erp.access.Users;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLine;
import io.kehub.kernel.Page;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads stock documents with what a response shows of them. */
public final class StockDocumentViews {

    private final StockDocuments documents;
    private final Users users;

    StockDocumentViews(StockDocuments documents, Users users) {
        this.documents = documents;
        this.users = users;
    }

    /**
     * One document with its lines.
     *
     * @throws ProblemException with {@code Problem.NotFound} if it does not exist
     */
    public StockDocumentView view(StockDocumentId id) {
        var document = documents.find(id).orElseThrow(() -> StockDocuments.unknown(id));
        return new StockDocumentView(document, names(List.of(document)), documents.lines(id));
    }

    /** Name of a user; empty if there is none. */
    String name(UserId user) {
        return users.names(Set.of(user)).getOrDefault(user, "");
    }

    Page<StockDocumentView> page(Page<StockDocument> found, boolean withLines) {
        var names = names(found.items());
        var lines = new HashMap<StockDocumentId, List<StockLine>>();
        if (withLines) {
            lines.putAll(documents.linesOf(
                    found.items().stream().map(StockDocument::id).toList()));
        }
        return found.map(
                document -> new StockDocumentView(document, names, lines.getOrDefault(document.id(), List.of())));
    }

    private Map<UserId, String> names(List<StockDocument> found) {
        var people = new HashSet<UserId>();
        found.forEach(document -> {
            people.add(document.application().by());
            var by = document.decision().by();
            if (by != null) {
                people.add(by);
            }
        });
        return users.names(people);
    }
}
