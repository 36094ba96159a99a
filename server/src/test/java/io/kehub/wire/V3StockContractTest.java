package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.wire.operation.type.DialectId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class V3StockContractTest extends StockContract {

    @Override
    DialectId dialect() {
        return DialectId.V3;
    }

    @Test
    @Override
    void theStockOfAWarehouseIncludesItsBins() {
        super.theStockOfAWarehouseIncludesItsBins();
    }

    @Test
    void aLineCanBeSplitOverBatchesAndPricedOnce() {
        try (var world = new TradeWorld()) {
            var keeper = world.user("keeper", Role.WAREHOUSE);
            var product = world.product("电池", "D", new ProductClassId(1), keeper);
            var documents = world.server().part(StockDocuments.class);
            var v3 = NativeCaller.signedIn(world.server().address(), "keeper", TradeWorld.PASSWORD);
            var arriving = documents.apply(
                    Kind.STOCK_IN,
                    StockDocumentDraft.of(
                            List.of(StockLineDraft.of(product, new BigDecimal("15"), TradeWorld.MAIN, ""))),
                    keeper);
            var line = documents.lines(arriving).getFirst().id();

            var done = v3.v3(
                    "store/KuInApplyEdit/edit",
                    Map.of(
                            "ord",
                            arriving.value(),
                            "Complete1",
                            3,
                            "KuinList",
                            List.of(
                                    Map.of("Id", line, "Num1", "10", "Ph", "A"),
                                    Map.of("Id", line, "Num1", "5", "Ph", "B"))));

            assertThat(done.get("Code").intValue()).as(done.toString()).isEqualTo(200);
            assertThat(documents.lines(arriving))
                    .extracting(each -> each.batch().number() + each.quantity().intValue())
                    .containsExactly("A10", "B5");
            assertThat(prices(v3, arriving, line, line).toString()).contains("KuinList[1].Id");
            assertThat(prices(v3, arriving, line).get("Code").intValue()).isEqualTo(200);
            var expired = v3.v3(
                    "store/kuin/add",
                    Map.of(
                            "title",
                            "入库",
                            "kuinlist",
                            List.of(Map.of(
                                    "ord",
                                    product.value(),
                                    "num1",
                                    1,
                                    "ku",
                                    1,
                                    "datesc",
                                    "2025-1-2",
                                    "dateyx",
                                    "2025-1-1"))));
            assertThat(expired.toString()).contains("kuinlist[0].dateyx");
            var twoNames = v3.v3(
                    "store/kuin/add",
                    Map.of(
                            "title",
                            "入库",
                            "kuinlist",
                            List.of(Map.of("ord", product.value(), "num1", 1, "ku", 1, "ck", 2))));
            assertThat(twoNames.toString()).contains("kuinlist[0].ku", "两个名称");
        }
    }

    private static JsonNode prices(NativeCaller v3, StockDocumentId document, long... lines) {
        var rows = Arrays.stream(lines)
                .mapToObj(line -> Map.of("Id", line, "Price1", "9.5"))
                .toList();
        return v3.v3("store/kuin/costmodify/edit", Map.of("ord", document.value(), "KuinList", rows));
    }
}
