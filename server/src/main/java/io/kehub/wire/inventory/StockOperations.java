package io.kehub.wire.inventory;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.BatchPosition;
import io.kehub.erp.inventory.BatchStock;
import io.kehub.erp.inventory.StockFilter;
import io.kehub.erp.inventory.StockLists;
import io.kehub.erp.inventory.StockQuantity;
import io.kehub.erp.inventory.StockSummary;
import io.kehub.erp.product.ProductText;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.Keyset;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** 库存查看 (quick reference, 库存查询; catalog: 库存查看). v3's lists have Chinese column names, by which clients read them. */
final class StockOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"库存栏目", "库存查看", "库存对接"};

    private static final Parameter<ProductId> PRODUCT =
            Parameter.<ProductId>named("product", "产品ID").quick("productid", Types.id(ProductId::new));
    private static final Parameter<WarehouseId> WAREHOUSE = Parameter.<WarehouseId>named("warehouse", "仓库")
            .quick("warehouseid", Types.id(WarehouseId::new))
            .v3("cks", Types.id(WarehouseId::new));
    private static final Parameter<String> KEYWORD =
            Parameter.<String>named("keyword", "快速检索条件").ov1("searchKey", Types.text(100));
    private static final Parameter<String> NAME = text("name", "产品名称", "title");
    private static final Parameter<String> CODE = text("code", "产品编号", "order1");
    private static final Parameter<String> MODEL = text("model", "产品型号", "type1");
    private static final Parameter<ProductClassId> CLASS =
            Parameter.<ProductClassId>named("productClass", "产品分类").v3("cpfl", Types.id(ProductClassId::new));
    private static final Parameter<String> BATCH = text("batch", "批号", "Ph");
    private static final Parameter<ProductId> RECORD = Parameter.<ProductId>named("product", "数据唯一标识")
            .ov1("ord", Types.id(ProductId::new))
            .required();

    private final StockLists lists;

    StockOperations(StockLists lists) {
        this.lists = lists;
    }

    private static Parameter<String> text(String name, String caption, String wireName) {
        return Parameter.<String>named(name, caption).v3(wireName, Types.text(100));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(summaries(), batches(), detail());
    }

    private Operation<Page<StockSummary>> summaries() {
        return Operation.<Page<StockSummary>>declare("inventory-summary", "库存汇总", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, PRODUCT, WAREHOUSE, KEYWORD, NAME, CODE, MODEL, CLASS)
                .rejectsAll(DialectId.OV1, "没有这种列表模式", "dataType", "ord")
                .rejectsSort(DialectId.OV1)
                .rejectsAll(DialectId.V3, "不能按产品添加人检索", "addcate")
                .rejectsAll(DialectId.V3, "不能按产品说明、参数或附件检索", "intro1", "intro2", "intro3")
                .rejectsAll(DialectId.V3, "不能按产品单位检索", "allunit")
                .rejectsAll(DialectId.V3, "不能按数量检索", "kcnum", "djnum")
                .rejectsAll(DialectId.V3, "不能按自定义字段检索", "zdy2", "zdy3")
                .quick(Answer.paged("操作成功", quickFields()), Route.at("/webapi/v3/store/inventory/InventorySummary"))
                .v3ReadByGet(Answer.paged("操作成功", v3Fields()), Route.at("/webapi/v3/store/inventory/InventorySummary"))
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("storemanage/store/list"))
                .handledBy((given, call) -> Paging.read(
                        given,
                        call,
                        page -> lists.summaries(summaryFilter(given), page),
                        row -> row.product().id().value()));
    }

    private static StockFilter summaryFilter(Arguments given) {
        var texts = new EnumMap<>(texts(given));
        texts.put(ProductText.KEYWORD, given.text(KEYWORD));
        return new StockFilter(given.find(PRODUCT), given.find(WAREHOUSE), texts, given.find(CLASS), "");
    }

    private static StockFilter batchFilter(Arguments given) {
        return new StockFilter(null, given.find(WAREHOUSE), texts(given), given.find(CLASS), given.text(BATCH));
    }

    /** The texts that both lists are searched by. */
    private static Map<ProductText, String> texts(Arguments given) {
        return Map.of(
                ProductText.NAME, given.text(NAME),
                ProductText.CODE, given.text(CODE),
                ProductText.MODEL, given.text(MODEL));
    }

    /** In the style of the quick reference's customer list: each id is followed by its name, quantities are texts. */
    private static List<AnswerField<StockSummary>> quickFields() {
        return List.of(
                AnswerField.id(
                        "product",
                        "productid",
                        "产品ID",
                        row -> row.product().id().value()),
                AnswerField.text(
                        "name", "productname", "产品名称", row -> row.product().name()),
                AnswerField.text("code", "code", "产品编号", row -> row.product().code()),
                AnswerField.text("model", "model", "产品型号", row -> row.product().model()),
                AnswerField.id(
                        "productClass",
                        "sortid",
                        "产品分类ID",
                        row -> row.productClass().value()),
                AnswerField.text("className", "sortname", "产品分类", StockSummary::className),
                AnswerField.id("unit", "unitid", "单位ID", row -> row.unit().id()),
                AnswerField.text("unitName", "unitname", "单位", row -> row.unit().name()),
                AnswerField.decimal("quantity", "num", "库存数量", row -> row.quantity(StockQuantity.ON_HAND)),
                AnswerField.decimal("frozen", "frozen", "冻结数量", row -> row.quantity(StockQuantity.FROZEN)),
                AnswerField.decimal("available", "available", "可用数量", row -> row.quantity(StockQuantity.AVAILABLE)),
                AnswerField.decimal("reserved", "reserved", "预定数量", row -> row.quantity(StockQuantity.RESERVED)),
                AnswerField.decimal("inTransit", "intransit", "在途数量", row -> row.quantity(StockQuantity.IN_TRANSIT)));
    }

    private static List<AnswerField<StockSummary>> v3Fields() {
        return List.of(
                AnswerField.text("name", "产品名称", "产品名称", row -> row.product().name()),
                AnswerField.text("code", "产品编号", "产品编号", row -> row.product().code()),
                AnswerField.text("model", "产品型号", "产品型号", row -> row.product().model()),
                AnswerField.text("className", "产品分类", "产品分类", StockSummary::className),
                AnswerField.text("unitName", "单位", "单位", row -> row.unit().name()),
                AnswerField.decimal("quantity", "库存数量", "库存数量", row -> row.quantity(StockQuantity.ON_HAND)),
                AnswerField.text("workshop", "车间剩余数量", "车间剩余数量", row -> "0"),
                AnswerField.decimal("reserved", "预定数量", "预定数量", row -> row.quantity(StockQuantity.RESERVED)),
                AnswerField.decimal("inTransit", "在途数量", "在途数量", row -> row.quantity(StockQuantity.IN_TRANSIT)),
                AnswerField.decimal("base", "基本数量合计", "基本数量合计", row -> row.quantity(StockQuantity.ON_HAND)),
                AnswerField.decimal("frozen", "冻结数量", "冻结数量", row -> row.quantity(StockQuantity.FROZEN)),
                AnswerField.decimal("available", "可用数量", "可用数量", row -> row.quantity(StockQuantity.AVAILABLE)),
                AnswerField.id(
                        "product", "产品ID", "产品ID", row -> row.product().id().value()));
    }

    /** Old clients index rows by position: the order never changes, new columns go last. */
    private static List<AnswerField<StockSummary>> columns() {
        return List.of(
                AnswerField.id(
                        "product", "ord", "数据唯一标识", row -> row.product().id().value()),
                AnswerField.text("name", "cpname", "产品名称", row -> row.product().name()),
                AnswerField.text("code", "cpbh", "产品编号", row -> row.product().code()),
                AnswerField.text("model", "cpxh", "产品型号", row -> row.product().model()),
                AnswerField.text("unitName", "unitname", "单位", row -> row.unit().name()),
                AnswerField.decimal("quantity", "kcnum", "库存数量", row -> row.quantity(StockQuantity.ON_HAND)),
                AnswerField.decimal("available", "kynum", "可用数量", row -> row.quantity(StockQuantity.AVAILABLE)),
                AnswerField.decimal("frozen", "djnum", "冻结数量", row -> row.quantity(StockQuantity.FROZEN)),
                AnswerField.decimal("reserved", "ydnum", "预定数量", row -> row.quantity(StockQuantity.RESERVED)),
                AnswerField.decimal("inTransit", "ztnum", "在途数量", row -> row.quantity(StockQuantity.IN_TRANSIT)));
    }

    private Operation<Page<BatchStock>> batches() {
        return Operation.<Page<BatchStock>>declare("inventory-details", "产品库存列表", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, WAREHOUSE, NAME, CODE, MODEL, CLASS, BATCH)
                .rejectsAll(DialectId.V3, "不能按库位检索", "adShelves")
                .rejectsAll(DialectId.V3, "没有包装码", "PackCode", "Bz", "Js")
                .rejectsAll(DialectId.V3, "不能按产品添加人或添加日期检索", "addcate", "Dateadd")
                .rejectsAll(DialectId.V3, "不能按产品说明、参数或附件检索", "intro1", "intro2", "intro3")
                .rejectsAll(DialectId.V3, "不能按序列号检索", "Xlh")
                .rejectsAll(DialectId.V3, "不能按供应商检索", "gysname")
                .rejectsAll(DialectId.V3, "不能按产品单位检索", "allunit")
                .rejectsAll(DialectId.V3, "不能按数量检索", "kcnum", "djnum")
                .rejectsAll(DialectId.V3, "不能按日期检索", "Daterk", "Datesc", "Dateyx")
                .v3ReadByGet(
                        Answer.paged(
                                "操作成功",
                                List.of(
                                        AnswerField.text(
                                                "name",
                                                "产品名称",
                                                "产品名称",
                                                row -> row.product().name()),
                                        AnswerField.text(
                                                "code",
                                                "编号",
                                                "编号",
                                                row -> row.product().code()),
                                        AnswerField.text(
                                                "model",
                                                "型号",
                                                "型号",
                                                row -> row.product().model()),
                                        AnswerField.text("className", "产品分类", "产品分类", BatchStock::className),
                                        AnswerField.text("unitName", "单位", "单位", BatchStock::unitName),
                                        AnswerField.decimal("quantity", "库存数量", "库存数量", BatchStock::quantity),
                                        AnswerField.decimal("base", "基本数量合计", "基本数量合计", BatchStock::quantity),
                                        AnswerField.decimal("frozen", "冻结数量", "冻结数量", BatchStock::frozen),
                                        AnswerField.text(
                                                "batch",
                                                "批号",
                                                "批号",
                                                row -> row.batch().number()),
                                        AnswerField.day(
                                                "producedOn",
                                                "生产日期",
                                                "生产日期",
                                                row -> row.batch().producedOn()),
                                        AnswerField.day(
                                                "expiresOn",
                                                "有效日期",
                                                "有效日期",
                                                row -> row.batch().expiresOn()),
                                        AnswerField.text(
                                                "warehouseName",
                                                "仓库",
                                                "仓库",
                                                row -> row.warehouse().name()),
                                        AnswerField.id(
                                                "product",
                                                "产品ID",
                                                "产品ID",
                                                row -> row.product().id().value()),
                                        AnswerField.id(
                                                "warehouse",
                                                "仓库ID",
                                                "仓库ID",
                                                row -> row.warehouse().id().value()))),
                        Route.at("/webapi/v3/store/inventory/InventoryDetails"))
                .handledBy((given, call) -> Paging.read(
                        given,
                        call,
                        new Keyset<BatchStock, BatchPosition>(
                                BatchPosition::of,
                                BatchPosition.ORDER,
                                BatchPosition::justBefore,
                                (page, after) -> lists.batches(batchFilter(given), page, after))));
    }

    private Operation<StockSummary> detail() {
        var fields = columns().stream().map(FormField::shown).toList();
        return Operation.<StockSummary>declare("inventory-form", "库存详情", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(RECORD)
                .rejectsPageInternals(DialectId.OV1)
                .ov1(
                        Answer.form(
                                "操作成功",
                                "store",
                                row -> "库存",
                                row -> row.product().id().value(),
                                List.of(new FormGroup<>("base", "基本信息", fields))),
                        Route.ov1("storemanage/store/content"))
                .handledBy((given, call) -> {
                    var found = lists.summaries(StockFilter.quick(given.get(RECORD), null), new PageRequest(1, 1));
                    return found.items().stream().findFirst().orElseThrow(() -> {
                        var message = "编号为 " + given.get(RECORD).value() + " 的产品没有库存";
                        return new ProblemException(new Problem.NotFound(
                                "not_found",
                                "product：" + message,
                                List.of(new FieldError("product", message, "有库存的产品的编号"))));
                    });
                });
    }
}
