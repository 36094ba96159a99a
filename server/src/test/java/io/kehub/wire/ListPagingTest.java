package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.ContractDraft;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.contract.LineTerms;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.SourceRef;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.product.ProductDetails;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.ProductUnit.UnitPrices;
import io.kehub.erp.product.Products;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Sight;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads a list page by page while others add to it is given everything that was there, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPagingTest {

    private static final String PASSWORD = "correct horse battery";

    private final KeHubServer server = KeHubServer.start();
    private final UserId boss = server.part(Users.class)
            .create(new NewUser("boss", "老板", Role.ADMINISTRATOR, PASSWORD))
            .id();
    private final CustomerId customer = server.part(Customers.class)
            .add(
                    new CustomerDetails(
                            "客户",
                            "",
                            CustomerKind.COMPANY,
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            Map.of()),
                    boss,
                    boss);
    private int made;

    @AfterAll
    void stop() {
        server.close();
    }

    private ProductId product() {
        var unit = server.part(Dictionaries.class)
                .entries(DictionaryName.PRODUCT_UNIT)
                .getFirst()
                .id();
        return server.part(Products.class)
                .add(
                        new Products.Draft(
                                new ProductDetails("产品", "P" + ++made, "", new ProductClassId(1), Map.of()),
                                List.of(new ProductUnit(unit, "", BigDecimal.ONE, true, "", UnitPrices.NONE))),
                        boss);
    }

    private void stocked() {
        server.part(StockDocuments.class)
                .post(
                        StockDocument.Kind.STOCK_IN,
                        new StockDocumentDraft(
                                "",
                                "",
                                "",
                                "",
                                "",
                                SourceRef.NONE,
                                List.of(StockLineDraft.of(product(), BigDecimal.ONE, new WarehouseId(1), ""))),
                        boss);
    }

    private void contract() {
        var line = new LineTerms(
                product(),
                null,
                BigDecimal.ONE,
                BigDecimal.TEN,
                BigDecimal.ONE,
                true,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                "");
        server.part(Contracts.class)
                .add(
                        new ContractDraft(
                                "",
                                "合同",
                                customer,
                                boss,
                                "产品销售",
                                "生效执行中",
                                "人民币",
                                LocalDate.of(2025, 1, 1),
                                LocalDate.of(2025, 1, 2),
                                null,
                                "",
                                "",
                                "",
                                "",
                                "",
                                BigDecimal.ZERO,
                                null,
                                List.of(line)),
                        boss,
                        Sight.everything(boss));
    }

    private void add(String what) {
        switch (what) {
            case "product" -> product();
            case "contract" -> contract();
            default -> stocked();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "product, /webapi/v3/ov1/salesmanage/product/billlist, id, 1",
        "product, /webapi/v3/ov1/salesmanage/product/billlist, id, 2",
        "contract, /webapi/v3/ov1/salesmanage/contract/billlist, id, 3",
        "contract, /webapi/v3/ov1/salesmanage/contract/billlist, id, 4",
        "stock, /webapi/v3/store/inventory/InventorySummary, productid, 5",
        "stock, /webapi/v3/store/inventory/InventorySummary, productid, 6"
    })
    void everyPageInTurnGivesEveryRecordExactlyOnceWhileMoreAreAdded(String what, String path, String id, long seed) {
        var random = new Random(seed);
        for (var number = 0; number < 12; number++) {
            add(what);
        }
        var caller = QuickCaller.signedIn(server.address(), "boss", PASSWORD);
        var before = ids(caller, path, id, 1, 500);
        var size = 1 + random.nextInt(5);

        var seen = new ArrayList<String>();
        for (var page = 1; page <= before.size() / size + 1; page++) {
            seen.addAll(ids(caller, path, id, page, size));
            for (var more = random.nextInt(4); more > 0; more--) {
                add(what);
            }
        }

        assertThat(seen).isEqualTo(before);
        assertThat(ids(caller, path, id, 1, 500)).containsAll(before).hasSizeGreaterThan(before.size());
    }

    private static List<String> ids(QuickCaller caller, String path, String id, int page, int size) {
        return caller.post(path, Map.of("pageindex", page, "pagesize", size))
                .data()
                .path("list")
                .valueStream()
                .map(row -> row.path(id).stringValue(""))
                .toList();
    }
}
