package io.kehub.console;

import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.inventory.Reservations;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.Percent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
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

    private static final String[] NAMES = {
        "negative_stock_allowed", "contract_approval_required", "over_delivery_percent", "over_settlement_percent"
    };

    private final Warehouses warehouses;
    private final Reservations reservations;
    private final Contracts contracts;

    ErpSettingsController(Warehouses warehouses, Reservations reservations, Contracts contracts) {
        this.warehouses = warehouses;
        this.reservations = reservations;
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
        var overDelivery = percent(body, NAMES[2]);
        var overSettlement = percent(body, NAMES[3]);
        body.refuseEmpty(NAMES);
        body.refuseFaults();
        if (negativeStock != null) {
            warehouses.allowNegativeStock(negativeStock);
        }
        if (approval != null) {
            contracts.requireApproval(approval);
        }
        if (overDelivery != null) {
            reservations.allowOverDelivery(overDelivery);
        }
        if (overSettlement != null) {
            contracts.allowOverSettlement(overSettlement);
        }
        return Envelope.ok(shown());
    }

    private SettingsView shown() {
        return new SettingsView(
                warehouses.negativeStockAllowed(),
                contracts.approvalRequired(),
                plain(reservations.overDeliveryPercent()),
                plain(contracts.overSettlementPercent()));
    }

    /** Checked while the body is read, so that nothing of a wrong change is saved. */
    private static @Nullable BigDecimal percent(JsonBody body, String name) {
        var percent = body.decimal(name);
        if (percent != null && !Percent.isValid(percent)) {
            body.fault(name, "比例不对", Percent.ALLOWED);
        }
        return percent;
    }

    /** A number without an exponent and trailing zeros. */
    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record SettingsView(
            boolean negativeStockAllowed,
            boolean contractApprovalRequired,
            String overDeliveryPercent,
            String overSettlementPercent) {}
}
