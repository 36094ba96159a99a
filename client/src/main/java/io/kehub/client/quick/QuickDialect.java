package io.kehub.client.quick;

import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpConnection;
import io.kehub.client.ErpDialect;

/** Selects the quick dialect. Public for {@link java.util.ServiceLoader} alone; use {@link ErpClient#builder}. */
public final class QuickDialect implements ErpDialect {

    /** Called by {@link java.util.ServiceLoader}. */
    public QuickDialect() {}

    @Override
    public Dialect dialect() {
        return Dialect.QUICK;
    }

    @Override
    public ErpClient open(ErpConnection connection) {
        return new QuickErpClient(connection);
    }
}
