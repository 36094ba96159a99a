package io.kehub.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockConfirmation.Rest;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The inventory module on a fresh database. Tests of a class share it, so each adds its own products and warehouses. */
final class StockTestContext implements AutoCloseable {

    final ProductTestContext context = new ProductTestContext("io.kehub.erp.inventory");
    final StockDocuments documents = context.bean(StockDocuments.class);
    final StockFreezes freezes = context.bean(StockFreezes.class);
    final StockLists lists = context.bean(StockLists.class);
    final Warehouses warehouses = context.bean(Warehouses.class);
    private int made;

    ProductId product() {
        return context.products.add(context.draft("产品" + ++made, ""), context.user);
    }

    WarehouseId warehouse() {
        return warehouses.add(null, "仓库" + ++made, "", "", null);
    }

    WarehouseId bin(WarehouseId parent) {
        return warehouses.add(parent, "库位" + ++made, "", "", null);
    }

    static StockDocumentDraft draft(StockLineDraft... lines) {
        return StockDocumentDraft.of(List.of(lines));
    }

    static StockLineDraft line(ProductId product, String quantity, WarehouseId warehouse, String batch) {
        return StockLineDraft.of(product, new BigDecimal(quantity), warehouse, batch);
    }

    static StockLineDraft dated(
            ProductId product,
            String quantity,
            WarehouseId warehouse,
            String batch,
            @Nullable String produced,
            @Nullable String expires) {
        return StockLineDraft.of(product, new BigDecimal(quantity), warehouse)
                .withBatch(new StockBatch(
                        batch,
                        produced == null ? null : LocalDate.parse(produced),
                        expires == null ? null : LocalDate.parse(expires)));
    }

    StockDocumentId in(StockLineDraft... lines) {
        return documents.post(Kind.STOCK_IN, draft(lines), context.user);
    }

    StockDocumentId out(StockLineDraft... lines) {
        return documents.post(Kind.STOCK_OUT, draft(lines), context.user);
    }

    StockDocumentId adjust(StockLineDraft... lines) {
        return documents.post(Kind.ADJUSTMENT, draft(lines), context.user);
    }

    StockDocumentId transfer(WarehouseId target, StockLineDraft... lines) {
        return documents.transfer(draft(lines), target, context.user);
    }

    void confirm(StockDocumentId id, Correction... corrections) {
        documents.confirm(id, new StockConfirmation("", List.of(corrections)), context.user);
    }

    void confirm(StockDocumentId id, Rest rest, Correction... corrections) {
        documents.confirm(id, new StockConfirmation("", List.of(corrections), rest), context.user);
    }

    void refuse(StockDocumentId id) {
        documents.refuse(id, "", context.user);
    }

    StockDocumentId reverse(StockDocumentId id) {
        return documents.reverse(id, context.user);
    }

    Correction part(
            StockDocumentId id,
            int line,
            @Nullable String quantity,
            @Nullable WarehouseId warehouse,
            @Nullable String batch) {
        return new Correction(
                documents.lines(id).get(line).id(),
                quantity == null ? null : new BigDecimal(quantity),
                warehouse,
                batch);
    }

    StockDocumentId departure(StockDocumentId arrival) {
        return Objects.requireNonNull(documents.find(arrival).orElseThrow().transfer())
                .departure();
    }

    /** The pending arrivals of a transfer, oldest first. */
    List<StockDocumentId> pending(StockDocumentId departure) {
        return new StockDocumentsJdbc(context.jdbc).pendingArrivals(departure);
    }

    String stock(ProductId product, WarehouseId warehouse) {
        return plain(context.jdbc
                .sql("select coalesce(sum(quantity), 0) from stock where product = :product and warehouse = :warehouse")
                .param("product", product.value())
                .param("warehouse", warehouse.value())
                .query(BigDecimal.class)
                .single());
    }

    String stock(ProductId product, String batch) {
        return plain(context.jdbc
                .sql("select coalesce(sum(quantity), 0) from stock where product = :product and batch = :batch")
                .param("product", product.value())
                .param("batch", batch)
                .query(BigDecimal.class)
                .single());
    }

    StockSummary summary(ProductId product) {
        return lists.summaries(StockFilter.quick(product, null), new PageRequest(1, 1))
                .items()
                .getFirst();
    }

    String inTransit(ProductId product) {
        return plain(context.jdbc
                .sql("select in_transit from product_stock where product = :product")
                .param("product", product.value())
                .query(BigDecimal.class)
                .single());
    }

    List<BatchStock> batches(ProductId product) {
        return lists.batches(StockFilter.quick(product, null), new PageRequest(1, 100), null)
                .items();
    }

    static String plain(BigDecimal number) {
        return StockLedger.plain(number);
    }

    static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    static List<String> fields(Runnable call) {
        return refused(call).errors().stream().map(FieldError::field).toList();
    }

    /** Runs the calls concurrently and returns the error codes of the refused ones. */
    static List<String> atOnce(List<Runnable> calls) throws Exception {
        var codes = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var tasks = calls.stream()
                    .<Callable<String>>map(call -> () -> {
                        try {
                            call.run();
                            return "";
                        } catch (ProblemException refusal) {
                            return refusal.problem().code();
                        }
                    })
                    .toList();
            for (var outcome : threads.invokeAll(tasks)) {
                codes.add(outcome.get());
            }
        }
        return codes.stream().filter(code -> !code.isEmpty()).toList();
    }

    /** Checks that stock in warehouses and in transit equals the documents outside of transfers, and that all totals equal their parts. */
    void assertConsistent() {
        assertThat(context.jdbc.sql("""
                        with there as (
                          select product, batch, sum(quantity) as quantity
                          from (
                            select product, batch, quantity from stock
                            union all
                            select l.product, l.batch, l.base_quantity
                            from stock_document d
                            join stock_line l on l.document = d.id
                            where d.transfer_part = 'ARRIVAL' and d.state = 'PENDING') as held
                          group by 1, 2),
                        said as (
                          select m.product, m.batch, sum(m.change) as quantity
                          from stock_movement m
                          join stock_document d on d.id = m.document
                          where d.transfer is null or d.transfer_part = 'LOSS'
                          group by 1, 2)
                        select count(*)
                        from there
                        full join said using (product, batch)
                        where coalesce(there.quantity, 0) <> coalesce(said.quantity, 0)""").query(Long.class).single())
                .as("batches whose stock differs from the documents")
                .isZero();
        assertThat(context.jdbc.sql("""
                        select count(*) from stock s
                        where quantity <> coalesce((
                            select sum(change) from stock_movement m
                            where m.product = s.product and m.warehouse = s.warehouse and m.batch = s.batch), 0)""").query(Long.class).single())
                .as("rows of stock that differ from their movements")
                .isZero();
        assertThat(context.jdbc.sql("""
                        select count(*) from product_stock p
                        where quantity <> (select coalesce(sum(s.quantity), 0) from stock s where s.product = p.product)
                          or in_transit <> coalesce((
                            select sum(l.base_quantity) from stock_line l join stock_document d on d.id = l.document
                            where l.product = p.product and d.kind = 'STOCK_IN' and d.state = 'PENDING'), 0)""").query(Long.class).single())
                .as("totals by product that differ from their parts")
                .isZero();
        assertThat(context.jdbc.sql("""
                        select count(*) from (
                          select warehouse, product, quantity from warehouse_stock where quantity <> 0
                          except
                          select warehouse, product, sum(quantity) from stock group by 1, 2) as apart""").query(Long.class).single())
                .as("totals by warehouse that differ from their parts")
                .isZero();
    }

    @Override
    public void close() {
        context.close();
    }
}
