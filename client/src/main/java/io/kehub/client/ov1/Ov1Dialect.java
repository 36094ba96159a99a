package io.kehub.client.ov1;

import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpConnection;
import io.kehub.client.ErpDialect;

/** Selects the dialect ov1. Public for {@link java.util.ServiceLoader} alone; use {@link ErpClient#builder}. */
public final class Ov1Dialect implements ErpDialect {

    /** Called by {@link java.util.ServiceLoader}. */
    public Ov1Dialect() {}

    @Override
    public Dialect dialect() {
        return Dialect.OV1;
    }

    @Override
    public ErpClient open(ErpConnection connection) {
        return new Ov1ErpClient(connection);
    }
}
