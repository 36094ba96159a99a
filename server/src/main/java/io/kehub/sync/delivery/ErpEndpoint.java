package io.kehub.sync.delivery;

import io.kehub.client.ErpClient;

/**
 * The ERP that deliveries go to. Asked for each delivery anew, first after the web server is up: the ERP may be our own,
 * whose address is only known then.
 */
@FunctionalInterface
public interface ErpEndpoint {

    /** A client that is signed in or signs itself in; may be the same each time. Whoever provides it closes it. */
    ErpClient client();
}
