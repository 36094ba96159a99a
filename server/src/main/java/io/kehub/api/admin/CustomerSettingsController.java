package io.kehub.api.admin;

import static java.util.Objects.requireNonNullElse;

import io.kehub.api.web.ChangeBody;
import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.WireNames;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.customer.CustomerSettings;
import io.kehub.erp.customer.CustomerSettingsStore;
import io.kehub.erp.customer.DuplicateRule;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/customer-settings")
class CustomerSettingsController {

    private final CustomerSettingsStore settings;

    CustomerSettingsController(CustomerSettingsStore settings) {
        this.settings = settings;
    }

    @GetMapping
    @Documented(value = "客户设置", answer = SettingsView.class)
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> read() {
        var current = settings.read();
        var duplicates = new TreeMap<String, Long>();
        settings.tolerated().forEach((rule, values) -> duplicates.put(WireNames.of(rule), values));
        return Envelope.ok(new SettingsView(
                current.reviewRequired(),
                current.claimApprovalRequired(),
                current.duplicateRules().stream().sorted().toList(),
                duplicates));
    }

    record SettingsBody(
            @Nullable Boolean reviewRequired,
            @Nullable Boolean claimApprovalRequired,
            @Nullable List<@NotNull DuplicateRule> duplicateRules)
            implements ChangeBody {}

    @PutMapping
    @Documented(value = "修改客户设置", answer = SettingsView.class, example = "{\"review_required\": false}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> change(@RequestBody SettingsBody body) {
        var rules = body.duplicateRules();
        settings.change(current -> new CustomerSettings(
                requireNonNullElse(body.reviewRequired(), current.reviewRequired()),
                requireNonNullElse(body.claimApprovalRequired(), current.claimApprovalRequired()),
                rules == null ? current.duplicateRules() : Set.copyOf(rules)));
        return read();
    }

    /** @param existingDuplicates per rule, the number of values that several customers share */
    private record SettingsView(
            boolean reviewRequired,
            boolean claimApprovalRequired,
            List<DuplicateRule> duplicateRules,
            Map<String, Long> existingDuplicates) {}
}
