package io.kehub;

import io.kehub.client.ErpClient;
import io.kehub.client.ErpClientBuilder;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.Users;
import io.kehub.sync.delivery.ErpEndpoint;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The ERP that the hub delivers into: the one that the settings name, else KeHub's own. Either is reached
 * through the SDK over HTTP; the hub cannot tell them apart.
 *
 * <p>In KeHub's own ERP the hub works under a service account without a password, which no sign-in accepts. This class opens
 * its session.
 */
@Component
class ErpEndpointProvider implements ErpEndpoint, DisposableBean {

    private static final String SERVICE_LOGIN = "kehub-hub";
    private static final String SERVICE_NAME = "客户中台";

    private final Users users;
    private final Sessions sessions;
    private final StartupBanner own;
    private final Settings settings;
    private @Nullable ErpClient client;

    ErpEndpointProvider(Users users, Sessions sessions, StartupBanner own, Settings settings) {
        this.users = users;
        this.sessions = sessions;
        this.own = own;
        this.settings = settings;
    }

    @Override
    public synchronized ErpClient client() {
        if (client == null) {
            var other = settings.erp();
            var builder = other == null
                    ? ownErp()
                    : ErpClient.builder(other.url())
                            .account(other.user(), other.password().value());
            client = builder.requestTimeout(settings.deliveries().requestTimeout())
                    .build();
        }
        return client;
    }

    private ErpClientBuilder ownErp() {
        var account = users.serviceAccount(SERVICE_LOGIN, SERVICE_NAME);
        return ErpClient.builder(URI.create(own.address()))
                .session(() -> "KEHUB_SESSION=" + sessions.open(account.id()).secret());
    }

    @Override
    public synchronized void destroy() {
        if (client != null) {
            client.close();
        }
    }
}
