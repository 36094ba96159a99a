package io.kehub.client;

import java.util.ServiceLoader;

/** Makes clients for one dialect. Implementations are found by {@link java.util.ServiceLoader}. */
public interface ErpDialect {

    /**
     * The dialect that {@link #open} speaks.
     *
     * @return the dialect
     */
    Dialect dialect();

    /**
     * Makes a client. Sends nothing.
     *
     * @param connection the way to the ERP; the client closes its transport
     * @return the client
     */
    ErpClient open(ErpConnection connection);

    /**
     * The adapter of a dialect.
     *
     * @param dialect the dialect
     * @return its adapter
     * @throws IllegalStateException if the SDK is incomplete
     */
    static ErpDialect of(Dialect dialect) {
        // not the context class loader, which may see another copy of the SDK, or none
        return ServiceLoader.load(ErpDialect.class, ErpDialect.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.dialect() == dialect)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the SDK is incomplete: no adapter for " + dialect));
    }
}
