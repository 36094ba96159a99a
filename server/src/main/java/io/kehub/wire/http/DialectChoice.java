package io.kehub.wire.http;

import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.DialectId;
import java.util.Locale;

/** Finds out which dialect a caller speaks. */
final class DialectChoice {

    private final Catalog catalog;

    DialectChoice(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * By the path where only one dialect lives there; elsewhere by what the caller shows: {@code datas},
     * {@code session} or {@code cmdkey} in the body is ov1, the header {@code ZBAPI-Token} is v3, anything else is quick.
     */
    DialectId choose(String path, Dialect.Message message) {
        var comparable = path.toLowerCase(Locale.ROOT);
        if (comparable.startsWith("/sysa/")) {
            return DialectId.OV1;
        }
        if (comparable.startsWith("/webapi/apihelper/") || comparable.startsWith("/webapi/api/zbservices/webapi/")) {
            return DialectId.HELPER;
        }
        if (message.tokenHeader() != null && catalog.speaks(DialectId.V3, path)) {
            return DialectId.V3;
        }
        if (BodyHint.namesAny(message.body().bytes(), "datas", "session", "cmdkey")) {
            return DialectId.OV1;
        }
        if (message.tokenHeader() != null) {
            return DialectId.V3;
        }
        return catalog.speaks(DialectId.QUICK, path) ? DialectId.QUICK : nativeAt(path);
    }

    /** Where only one native dialect has something, it is meant, however little the caller shows. */
    private DialectId nativeAt(String path) {
        var ov1 = catalog.speaks(DialectId.OV1, path);
        var v3 = catalog.speaks(DialectId.V3, path);
        if (ov1 == v3) {
            return DialectId.QUICK;
        }
        return ov1 ? DialectId.OV1 : DialectId.V3;
    }
}
