package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.NewSettlement;
import io.kehub.erp.contract.Settlement;
import io.kehub.erp.contract.Settlements;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Payments and invoices of a contract, noted by those who may approve it. */
@RestController
@RequestMapping("/api/erp/contracts/{id}/settlements")
class SettlementsController {

    private final Settlements settlements;
    private final Departments departments;
    private final Users users;
    private final ShownTime time;

    SettlementsController(Settlements settlements, Departments departments, Users users, ShownTime time) {
        this.settlements = settlements;
        this.departments = departments;
        this.users = users;
        this.time = time;
    }

    @GetMapping
    @RequiresPermission(Permission.READ_CONTRACTS)
    ResponseEntity<Envelope> list(@PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        var found = settlements.list(contract(id), departments.scopeOf(caller));
        var names = users.names(found.stream().map(Settlement::by).collect(Collectors.toSet()));
        return Envelope.ok(new SettlementList(
                found.stream().map(settlement -> shown(settlement, names)).toList()));
    }

    @PostMapping
    @RequiresPermission(Permission.APPROVE_CONTRACTS)
    ResponseEntity<Envelope> note(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var contract = contract(id);
        var body = JsonBody.read(request, "kind", "number", "amount", "settled_on", "remark");
        var kind = body.requiredChoice("kind", Settlement.Kind.class);
        var number = body.textOr("number", "");
        var amount = body.requiredDecimal("amount");
        var settledOn = body.requiredDay("settled_on");
        var remark = body.textOr("remark", "");
        body.refuseFaults();
        var noted = settlements.note(
                contract,
                new NewSettlement(kind, number, amount, settledOn, remark),
                caller.user(),
                departments.scopeOf(caller));
        return Envelope.created(shown(noted, Map.of(caller.user(), caller.name())));
    }

    private static ContractId contract(String id) {
        return new ContractId(Ids.positive(id));
    }

    private SettlementView shown(Settlement settlement, Map<UserId, String> names) {
        return new SettlementView(
                String.valueOf(settlement.id()),
                FieldNames.shown(settlement.kind()),
                settlement.number(),
                settlement.amount().toPlainString(),
                settlement.settledOn(),
                settlement.remark(),
                names.getOrDefault(settlement.by(), ""),
                time.of(settlement.at()));
    }

    private record SettlementList(List<SettlementView> list) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record SettlementView(
            String id,
            String kind,
            String number,
            String amount,
            LocalDate settledOn,
            String remark,
            String by,
            @Nullable String at) {}
}
