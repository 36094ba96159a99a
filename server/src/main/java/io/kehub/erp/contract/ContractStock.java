package io.kehub.erp.contract;

import io.kehub.erp.inventory.Reservations;
import io.kehub.erp.inventory.SourceRef;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The reservations and stock-outs of contracts. A line whose product is not kept in stock has none. */
final class ContractStock {

    private final Reservations reservations;
    private final StockDocuments documents;
    private final Warehouses warehouses;
    private final Products products;

    ContractStock(Reservations reservations, StockDocuments documents, Warehouses warehouses, Products products) {
        this.reservations = reservations;
        this.documents = documents;
        this.warehouses = warehouses;
        this.products = products;
    }

    static SourceRef source(Contract contract) {
        return new SourceRef(
                Contracts.SOURCE,
                contract.id().value(),
                contract.number(),
                contract.text(ContractField.TITLE),
                contract.customerName());
    }

    /** Reserves the stock of an approved contract and requests a stock-out for all of it. */
    void activate(Contract contract, List<ContractLine> lines, UserId by) {
        var known = products(lines);
        var stocked =
                lines.stream().filter(line -> product(known, line).stocked()).toList();
        reservations.reserve(
                source(contract),
                stocked.stream()
                        .map(line ->
                                new Reservations.Line(line.id(), line.terms().product(), line.baseQuantity()))
                        .toList());
        if (!stocked.isEmpty()) {
            var from = mainWarehouse();
            requestStockOut(
                    contract,
                    stocked.stream()
                            .map(line -> stockOutLine(
                                    line,
                                    product(known, line)
                                            .measured(
                                                    line.baseQuantity(),
                                                    line.unit(),
                                                    line.terms().price()),
                                    from))
                            .toList(),
                    by);
        }
    }

    Map<ProductId, Product> products(List<ContractLine> lines) {
        return products.findAll(
                lines.stream().map(line -> line.terms().product()).collect(Collectors.toSet()));
    }

    static Product product(Map<ProductId, Product> known, ContractLine line) {
        return Objects.requireNonNull(known.get(line.terms().product()));
    }

    WarehouseId mainWarehouse() {
        return warehouses
                .main()
                .orElseThrow(
                        () -> new ProblemException(new Problem.Invalid("no_warehouse", "没有启用的仓库，请先启用仓库", List.of())));
    }

    StockDocumentId requestStockOut(Contract contract, List<StockLineDraft> lines, UserId by) {
        return documents.apply(
                StockDocument.Kind.STOCK_OUT,
                StockDocumentDraft.of(lines)
                        .withTitle(contract.text(ContractField.TITLE))
                        .withCategory("销售出库")
                        .withSource(source(contract)),
                by);
    }

    static StockLineDraft stockOutLine(ContractLine line, Product.Measured measured, WarehouseId from) {
        return StockLineDraft.of(line.terms().product(), measured.quantity(), from)
                .withUnit(measured.unit().unit())
                .withPrice(measured.price())
                .withSourceLine(line.id());
    }

    List<Reservations.Promise> promises(Contract contract) {
        return reservations.promises(source(contract));
    }

    /** The stock-outs of a contract, oldest first. */
    List<StockDocument> stockOuts(Contract contract) {
        return reservations.stockOuts(source(contract)).stream()
                .flatMap(id -> documents.find(id).stream())
                .toList();
    }

    /** Releases what is reserved and refuses the pending stock-outs. */
    void close(Contract contract, String opinion, UserId by) {
        // first, because its lock keeps others from confirming or adding stock-outs of the contract
        reservations.release(source(contract));
        stockOuts(contract).stream()
                .filter(document -> document.state() == StockDocument.State.PENDING)
                .forEach(document -> documents.refuse(document.id(), opinion, by));
    }

    /** Reserves again what was ordered and not shipped. */
    void reopen(Contract contract) {
        reservations.restore(source(contract));
    }
}
