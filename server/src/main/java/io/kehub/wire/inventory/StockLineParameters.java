package io.kehub.wire.inventory;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.StockBatch;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of the lines of a new stock document. */
final class StockLineParameters {

    /** The ERP documents {@code ord} as id or as name of the product; here it is the id. */
    static final Parameter<ProductId> PRODUCT = Parameter.<ProductId>named("product", "产品ID")
            .quick("productid", Types.id(ProductId::new))
            .v3("ord", Types.id(ProductId::new), "ProductID")
            .required(DialectId.QUICK);

    static final Parameter<String> NAME =
            Parameter.<String>named("productName", "产品名称").v3("title", Types.text(200));
    static final Parameter<String> CODE =
            Parameter.<String>named("productCode", "编号").v3("order1", Types.text(50));
    static final Parameter<String> MODEL =
            Parameter.<String>named("productModel", "型号").v3("type1", Types.text(100));
    static final Parameter<BigDecimal> TOTAL =
            Parameter.<BigDecimal>named("total", "总价").v3("money2", Types.quantity());
    static final Parameter<Optional<WarehouseId>> BIN = Parameter.<Optional<WarehouseId>>named("bin", "库位ID")
            .v3("WareHousePositionID", Types.optionalId(WarehouseId::new));
    static final Parameter<LocalDate> ARRIVED_ON =
            Parameter.<LocalDate>named("arrivedOn", "到货日期").v3("date2", Types.day());
    static final Map<Integer, Parameter<String>> CUSTOM = StockCustomFields.ofLine();

    private static final Parameter<Long> UNIT = Parameter.<Long>named("unit", "单位ID")
            .quick("unitid", Types.entry(DictionaryName.PRODUCT_UNIT))
            .v3("unit", Types.entry(DictionaryName.PRODUCT_UNIT));
    static final Parameter<BigDecimal> QUANTITY = Parameter.<BigDecimal>named("quantity", "数量")
            .quick("num", Types.quantity())
            .v3("num1", Types.quantity())
            .required();
    private static final Parameter<BigDecimal> DIFFERENCE = Parameter.<BigDecimal>named("quantity", "盈亏数量")
            .quick("num", Types.decimal(14, 4, true))
            .required();
    static final Parameter<WarehouseId> WAREHOUSE = Parameter.<WarehouseId>named("warehouse", "仓库ID")
            .quick("warehouseid", Types.id(WarehouseId::new))
            .v3("ku", Types.id(WarehouseId::new), "ck")
            .required(DialectId.QUICK)
            .captioned(DialectId.V3, "仓库");
    private static final Parameter<String> BATCH = text("batch", "批号", "batch", "ph", 50);
    private static final Parameter<String> SERIALS = text("serialNumbers", "序列号", "serialnumbers", "xlh", 2000);
    private static final Parameter<LocalDate> PRODUCED_ON = Parameter.<LocalDate>named("producedOn", "生产日期")
            .quick("producedate", Types.day())
            .v3("datesc", Types.day());
    private static final Parameter<LocalDate> EXPIRES_ON = Parameter.<LocalDate>named("expiresOn", "有效日期")
            .quick("expiredate", Types.day())
            .v3("dateyx", Types.day());
    static final Parameter<BigDecimal> PRICE = Parameter.<BigDecimal>named("price", "单价")
            .quick("price", Types.quantity())
            .v3("price2", Types.quantity(), "Price1");
    static final Parameter<String> REMARK = text("remark", "备注", "remark", "intro", 500);

    /** What the ERP documents for lines and KeHub does not have. */
    private static final List<Parameter<?>> UNSUPPORTED = Stream.of(
                    Parameter.rejectedAll(
                            DialectId.V3,
                            "产品没有辅助单位和属性",
                            "commUnitAttr",
                            "ProductAttr1",
                            "ProductAttr2",
                            "AssistUnit",
                            "AssistNum"),
                    Parameter.rejectedAll(DialectId.V3, "没有包装", "bz", "js", "UDI"))
            .flatMap(List::stream)
            .toList();

    /** Lines of a stock-in or stock-out. */
    static final Parameter<List<StockLineDraft>> LINES = Parameter.<List<StockLineDraft>>named("lines", "产品明细")
            .quick("lines", rows(QUANTITY))
            .required();

    /** Lines of a stock-in as the ERP documents them; {@link DocumentedLines} reads them. */
    static final Parameter<List<Arguments>> DOCUMENTED_LINES = Parameter.<List<Arguments>>named("lines", "产品明细")
            .quick("lines", documentedRows())
            .v3("kuinlist", documentedRows())
            .required();

    /** Lines of an adjustment: differences found by a stock count, below zero if goods are missing. */
    static final Parameter<List<StockLineDraft>> DIFFERENCES = Parameter.<List<StockLineDraft>>named("lines", "产品明细")
            .quick("lines", rows(DIFFERENCE))
            .required();

    private StockLineParameters() {}

    private static Parameter<String> text(String name, String caption, String quickName, String v3Name, int maxLength) {
        return Parameter.<String>named(name, caption)
                .quick(quickName, Types.text(maxLength))
                .v3(v3Name, Types.text(maxLength));
    }

    private static List<Parameter<?>> columns(Parameter<BigDecimal> quantity) {
        return List.of(PRODUCT, UNIT, quantity, WAREHOUSE, BATCH, SERIALS, PRODUCED_ON, EXPIRES_ON, PRICE, REMARK);
    }

    private static InputType<List<StockLineDraft>> rows(Parameter<BigDecimal> quantity) {
        return new ListType<>(
                columns(quantity),
                given -> line(given, given.get(PRODUCT), given.get(quantity), given.get(WAREHOUSE)),
                StockDocuments.MAX_LINES);
    }

    private static InputType<List<Arguments>> documentedRows() {
        return new ListType<>(
                Stream.of(columns(QUANTITY), DocumentedLines.parameters(), UNSUPPORTED)
                        .flatMap(List::stream)
                        .toList(),
                given -> given,
                StockDocuments.MAX_LINES);
    }

    static StockLineDraft line(Arguments given, ProductId product, BigDecimal quantity, WarehouseId warehouse) {
        return StockLineDraft.of(product, quantity, warehouse)
                .withUnit(given.find(UNIT))
                .withBatch(new StockBatch(given.text(BATCH), given.find(PRODUCED_ON), given.find(EXPIRES_ON)))
                .withSerialNumbers(given.text(SERIALS))
                .withPrice(given.orElse(PRICE, BigDecimal.ZERO))
                .withRemark(given.text(REMARK));
    }
}
