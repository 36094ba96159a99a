package io.kehub.erp.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.inventory.Reservations;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLine;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.product.ProductDetails;
import io.kehub.erp.product.ProductField;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.erp.product.Products;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Contracts and their stock-outs for tests, with checks of the invariants between them. */
final class ContractWorld implements AutoCloseable {

    final ProductTestContext bed =
            new ProductTestContext("io.kehub.erp.customer", "io.kehub.erp.inventory", "io.kehub.erp.contract");
    final Contracts contracts = bed.bean(Contracts.class);
    final ContractFulfilment fulfilment = bed.bean(ContractFulfilment.class);
    final Settlements settlements = bed.bean(Settlements.class);
    final Reservations reservations = bed.bean(Reservations.class);
    final StockDocuments stock = bed.bean(StockDocuments.class);
    final UserId li = bed.user;
    final UserId wang = bed.user("wang");
    final AccessScope scope = AccessScope.everything(wang);
    private final CustomerId customer = bed.bean(Customers.class).add(CustomerDetails.named("重庆客户"), li, li);

    @Override
    public void close() {
        bed.close();
    }

    ProductId product(String name) {
        return bed.products.add(bed.draft(name, ""), li);
    }

    /** A product with this 产品属性. */
    ProductId product(String name, String stocked) {
        var draft = bed.draft(name, "");
        var details = draft.details();
        return bed.products.add(
                new Products.Draft(
                        new ProductDetails(name, "", "", details.productClass(), Map.of(ProductField.STOCKED, stocked)),
                        draft.units()),
                li);
    }

    void stockUp(ProductId product, String quantity) {
        stockUp(product, quantity, new WarehouseId(1));
    }

    void stockUp(ProductId product, String quantity, WarehouseId warehouse) {
        var line = StockLineDraft.of(product, new BigDecimal(quantity), warehouse, "");
        stock.post(Kind.STOCK_IN, StockDocumentDraft.of(List.of(line)), li);
    }

    ContractId waiting(LineTerms... lines) {
        return contracts.add(ContractDrafts.draft("", "供货合同", customer, li, lines), li, AccessScope.own(li));
    }

    ContractId approved(LineTerms... lines) {
        var id = waiting(lines);
        contracts.decide(id, Approval.APPROVED, "", wang, scope);
        return id;
    }

    Contract read(ContractId id) {
        return contracts.find(id, scope).orElseThrow();
    }

    List<StockDocument> stockOuts(ContractId id, State state) {
        return fulfilment.of(id, scope).stockOuts().stream()
                .filter(document -> document.state() == state)
                .toList();
    }

    /** The only pending stock-out of the contract. */
    StockDocumentId pending(ContractId id) {
        var pending = stockOuts(id, State.PENDING);
        assertThat(pending).hasSize(1);
        return pending.getFirst().id();
    }

    StockLine line(StockDocumentId document, int index) {
        return stock.lines(document).get(index);
    }

    /** Confirms a stock-out with these quantities of its lines, in their order; further lines are confirmed as requested. */
    void confirm(StockDocumentId document, String... quantities) {
        var corrections = new ArrayList<Correction>();
        for (var index = 0; index < quantities.length; index++) {
            corrections.add(new Correction(line(document, index).id(), new BigDecimal(quantities[index]), null, null));
        }
        stock.confirm(document, new StockConfirmation("", corrections), wang);
    }

    BigDecimal reserved(ProductId product) {
        return bed.jdbc
                .sql("select coalesce(sum(reserved), 0) from product_stock where product = :product")
                .param("product", product.value())
                .query(BigDecimal.class)
                .single();
    }

    static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    /**
     * Checks that exactly the unshipped quantities of open, approved contracts are reserved, that delivered quantities equal
     * the confirmed stock-outs, and that stock equals the sum of its movements.
     */
    void assertConsistent() {
        assertThat(ids("""
                with shipped as (
                  select d.source_id as contract, l.source_line as line, sum(l.base_quantity) as quantity
                  from stock_document d join stock_line l on l.document = d.id
                  where d.source_kind = 'CONTRACT' and d.kind = 'STOCK_OUT' and d.state = 'CONFIRMED'
                  group by 1, 2),
                open as (
                  select l.product, greatest(l.base_quantity - coalesce(s.quantity, 0), 0) as quantity
                  from contract c
                  join contract_line l on l.contract = c.id
                  join product g on g.id = l.product and g.fields ->> 'STOCKED' is distinct from '0'
                  left join shipped s on s.contract = c.id and s.line = l.id
                  where c.approval = 'APPROVED' and not c.closed)
                select p.product
                from product_stock p
                where p.reserved <> coalesce((select sum(o.quantity) from open o where o.product = p.product), 0)"""))
                .as("products whose reserved quantity differs from the unshipped quantity of open contracts")
                .isEmpty();
        assertThat(ids("""
                select r.line
                from stock_reservation r
                where r.delivered <> coalesce((
                  select sum(l.base_quantity)
                  from stock_document d join stock_line l on l.document = d.id
                  where d.source_kind = r.source_kind and d.source_id = r.source_id and l.source_line = r.line
                    and d.kind = 'STOCK_OUT' and d.state = 'CONFIRMED'), 0)"""))
                .as("lines whose delivered quantity differs from their confirmed stock-outs")
                .isEmpty();
        assertThat(ids("""
                select p.product
                from product_stock p
                where p.quantity <> coalesce((select sum(m.change) from stock_movement m where m.product = p.product), 0)"""))
                .as("products whose stock differs from the sum of its movements")
                .isEmpty();
    }

    /** Checks that pending stock-outs request no more than is reserved; valid while no stock-out ships more than requested. */
    void assertNothingRequestedTwice() {
        assertThat(ids("""
                select r.line
                from stock_reservation r
                where r.quantity < coalesce((
                  select sum(l.base_quantity)
                  from stock_document d join stock_line l on l.document = d.id
                  where d.source_kind = r.source_kind and d.source_id = r.source_id and l.source_line = r.line
                    and d.kind = 'STOCK_OUT' and d.state = 'PENDING'), 0)""")).as("lines with more requested than reserved").isEmpty();
    }

    private List<Long> ids(String sql) {
        return bed.jdbc.sql(sql).query((row, number) -> row.getLong(1)).list();
    }
}
