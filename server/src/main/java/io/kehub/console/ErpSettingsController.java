package io.kehub.console;

import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.inventory.Warehouses;
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
@RequestMapping("/api/admin/erp-settings")
class ErpSettingsController {

    private static final String[] NAMES = {"negative_stock_allowed", "contract_approval_required"};

    private final Warehouses warehouses;
    private final Contracts contracts;

    ErpSettingsController(Warehouses warehouses, Contracts contracts) {
        this.warehouses = warehouses;
        this.contracts = contracts;
    }

    @GetMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> read() {
        return Envelope.ok(shown());
    }

    /** What is left out stays. */
    @PutMapping
    @RequiresPermission(Right.ADMINISTER)
    ResponseEntity<Envelope> change(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, NAMES);
        var negativeStock = body.flag(NAMES[0]);
        var approval = body.flag(NAMES[1]);
        body.refuseEmpty(NAMES);
        body.refuseFaults();
        if (negativeStock != null) {
            warehouses.allowNegativeStock(negativeStock);
        }
        if (approval != null) {
            contracts.requireApproval(approval);
        }
        return Envelope.ok(shown());
    }

    private SettingsView shown() {
        return new SettingsView(warehouses.negativeStockAllowed(), contracts.approvalRequired());
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record SettingsView(boolean negativeStockAllowed, boolean contractApprovalRequired) {}
}
