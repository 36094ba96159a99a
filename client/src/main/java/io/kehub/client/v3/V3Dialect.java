package io.kehub.client.v3;

import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpConnection;
import io.kehub.client.ErpDialect;
import io.kehub.client.wire.NativeSession;

/** Selects the dialect v3. Public for {@link java.util.ServiceLoader} alone; use {@link ErpClient#builder}. */
public final class V3Dialect implements ErpDialect {

    /** Called by {@link java.util.ServiceLoader}. */
    public V3Dialect() {}

    @Override
    public Dialect dialect() {
        return Dialect.V3;
    }

    @Override
    public ErpClient open(ErpConnection connection) {
        var reader = ErpDialect.of(Dialect.OV1).open(connection);
        if (!(reader instanceof NativeSession session)) {
            throw new IllegalStateException("the client of ov1 does not share its session");
        }
        return new V3ErpClient(connection, reader, session);
    }
}
