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
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Parameters of the lines of a new stock document. */
final class StockLineParameters {

    /** The ERP documents {@code ord} as id or as name of the product; here it is the id. */
    private static final Parameter<ProductId> PRODUCT = Parameter.<ProductId>named("product", "产品ID")
            .quick("productid", Types.id(ProductId::new))
            .v3("ord", Types.id(ProductId::new), "ProductID")
            .required();

    private static final Parameter<Long> UNIT = Parameter.<Long>named("unit", "单位")
            .quick("unitid", Types.entry(DictionaryName.PRODUCT_UNIT))
            .v3("unit", Types.entry(DictionaryName.PRODUCT_UNIT));
    private static final Parameter<BigDecimal> QUANTITY = Parameter.<BigDecimal>named("quantity", "数量")
            .quick("num", Types.quantity())
            .v3("num1", Types.quantity())
            .required();
    private static final Parameter<BigDecimal> DIFFERENCE = Parameter.<BigDecimal>named("quantity", "盈亏数量")
            .quick("num", Types.decimal(14, 4, true))
            .required();
    private static final Parameter<WarehouseId> WAREHOUSE = Parameter.<WarehouseId>named("warehouse", "仓库")
            .quick("warehouseid", Types.id(WarehouseId::new))
            .v3("ku", Types.id(WarehouseId::new), "ck")
            .required();
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

    /** Lines of a stock-in or stock-out. */
    static final Parameter<List<StockLineDraft>> LINES = Parameter.<List<StockLineDraft>>named("lines", "明细")
            .quick("lines", rows(QUANTITY))
            .v3("kuinlist", rows(QUANTITY))
            .required();

    /** Lines of an adjustment: differences found by a stock count, below zero if goods are missing. */
    static final Parameter<List<StockLineDraft>> DIFFERENCES = Parameter.<List<StockLineDraft>>named("lines", "明细")
            .quick("lines", rows(DIFFERENCE))
            .required();

    private StockLineParameters() {}

    private static Parameter<String> text(String name, String caption, String quickName, String v3Name, int maxLength) {
        return Parameter.<String>named(name, caption)
                .quick(quickName, Types.text(maxLength))
                .v3(v3Name, Types.text(maxLength));
    }

    private static InputType<List<StockLineDraft>> rows(Parameter<BigDecimal> quantity) {
        return new ListType<>(
                List.of(PRODUCT, UNIT, quantity, WAREHOUSE, BATCH, SERIALS, PRODUCED_ON, EXPIRES_ON, PRICE, REMARK),
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
