package seeded.house.api;

import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** An address that declares no permission, and reads JSON itself. */
class OpenController {

    @PostMapping("/api/open")
    String open(JsonNode body) {
        return body.toString();
    }
}
