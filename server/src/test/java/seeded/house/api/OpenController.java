package seeded.house.api;

import org.springframework.web.bind.annotation.PostMapping;

/** An address that declares no permission. */
class OpenController {

    @PostMapping("/api/open")
    String open() {
        return "";
    }
}
