package io.kehub.wire.inventory;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockFreezes;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** 调拨, 冻结: moves stock between warehouses and freezes it. */
final class StockMovementOperations implements OperationGroup {

    private static final String[] TRANSFER = {"库存栏目", "调拨管理", "调拨对接"};
    private static final String[] FREEZE = {"库存栏目", "库存冻结", "冻结对接"};

    private static final Parameter<WarehouseId> TARGET = Parameter.<WarehouseId>named("target", "调入仓库")
            .quick("targetid", Types.id(WarehouseId::new))
            .required();
    private static final Parameter<String> NUMBER = text("number", "编号", "code", 50);
    private static final Parameter<String> TITLE = text("title", "主题", "title", 200);
    private static final Parameter<String> REMARK = text("remark", "备注", "remark", 2000);

    private static final Parameter<ProductId> PRODUCT = Parameter.<ProductId>named("product", "产品ID")
            .quick("productid", Types.id(ProductId::new))
            .required();
    private static final Parameter<WarehouseId> WAREHOUSE = Parameter.<WarehouseId>named("warehouse", "仓库ID")
            .quick("warehouseid", Types.id(WarehouseId::new))
            .required();
    private static final Parameter<String> BATCH = text("batch", "批号", "batch", 50);
    private static final Parameter<BigDecimal> QUANTITY = Parameter.<BigDecimal>named("quantity", "冻结数量，负数为解冻")
            .quick("num", Types.decimal(14, 4, true))
            .required();
    private static final Parameter<String> REASON = text("reason", "原因", "reason", 500);

    private final StockDocuments documents;
    private final StockFreezes freezes;
    private final StockDocumentViews views;
    private final StockDocumentFields fields;

    StockMovementOperations(
            StockDocuments documents, StockFreezes freezes, StockDocumentViews views, StockDocumentFields fields) {
        this.documents = documents;
        this.freezes = freezes;
        this.views = views;
        this.fields = fields;
    }

    private static Parameter<String> text(String name, String caption, String wireName, int maxLength) {
        return Parameter.<String>named(name, caption).quick(wireName, Types.text(maxLength));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(transferring(), freezing());
    }

    /** Takes stock out of its warehouse and returns the pending stock-in of the target warehouse. */
    private Operation<StockDocumentView> transferring() {
        return Operation.<StockDocumentView>declare("stock-transfer-add", "调拨", TRANSFER)
                .needs(Permission.WRITE_STOCK)
                .takes(TARGET, NUMBER, TITLE, REMARK, StockLineParameters.LINES)
                .quick(Answer.single("添加成功", fields.quickDetail()), Route.at("/webapi/v3/office/stocktransfer/add"))
                .handledBy((given, call) -> {
                    var draft = StockDocumentDraft.of(given.get(StockLineParameters.LINES))
                            .withNumber(given.text(NUMBER))
                            .withTitle(given.text(TITLE))
                            .withRemark(given.text(REMARK));
                    return views.view(documents.transfer(draft, given.get(TARGET), call.user()));
                });
    }

    private Operation<ProductId> freezing() {
        return Operation.<ProductId>declare("stock-freeze", "库存冻结", FREEZE)
                .needs(Permission.WRITE_STOCK)
                .takes(PRODUCT, WAREHOUSE, BATCH, QUANTITY, REASON)
                .quick(Answer.done("操作成功"), Route.at("/webapi/v3/office/stockfreeze/add"))
                .handledBy((given, call) -> {
                    freezes.freeze(
                            given.get(PRODUCT),
                            given.get(WAREHOUSE),
                            given.text(BATCH),
                            given.get(QUANTITY),
                            given.text(REASON),
                            call.user());
                    return given.get(PRODUCT);
                });
    }
}
