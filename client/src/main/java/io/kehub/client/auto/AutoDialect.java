package io.kehub.client.auto;

import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpConnection;
import io.kehub.client.ErpDialect;
import java.util.List;

/** Selects the dialect that an ERP speaks. Public for {@link java.util.ServiceLoader} alone; use {@link ErpClient#builder}. */
public final class AutoDialect implements ErpDialect {

    /* The first one can repeat an add safely. */
    private static final List<Dialect> CANDIDATES = List.of(Dialect.OV1, Dialect.QUICK);

    /** Called by {@link java.util.ServiceLoader}. */
    public AutoDialect() {}

    @Override
    public Dialect dialect() {
        return Dialect.AUTO;
    }

    @Override
    public ErpClient open(ErpConnection connection) {
        return new AutoErpClient(
                CANDIDATES.stream()
                        .map(dialect -> ErpDialect.of(dialect).open(connection))
                        .toList(),
                connection.transport());
    }
}
