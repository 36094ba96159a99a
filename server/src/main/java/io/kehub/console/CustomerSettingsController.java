package io.kehub.console;

import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.erp.customer.CustomerSettings;
import io.kehub.erp.customer.CustomerSettingsStore;
import io.kehub.erp.customer.DuplicateRule;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> read() {
        return Envelope.ok(shown());
    }

    @PutMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> change(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "review_required", "duplicate_rules");
        var reviewRequired = body.flag("review_required");
        var duplicateRules = body.choices("duplicate_rules", DuplicateRule.class);
        body.refuseEmpty("review_required", "duplicate_rules");
        body.refuseFaults();
        settings.change(present -> new CustomerSettings(
                Objects.requireNonNullElse(reviewRequired, present.reviewRequired()),
                Objects.requireNonNullElse(duplicateRules, present.duplicateRules())));
        return Envelope.ok(shown());
    }

    private SettingsView shown() {
        var read = settings.read();
        var tolerated = new TreeMap<String, Long>();
        settings.tolerated().forEach((rule, several) -> tolerated.put(FieldNames.shown(rule), several));
        return new SettingsView(
                read.reviewRequired(),
                read.duplicateRules().stream().sorted().map(FieldNames::shown).toList(),
                tolerated);
    }

    /** @param existingDuplicates for each rule, how many texts are still said by several customers at once */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record SettingsView(
            boolean reviewRequired, List<String> duplicateRules, Map<String, Long> existingDuplicates) {}
}
