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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Parameters of the lines of a new stock document. */
final class StockLineParameters {

    /** The ERP documents {@code ord} as id or as name of the product; here it is the id. */
    private static final Parameter<ProductId> PRODUCT = Parameter.<ProductId>named("product", "产品ID")
            .quick("productid", Types.id(ProductId::new))
            .v3("ord", Types.id(ProductId::new), "ProductID")
            .required();

    private static final Parameter<Long> UNIT = Parameter.<Long>named("unit", "单位ID")
            .quick("unitid", Types.entry(DictionaryName.PRODUCT_UNIT))
            .v3("unit", Types.entry(DictionaryName.PRODUCT_UNIT));
    private static final Parameter<BigDecimal> QUANTITY = Parameter.<BigDecimal>named("quantity", "数量")
            .quick("num", Types.quantity())
            .v3("num1", Types.quantity())
            .required();
    private static final Parameter<BigDecimal> DIFFERENCE = Parameter.<BigDecimal>named("quantity", "盈亏数量")
            .quick("num", Types.decimal(14, 4, true))
            .required();
    private static final Parameter<WarehouseId> WAREHOUSE = Parameter.<WarehouseId>named("warehouse", "仓库ID")
            .quick("warehouseid", Types.id(WarehouseId::new))
            .v3("ku", Types.id(WarehouseId::new), "ck")
            .required()
            .captioned(DialectId.V3, "仓库");
    private static final Parameter<String> BATCH = text("batch", "批号", "batch", "ph", 50);
    private static final Parameter<String> SERIALS = text("serialNumbers", "序列号", "serialnumbers", "xlh", 2000);
    private static final Parameter<LocalDate> PRODUCED_ON = Parameter.<LocalDate>named("producedOn", "生产日期")
            .quick("producedate", Types.day())
            .v3("datesc", Types.day());
    private static final Parameter<LocalDate> EXPIRES_ON = Parameter.<LocalDate>named("expiresOn", "有效日期")
            .quick("expiredate", Types.day())
            .v3("dateyx", Types.day());
    private static final Parameter<BigDecimal> PRICE = Parameter.<BigDecimal>named("price", "单价")
            .quick("price", Types.quantity())
            .v3("price2", Types.quantity(), "Price1");
    private static final Parameter<String> REMARK = text("remark", "备注", "remark", "intro", 500);

    private static final String[] CUSTOM_FIELDS = IntStream.rangeClosed(1, 6)
            .mapToObj(number -> "sysIcusIInheritIdIidI" + number)
            .toArray(String[]::new);

    private static final List<Parameter<?>> UNSUPPORTED = joined(
            Parameter.rejectedAll(DialectId.V3, "产品由 ord 确定", "title", "order1", "type1"),
            Parameter.rejectedAll(
                    DialectId.V3,
                    "产品没有辅助单位和属性",
                    "commUnitAttr",
                    "ProductAttr1",
                    "ProductAttr2",
                    "AssistUnit",
                    "AssistNum"),
            Parameter.rejectedAll(DialectId.V3, "由数量和单价计算", "money2"),
            Parameter.rejectedAll(DialectId.V3, "明细没有到货日期", "date2"),
            Parameter.rejectedAll(DialectId.V3, "库位写在 ku", "WareHousePositionID"),
            Parameter.rejectedAll(DialectId.V3, "没有包装", "bz", "js", "UDI"),
            Parameter.rejectedAll(DialectId.V3, StockDocumentOperations.NO_CUSTOM_FIELDS, CUSTOM_FIELDS));

    /** What the lines of a confirmation do not take; the line that is confirmed has it already. */
    static final List<Parameter<?>> UNSUPPORTED_IN_CONFIRMATION = joined(
            Parameter.rejectedAll(
                    DialectId.V3,
                    "确认时只能修改数量、仓库和批号",
                    "rowinx",
                    "ord",
                    "unit",
                    "maxnum",
                    "intro",
                    "price1",
                    "unitname",
                    "title",
                    "order1",
                    "type1",
                    "detail",
                    "xlh",
                    "Datesc",
                    "Dateyx",
                    "Date2",
                    "caigou",
                    "sort1",
                    "caigoulist",
                    "FileID",
                    "SourceInDate",
                    "CkPageType",
                    "FromID",
                    "M2_OrderID",
                    "MergeKuoutListIds",
                    "zdNum1"),
            Parameter.rejectedAll(
                    DialectId.V3,
                    "产品没有辅助单位和属性",
                    "ProductAttr1",
                    "ProductAttr2",
                    "AssistUnit",
                    "AssistNum",
                    "assistunitname",
                    "bl"),
            Parameter.rejectedAll(DialectId.V3, "库位写在 Ku", "WareHousePositionID"),
            Parameter.rejectedAll(DialectId.V3, "没有包装", "bz", "js", "UDI", "PackCode", "packCanIn"),
            Parameter.rejectedAll(DialectId.V3, "没有扫码出库", "Scan_Txm", "Scan_WebsiteQRCode", "Scan_TextQRCode"),
            Parameter.rejectedAll(DialectId.V3, StockDocumentOperations.NO_CUSTOM_FIELDS, CUSTOM_FIELDS));

    /** Lines of a stock-in or stock-out. */
    static final Parameter<List<StockLineDraft>> LINES = Parameter.<List<StockLineDraft>>named("lines", "产品明细")
            .quick("lines", rows(QUANTITY))
            .v3("kuinlist", rows(QUANTITY))
            .required();

    /** Lines of an adjustment: differences found by a stock count, below zero if goods are missing. */
    static final Parameter<List<StockLineDraft>> DIFFERENCES = Parameter.<List<StockLineDraft>>named("lines", "产品明细")
            .quick("lines", rows(DIFFERENCE))
            .required();

    private StockLineParameters() {}

    @SafeVarargs
    private static List<Parameter<?>> joined(List<Parameter<?>>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    private static Parameter<String> text(String name, String caption, String quickName, String v3Name, int maxLength) {
        return Parameter.<String>named(name, caption)
                .quick(quickName, Types.text(maxLength))
                .v3(v3Name, Types.text(maxLength));
    }

    private static InputType<List<StockLineDraft>> rows(Parameter<BigDecimal> quantity) {
        return new ListType<>(
                Stream.concat(
                                Stream.<Parameter<?>>of(
                                        PRODUCT,
                                        UNIT,
                                        quantity,
                                        WAREHOUSE,
                                        BATCH,
                                        SERIALS,
                                        PRODUCED_ON,
                                        EXPIRES_ON,
                                        PRICE,
                                        REMARK),
                                UNSUPPORTED.stream())
                        .toList(),
                given -> line(given, quantity),
                StockDocuments.MAX_LINES);
    }

    private static StockLineDraft line(Arguments given, Parameter<BigDecimal> quantity) {
        return StockLineDraft.of(given.get(PRODUCT), given.get(quantity), given.get(WAREHOUSE))
                .withUnit(given.find(UNIT))
                .withBatch(new StockBatch(given.text(BATCH), given.find(PRODUCED_ON), given.find(EXPIRES_ON)))
                .withSerialNumbers(given.text(SERIALS))
                .withPrice(given.orElse(PRICE, BigDecimal.ZERO))
                .withRemark(given.text(REMARK));
    }
}
