package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.ContractClosure;
import io.kehub.erp.contract.ContractFulfilment;
import io.kehub.erp.contract.ContractFulfilment.Line;
import io.kehub.erp.contract.ContractFulfilment.Wanted;
import io.kehub.erp.inventory.Reservations.Promise;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

/** What is left to ship of a contract: shown, requested again from the warehouse, or ended. */
@RestController
@RequestMapping("/api/erp/contracts/{id}")
class ContractFulfilmentController {

    private final ContractFulfilment fulfilment;
    private final StockDocuments documents;
    private final StockDocumentViews documentViews;
    private final Departments departments;
    private final Users users;
    private final ShownTime time;

    ContractFulfilmentController(
            ContractFulfilment fulfilment,
            StockDocuments documents,
            StockDocumentViews documentViews,
            Departments departments,
            Users users,
            ShownTime time) {
        this.fulfilment = fulfilment;
        this.documents = documents;
        this.documentViews = documentViews;
        this.departments = departments;
        this.users = users;
        this.time = time;
    }

    @GetMapping("/fulfilment")
    @RequiresPermission(Permission.READ_CONTRACTS)
    ResponseEntity<Envelope> read(@PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        return Envelope.ok(shown(contract(id), caller));
    }

    /** Requests a stock-out for the named lines; without lines, for everything that no stock-out holds. */
    @PostMapping("/stock-outs")
    @RequiresPermission(Permission.WRITE_CONTRACTS)
    ResponseEntity<Envelope> requestStockOut(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var contract = contract(id);
        var body = JsonBody.read(request, "lines");
        var wanted = body.rows("lines", StockDocuments.MOST_LINES, "line", "quantity", "warehouse").stream()
                .map(row -> new Wanted(row.requiredId("line"), row.decimal("quantity"), warehouse(row)))
                .toList();
        body.refuseFaults();
        var document = fulfilment.requestStockOut(contract, wanted, caller.user(), departments.scopeOf(caller));
        return Envelope.created(documentViews.whole(documents.find(document).orElseThrow(), documents.lines(document)));
    }

    /** 终止 */
    @PostMapping("/close")
    @RequiresPermission(Permission.APPROVE_CONTRACTS)
    ResponseEntity<Envelope> close(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var contract = contract(id);
        var body = JsonBody.read(request, "reason", "state");
        var reason = body.textOr("reason", "");
        var state = body.textOr("state", "");
        body.refuseFaults();
        fulfilment.close(contract, reason, state, caller.user(), departments.scopeOf(caller));
        return Envelope.ok(shown(contract, caller));
    }

    /** 恢复 */
    @PostMapping("/reopen")
    @RequiresPermission(Permission.APPROVE_CONTRACTS)
    ResponseEntity<Envelope> reopen(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var contract = contract(id);
        var body = JsonBody.read(request, "reason");
        var reason = body.textOr("reason", "");
        body.refuseFaults();
        fulfilment.reopen(contract, reason, caller.user(), departments.scopeOf(caller));
        return Envelope.ok(shown(contract, caller));
    }

    private static ContractId contract(String id) {
        return new ContractId(Ids.positive(id));
    }

    private static @Nullable WarehouseId warehouse(JsonBody row) {
        var id = row.id("warehouse");
        return id == null ? null : new WarehouseId(id);
    }

    private FulfilmentView shown(ContractId id, Caller caller) {
        var overview = fulfilment.of(id, departments.scopeOf(caller));
        var contract = overview.contract();
        var names = users.names(
                overview.closures().stream().map(ContractClosure::by).collect(Collectors.toSet()));
        return new FulfilmentView(
                String.valueOf(id.value()),
                contract.number(),
                contract.state(),
                contract.closed(),
                FieldNames.shown(contract.delivery()),
                overview.lines().stream()
                        .map(ContractFulfilmentController::line)
                        .toList(),
                overview.stockOuts().stream()
                        .map(ContractFulfilmentController::stockOut)
                        .toList(),
                overview.closures().stream()
                        .map(closure -> closure(closure, names))
                        .toList());
    }

    private static LineView line(Line line) {
        var ordered = line.line();
        var promise = line.promise();
        return new LineView(
                String.valueOf(ordered.id()),
                String.valueOf(ordered.terms().product().value()),
                ordered.productName(),
                ordered.unitName(),
                StockDocumentViews.plain(ordered.terms().quantity()),
                StockDocumentViews.plain(ordered.baseQuantity()),
                quantity(promise, Promise::delivered),
                quantity(promise, Promise::reserved),
                quantity(promise, Promise::waiting),
                quantity(promise, Promise::unassigned));
    }

    private static String quantity(@Nullable Promise promise, Function<Promise, BigDecimal> value) {
        return promise == null ? "0" : StockDocumentViews.plain(value.apply(promise));
    }

    private static StockOutView stockOut(StockDocument document) {
        var reverses = document.reverses();
        return new StockOutView(
                String.valueOf(document.id().value()),
                document.number(),
                FieldNames.shown(document.state()),
                StockDocumentViews.plain(document.quantity()),
                reverses == null ? null : String.valueOf(reverses.value()));
    }

    private ClosureView closure(ContractClosure closure, Map<UserId, String> names) {
        return new ClosureView(
                closure.closed(), closure.reason(), names.getOrDefault(closure.by(), ""), time.of(closure.at()));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record FulfilmentView(
            String id,
            String number,
            String state,
            boolean closed,
            String delivery,
            List<LineView> lines,
            List<StockOutView> stockOuts,
            List<ClosureView> closures) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record LineView(
            String id,
            String product,
            String productName,
            String unitName,
            String quantity,
            String baseQuantity,
            String delivered,
            String reserved,
            String waiting,
            String open) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record StockOutView(
            String id,
            String number,
            String state,
            String quantity,
            @Nullable String reverses) {}

    private record ClosureView(
            boolean closed,
            String reason,
            String by,
            @Nullable String at) {}
}
