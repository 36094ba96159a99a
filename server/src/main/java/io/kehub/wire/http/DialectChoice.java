package io.kehub.wire.http;

import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.Dialect.Claim;
import io.kehub.wire.operation.type.DialectId;
import java.util.List;

/** Determines the dialect of a request by asking each dialect. */
final class DialectChoice {

    private final Catalog catalog;
    private final List<Dialect> dialects;

    DialectChoice(Catalog catalog, List<Dialect> dialects) {
        this.catalog = catalog;
        this.dialects = List.copyOf(dialects);
    }

    /** The dialect with the strongest claim; the quick one if the claims are equal. */
    DialectId choose(String path, Dialect.Message message) {
        var strongest = Claim.NONE;
        var chosen = DialectId.QUICK;
        for (var dialect : dialects) {
            var id = dialect.id();
            var claim = dialect.claim(path, catalog.serves(id, path), message);
            if (claim.compareTo(strongest) > 0) {
                strongest = claim;
                chosen = id;
            } else if (claim == strongest) {
                chosen = DialectId.QUICK;
            }
        }
        return chosen;
    }
}
