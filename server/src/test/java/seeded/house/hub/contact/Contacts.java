package seeded.house.hub.contact;

import io.kehub.client.ErpClient;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import seeded.house.Wiring;
import tools.jackson.databind.JsonNode;

/** Violates every rule that a domain module can violate. */
public class Contacts {

    @Autowired
    @Nullable
    JdbcClient sql;

    @Nullable
    ErpClient sdk;

    @GetMapping("/contacts")
    public String list(JsonNode body) {
        return body + Wiring.name() + Instant.now() + new Random().nextInt();
    }

    public String setting(@Value("${kehub.home}") String home) {
        return home + System.getenv("KEHUB_HOME");
    }

    @ConfigurationProperties("kehub")
    record Bound(String home) {}
}
