package io.kehub.wire.http;

import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.DialectId;
import java.util.Locale;

/** Finds out which dialect a caller speaks. */
final class DialectChoice {

    private DialectChoice() {}

    /**
     * By the path where only one dialect lives there; elsewhere by what the caller shows: {@code datas} in the body is
     * ov1, the header {@code ZBAPI-Token} is v3, anything else is quick.
     */
    static DialectId choose(String path, Dialect.Message message) {
        var comparable = path.toLowerCase(Locale.ROOT);
        if (comparable.startsWith("/sysa/")) {
            return DialectId.OV1;
        }
        if (comparable.startsWith("/webapi/apihelper/") || comparable.startsWith("/webapi/api/zbservices/webapi/")) {
            return DialectId.HELPER;
        }
        if (BodyHint.names("datas", message.body().bytes())) {
            return DialectId.OV1;
        }
        return message.tokenHeader() == null ? DialectId.QUICK : DialectId.V3;
    }
}
