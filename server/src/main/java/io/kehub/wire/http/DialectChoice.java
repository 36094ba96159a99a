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

    /**
     * The dialect with the strongest claim; the quick one if the claims are equal. An address of v3 is answered in v3
     * whatever is sent there: a GET of a list, a body of another dialect.
     */
    DialectId choose(String method, String path, Dialect.Message message) {
        return isV3(method, path, message) ? DialectId.V3 : strongest(path, message);
    }

    private boolean isV3(String method, String path, Dialect.Message message) {
        return catalog.serves(DialectId.V3, path)
                && !catalog.serves(DialectId.OV1, path)
                && (!catalog.serves(DialectId.QUICK, path)
                        || (method.equals("GET") && catalog.readsByGet(DialectId.V3, path))
                        || dialects.stream()
                                .filter(dialect -> dialect.id() == DialectId.OV1)
                                .anyMatch(ov1 -> ov1.claim(path, false, message) == Claim.BODY));
    }

    private DialectId strongest(String path, Dialect.Message message) {
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
