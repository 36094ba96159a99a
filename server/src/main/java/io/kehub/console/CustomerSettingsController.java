package io.kehub.console;

import io.kehub.erp.customer.CustomerSettings;
import io.kehub.erp.customer.CustomerSettingsStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@RestController
@RequestMapping("/api/admin/customer-settings")
class CustomerSettingsController {

    private final CustomerSettingsStore settings;

    CustomerSettingsController(CustomerSettingsStore settings) {
        this.settings = settings;
    }

    @GetMapping
    ResponseEntity<Envelope> read() {
        return Envelope.ok(shown());
    }

    @PutMapping
    ResponseEntity<Envelope> change(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "review_required");
        var reviewRequired = body.requiredFlag("review_required");
        body.refuseFaults();
        settings.change(new CustomerSettings(reviewRequired));
        return Envelope.ok(shown());
    }

    private SettingsView shown() {
        return new SettingsView(settings.read().reviewRequired());
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record SettingsView(boolean reviewRequired) {}
}
