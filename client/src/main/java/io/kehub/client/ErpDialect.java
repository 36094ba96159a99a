package io.kehub.client;

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
}
