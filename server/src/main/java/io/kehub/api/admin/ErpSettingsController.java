package io.kehub.api.admin;

import io.kehub.api.web.ChangeBody;
import io.kehub.api.web.CheckedBody;
import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.inventory.Reservations;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Percent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/erp-settings")
class ErpSettingsController {

    private final Warehouses warehouses;
    private final Reservations reservations;
    private final Contracts contracts;
    private final Opportunities opportunities;
    private final TransactionTemplate transaction;

    ErpSettingsController(
            Warehouses warehouses,
            Reservations reservations,
            Contracts contracts,
            Opportunities opportunities,
            TransactionTemplate transaction) {
        this.warehouses = warehouses;
        this.reservations = reservations;
        this.contracts = contracts;
        this.opportunities = opportunities;
        this.transaction = transaction;
    }

    @GetMapping
    @Documented(value = "ERP 设置", answer = SettingsView.class)
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> read() {
        return Envelope.ok(new SettingsView(
                warehouses.negativeStockAllowed(),
                contracts.approvalRequired(),
                reservations.overDeliveryPercent(),
                contracts.overSettlementPercent(),
                opportunities.approvalRequired()));
    }

    record SettingsBody(
            @Nullable Boolean negativeStockAllowed,
            @Nullable Boolean contractApprovalRequired,
            @Nullable BigDecimal overDeliveryPercent,
            @Nullable BigDecimal overSettlementPercent,
            @Nullable Boolean opportunityApprovalRequired)
            implements ChangeBody, CheckedBody {

        @Override
        public List<FieldError> errors() {
            var errors = new ArrayList<FieldError>();
            checkPercent("overDeliveryPercent", overDeliveryPercent, errors);
            checkPercent("overSettlementPercent", overSettlementPercent, errors);
            return errors;
        }

        private static void checkPercent(String field, @Nullable BigDecimal percent, List<FieldError> errors) {
            if (percent != null && !Percent.isValid(percent)) {
                errors.add(new FieldError(field, "比例不对", Percent.ALLOWED));
            }
        }
    }

    /** Changes the settings that are given, all or none. */
    @PutMapping
    @Documented(value = "修改 ERP 设置", answer = SettingsView.class, example = "{\"over_delivery_percent\": 5}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> change(@RequestBody SettingsBody body) {
        return transaction.execute(status -> {
            save(body);
            return read();
        });
    }

    private void save(SettingsBody body) {
        if (body.negativeStockAllowed() != null) {
            warehouses.allowNegativeStock(body.negativeStockAllowed());
        }
        if (body.contractApprovalRequired() != null) {
            contracts.requireApproval(body.contractApprovalRequired());
        }
        if (body.overDeliveryPercent() != null) {
            reservations.allowOverDelivery(body.overDeliveryPercent());
        }
        if (body.overSettlementPercent() != null) {
            contracts.allowOverSettlement(body.overSettlementPercent());
        }
        if (body.opportunityApprovalRequired() != null) {
            opportunities.requireApproval(body.opportunityApprovalRequired());
        }
    }

    private record SettingsView(
            boolean negativeStockAllowed,
            boolean contractApprovalRequired,
            BigDecimal overDeliveryPercent,
            BigDecimal overSettlementPercent,
            boolean opportunityApprovalRequired) {}
}
