package io.kehub.sync.delivery;

import io.kehub.client.ErpClient;

/**
 * The ERP that deliveries go to. It is asked for each delivery and never before the web server has started, because the ERP
 * may be our own and its address is known only then.
 */
@FunctionalInterface
public interface ErpEndpoint {

    /** A client that signs in by itself; may be the same each time. The provider closes it, not the caller. */
    ErpClient client();
}
