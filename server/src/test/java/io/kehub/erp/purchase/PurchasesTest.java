package io.kehub.erp.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Problems;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocumentFilter;
import io.kehub.erp.inventory.StockDocumentTerms;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.erp.purchase.Purchase.Arrival;
import io.kehub.erp.purchase.Purchase.State;
import io.kehub.erp.purchase.Purchases.Wanted;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.Sort;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurchasesTest {

    private final ProductTestContext bed = new ProductTestContext("io.kehub.erp.inventory", "io.kehub.erp.purchase");
    private final Purchases purchases = bed.bean(Purchases.class);
    private final StockDocuments stock = bed.bean(StockDocuments.class);
    private final UserId li = bed.user;
    private final UserId boss = bed.user("boss");
    private final AccessScope all = AccessScope.everything(boss);
    private final SupplierId supplier = bed.bean(Suppliers.class).add(Supplier.Details.named("线缆厂"), boss);
    private final ProductId cable = bed.products.add(bed.draft("线缆", ""), boss);
    private final ProductId plug = bed.products.add(bed.draft("充电枪", ""), boss);

    @AfterAll
    void close() {
        bed.close();
    }

    private PurchaseLineTerms line(ProductId product, String quantity, String price) {
        return new PurchaseLineTerms(product, null, new BigDecimal(quantity), new BigDecimal(price), "");
    }

    private PurchaseTerms terms(String number, UserId buyer) {
        return new PurchaseTerms(number, "备货", supplier, buyer, "备货采购", "人民币", LocalDate.of(2025, 1, 1), null, "");
    }

    private PurchaseId add(PurchaseLineTerms... lines) {
        return purchases.add(new PurchaseDraft(terms("", li), List.of(lines)), li);
    }

    private PurchaseId approved(PurchaseLineTerms... lines) {
        var id = add(lines);
        purchases.decide(id, true, "", boss, all);
        return id;
    }

    private Purchase read(PurchaseId id) {
        return purchases.find(id, all).orElseThrow();
    }

    private StockDocumentId stockIn(PurchaseId id, int line, String quantity) {
        var wanted = new Wanted(purchases.lines(id).get(line).id(), new BigDecimal(quantity), null, "");
        return purchases.requestStockIn(id, List.of(wanted), li, all);
    }

    private void confirm(StockDocumentId document) {
        stock.confirm(document, StockConfirmation.AS_APPLIED, boss);
    }

    @Test
    void thePurchaseIsWorthTheSumOfItsLinesRoundedToCents() {
        var id = add(line(cable, "3", "1.115"), line(plug, "2", "10"));

        assertThat(read(id).amount()).isEqualByComparingTo("23.35");
        assertThat(read(id).number()).startsWith("CG20250101");
    }

    @Test
    void numbersThatDifferInCaseOrWidthAreTheSame() {
        purchases.add(new PurchaseDraft(terms("Cg-88", li), List.of(line(cable, "1", "1"))), li);

        assertThat(Problems.of(() -> purchases.add(
                                new PurchaseDraft(terms("ＣＧ-88", li), List.of(line(cable, "1", "1"))), li))
                        .code())
                .isEqualTo("taken");
    }

    @Test
    void whatConfirmedStockInsBringDecidesAboutTheArrival() {
        var id = approved(line(cable, "10", "1"), line(plug, "4", "1"));
        assertThat(read(id).arrival()).isEqualTo(Arrival.NONE);

        var first = stockIn(id, 0, "10");
        assertThat(read(id).arrival()).isEqualTo(Arrival.NONE);
        confirm(first);
        assertThat(read(id).arrival()).isEqualTo(Arrival.PART);

        confirm(stockIn(id, 1, "4"));
        assertThat(read(id).arrival()).isEqualTo(Arrival.ALL);

        stock.reverse(first, boss);
        assertThat(read(id).arrival()).isEqualTo(Arrival.PART);
        assertThat(purchases.lines(id).getFirst().received()).isEqualByComparingTo("0");
    }

    @Test
    void aRefusedStockInBringsNothingAndItsQuantityIsOpenAgain() {
        var id = approved(line(cable, "10", "1"));
        stock.refuse(stockIn(id, 0, "10"), "", boss);

        confirm(stockIn(id, 0, "10"));

        assertThat(read(id).arrival()).isEqualTo(Arrival.ALL);
    }

    @Test
    void stockInsAreFoundByTheirPurchase() {
        var id = approved(line(cable, "10", "1"));
        var document = stockIn(id, 0, "10");
        stockIn(approved(line(plug, "1", "1")), 0, "1");

        var filter = new StockDocumentFilter(
                StockDocument.Kind.STOCK_IN,
                null,
                Map.of(StockDocumentFilter.Text.PURCHASE, read(id).number()),
                null,
                StockDocumentFilter.Period.ALL,
                StockDocumentFilter.Period.ALL,
                StockDocumentTerms.NONE);
        assertThat(stock.list(filter, new PageRequest(1, 20)).items())
                .extracting(StockDocument::id)
                .containsExactly(document);
    }

    @Test
    void noMoreIsRequestedThanIsOpen() {
        var id = approved(line(cable, "10", "1"));
        stockIn(id, 0, "6");

        assertThat(Problems.of(() -> stockIn(id, 0, "5")).errors())
                .extracting(error -> error.field())
                .containsExactly("lines[0].quantity");
        stockIn(id, 0, "4");
        assertThat(Problems.of(() -> purchases.requestStockIn(id, List.of(), li, all))
                        .code())
                .isEqualTo("nothing_open");
    }

    @Test
    void concurrentRequestsNeverExceedWhatIsOpen() throws Exception {
        var id = approved(line(cable, "10", "1"));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var calls = new ArrayList<Callable<Boolean>>();
            for (var number = 0; number < 8; number++) {
                calls.add(() -> {
                    try {
                        stockIn(id, 0, "3");
                        return true;
                    } catch (ProblemException refused) {
                        return false;
                    }
                });
            }
            var done = 0;
            for (var call : threads.invokeAll(calls)) {
                done += call.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(3);
        }
    }

    @Test
    void concurrentConfirmationsCountEachOther() throws Exception {
        var id = approved(line(cable, "10", "1"));
        var first = stockIn(id, 0, "5");
        var second = stockIn(id, 0, "5");
        try (var threads = Executors.newFixedThreadPool(2)) {
            var done = threads.invokeAll(
                    List.of(Executors.callable(() -> confirm(first)), Executors.callable(() -> confirm(second))));
            for (var each : done) {
                each.get();
            }
        }

        assertThat(read(id).arrival()).isEqualTo(Arrival.ALL);
    }

    @Test
    void onlyPendingAndRefusedPurchasesAreChangedAndWaitAgain() {
        var id = add(line(cable, "10", "1"));
        purchases.decide(id, false, "太贵", boss, all);

        purchases.change(id, draft -> new PurchaseDraft(draft.terms(), List.of(line(cable, "8", "1"))), all);

        assertThat(read(id).state()).isEqualTo(State.PENDING);
        assertThat(read(id).amount()).isEqualByComparingTo("8");
        purchases.decide(id, true, "", boss, all);
        assertThat(Problems.of(() -> purchases.change(id, draft -> draft, all)).code())
                .isEqualTo("already_decided");
        assertThat(Problems.of(() -> purchases.decide(id, true, "", boss, all)).code())
                .isEqualTo("already_decided");
    }

    @Test
    void linesThatAreNotChangedKeepTheirIds() {
        var id = add(line(cable, "10", "1"));
        var before = purchases.lines(id);

        purchases.change(id, draft -> new PurchaseDraft(draft.terms().withNumber("CG-KEEP"), draft.lines()), all);

        assertThat(purchases.lines(id)).isEqualTo(before);
    }

    @Test
    void aCancelledPurchaseKeepsWhatHasArrivedAndTakesNoMore() {
        var id = approved(line(cable, "10", "1"));
        var pending = stockIn(id, 0, "4");
        assertThat(Problems.of(() -> purchases.cancel(id, "", li, all)).code()).isEqualTo("stock_in_pending");
        confirm(pending);

        purchases.cancel(id, "停产", li, all);

        assertThat(read(id).state()).isEqualTo(State.CANCELLED);
        assertThat(read(id).arrival()).isEqualTo(Arrival.PART);
        assertThat(Problems.of(() -> stockIn(id, 0, "1")).code()).isEqualTo("not_approved");
        assertThat(Problems.of(() -> purchases.cancel(id, "", li, all)).code()).isEqualTo("already_decided");
    }

    @Test
    void aPurchaseThatHasArrivedIsNotCancelled() {
        var id = approved(line(cable, "1", "1"));
        confirm(stockIn(id, 0, "1"));

        assertThat(Problems.of(() -> purchases.cancel(id, "", li, all)).code()).isEqualTo("already_arrived");
    }

    @Test
    void everyErrorOfTheHeadAndTheLinesIsNamed() {
        var draft = new PurchaseDraft(
                new PurchaseTerms(
                        "",
                        "",
                        new SupplierId(999_999),
                        li,
                        "没有的分类",
                        "没有的币种",
                        LocalDate.of(2025, 1, 2),
                        LocalDate.of(2025, 1, 1),
                        ""),
                List.of(
                        line(new ProductId(999_999), "1", "1"),
                        new PurchaseLineTerms(cable, 181L * 1000, BigDecimal.ONE, BigDecimal.ONE, ""),
                        line(cable, "0", "1")));

        assertThat(Problems.of(() -> purchases.add(draft, li)).errors())
                .extracting(error -> error.field())
                .containsExactly(
                        "title",
                        "category",
                        "currency",
                        "arrivesOn",
                        "supplier",
                        "lines[0].product",
                        "lines[1].unit",
                        "lines[2].quantity");
    }

    @Test
    void aPurchaseIsSeenByItsBuyersScopeAndWhoeverAddedIt() {
        var wang = bed.user("wang");
        var id = purchases.add(new PurchaseDraft(terms("", wang), List.of(line(cable, "1", "1"))), li);

        assertThat(purchases.find(id, AccessScope.own(wang))).isPresent();
        assertThat(purchases.find(id, AccessScope.own(li))).isPresent();
        assertThat(purchases.find(id, AccessScope.own(boss))).isEmpty();
        assertThat(purchases.find(id, new AccessScope(boss, Set.of(boss, wang))))
                .isPresent();
        assertThat(Problems.of(() -> purchases.cancel(id, "", li, AccessScope.own(li)))
                        .code())
                .isEqualTo("not_yours");
        for (var scope :
                List.of(AccessScope.own(wang), AccessScope.own(li), new AccessScope(boss, Set.of(boss, wang)))) {
            assertThat(purchases
                            .list(PurchaseFilter.ALL, scope, new PageRequest(1, 500))
                            .items())
                    .extracting(Purchase::id)
                    .contains(id);
        }
    }

    @Test
    void theCountedTotalIsTheNumberOfPurchasesWhateverHappensToThem() {
        for (var number = 0; number < 5; number++) {
            approved(line(cable, "1", "1"));
        }
        var everything = purchases.list(PurchaseFilter.ALL, all, new PageRequest(1, 500));

        assertThat(everything.total())
                .isEqualTo(bed.count("purchase"))
                .isEqualTo(everything.items().size());
    }

    @Test
    void everyColumnSortsForEveryoneAndForARestrictedViewer() {
        approved(line(cable, "3", "7"));
        add(line(cable, "5", "7"));
        for (var scope : List.of(all, AccessScope.own(li))) {
            for (var column : Purchases.SORTED_BY) {
                for (var filter :
                        List.of(PurchaseFilter.ALL, PurchaseFilter.ALL.with(PurchaseFilter.Text.TITLE, "备货"))) {
                    var page = new PageRequest(1, 500);
                    var ids = purchases.list(filter, scope, page).items().stream()
                            .map(Purchase::id)
                            .toList();
                    var sorted = purchases.list(filter, scope, page.sortedBy(new Sort(column, false)));

                    assertThat(sorted.items()).extracting(Purchase::id).containsExactlyInAnyOrderElementsOf(ids);
                    assertThat(sorted.total()).isEqualTo(ids.size());
                }
            }
        }
        assertThat(purchases
                        .list(PurchaseFilter.ALL, all, new PageRequest(1, 500).sortedBy(new Sort("amount", false)))
                        .items())
                .extracting(Purchase::amount)
                .isSorted();
    }

    @Test
    void aStockInOfNoPurchaseLeavesPurchasesAlone() {
        var id = approved(line(cable, "1", "1"));
        var draft = StockDocumentDraft.of(List.of(StockLineDraft.of(cable, BigDecimal.ONE, new WarehouseId(1))));

        stock.post(Kind.STOCK_IN, draft, boss);

        assertThat(read(id).arrival()).isEqualTo(Arrival.NONE);
    }

    @Test
    void suppliersHaveUniqueNamesAndDisabledOnesAreKeptButNotChosen() {
        var suppliers = bed.bean(Suppliers.class);
        var id = suppliers.add(Supplier.Details.named("ABC 电子"), boss);
        assertThat(Problems.of(() -> suppliers.add(Supplier.Details.named("ａｂｃ电子"), boss))
                        .code())
                .isEqualTo("taken");
        var terms = new PurchaseTerms("", "备货", id, li, "", "人民币", LocalDate.of(2025, 1, 1), null, "");
        var purchase = purchases.add(new PurchaseDraft(terms, List.of(line(cable, "1", "1"))), li);

        suppliers.change(id, details -> details, false);

        purchases.change(purchase, draft -> new PurchaseDraft(draft.terms(), List.of(line(cable, "2", "1"))), all);
        assertThat(Problems.of(() -> purchases.add(new PurchaseDraft(terms, List.of(line(cable, "1", "1"))), li))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("supplier");
    }
}
