package io.kehub.wire.inventory;

import io.kehub.erp.access.Permission;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.BatchPosition;
import io.kehub.erp.inventory.BatchStock;
import io.kehub.erp.inventory.BatchStock.Origin;
import io.kehub.erp.inventory.CustomTexts;
import io.kehub.erp.inventory.StockFilter;
import io.kehub.erp.inventory.StockLists;
import io.kehub.erp.inventory.StockQuantity;
import io.kehub.erp.inventory.StockSummary;
import io.kehub.erp.inventory.StockTerms;
import io.kehub.erp.inventory.Warehouse;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.ProductClasses;
import io.kehub.erp.product.ProductField;
import io.kehub.erp.product.ProductTerms;
import io.kehub.erp.product.ProductText;
import io.kehub.erp.product.Products;
import io.kehub.kernel.Bounds;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.FilterIds;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private static final Parameter<String> SERIAL_NUMBER = text("serialNumber", "序列号", "Xlh");
    private static final Parameter<String> SUPPLIER = text("supplier", "关联供应商", "gysname");
    private static final Parameter<String> BIN = text("bin", "库位", "adShelves");
    private static final Parameter<String> DESCRIPTION = text("description", "产品说明", "intro1");
    private static final Parameter<String> PARAMETERS = text("parameters", "产品参数", "intro2");
    private static final Parameter<String> PICTURES = text("pictures", "图片与附件", "intro3");
    private static final Parameter<String> CUSTOM_2 = text("customTwo", "单价", "zdy2");
    private static final Parameter<String> CUSTOM_3 = text("customThree", "供应商", "zdy3");
    private static final Parameter<UserId> ADDED_BY =
            Parameter.<UserId>named("addedBy", "产品添加人员").v3("addcate", Types.user(false));
    private static final Parameter<String> UNIT =
            Parameter.<String>named("unit", "产品单位").v3("allunit", Types.entryFilter(DictionaryName.PRODUCT_UNIT));
    private static final Parameter<Bounds<BigDecimal>> QUANTITY =
            Parameter.<Bounds<BigDecimal>>named("quantity", "库存数量").v3("kcnum", Types.decimalBounds());
    private static final Parameter<Bounds<BigDecimal>> FROZEN =
            Parameter.<Bounds<BigDecimal>>named("frozen", "冻结库存").v3("djnum", Types.decimalBounds());
    private static final Parameter<Bounds<Instant>> STOCKED =
            Parameter.<Bounds<Instant>>named("stocked", "初始入库日期").v3("Daterk", Types.timeBounds());
    private static final Parameter<Bounds<LocalDate>> PRODUCED_ON =
            Parameter.<Bounds<LocalDate>>named("producedOn", "生产日期").v3("Datesc", Types.dayBounds());
    private static final Parameter<Bounds<LocalDate>> EXPIRES_ON =
            Parameter.<Bounds<LocalDate>>named("expiresOn", "有效日期").v3("Dateyx", Types.dayBounds());
    private static final Parameter<Bounds<Instant>> ADDED =
            Parameter.<Bounds<Instant>>named("added", "产品添加日期").v3("Dateadd", Types.timeBounds());
    private static final Parameter<List<ProductId>> RECORDS = Parameter.<List<ProductId>>named("products", "产品ID")
            .ov1("ord", Types.several(Types.id(ProductId::new), PageRequest.MAX_SIZE));
    private static final Parameter<ProductId> RECORD = Parameter.<ProductId>named("product", "数据唯一标识")
            .ov1("ord", Types.id(ProductId::new))
            .required();

    private final StockLists lists;
    private final Products products;
    private final ProductClasses classes;
    private final Warehouses warehouses;
    private final Clock clock;
    private final ZoneId zone;

    StockOperations(
            StockLists lists,
            Products products,
            ProductClasses classes,
            Warehouses warehouses,
            Clock clock,
            ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
        this.lists = lists;
        this.products = products;
        this.classes = classes;
        this.warehouses = warehouses;
    }

    private static Parameter<String> text(String name, String caption, String wireName) {
        return Parameter.<String>named(name, caption).v3(wireName, Types.text(100));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(summaries(), batches(), detail());
    }

    private Operation<Page<StockSummary>> summaries() {
        var order = Paging.sort(columns(), StockLists.SUMMARIES_SORTED_BY);
        return Operation.<Page<StockSummary>>declare("inventory-summary", "库存汇总", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, PRODUCT, WAREHOUSE, KEYWORD, NAME, CODE, MODEL, CLASS)
                .takes(
                        ADDED_BY,
                        DESCRIPTION,
                        PARAMETERS,
                        PICTURES,
                        UNIT,
                        QUANTITY,
                        FROZEN,
                        CUSTOM_2,
                        CUSTOM_3,
                        RECORDS,
                        order)
                .rejectsAll(DialectId.OV1, "没有这种列表模式", "dataType")
                .quick(Answer.paged("操作成功", quickFields()), Route.at("/webapi/v3/store/inventory/InventorySummary"))
                .v3ReadByGet(Answer.paged("操作成功", v3Fields()), Route.at("/webapi/v3/store/inventory/InventorySummary"))
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("storemanage/store/list"))
                .handledBy((given, call) -> ofKnownProduct(
                        Paging.read(
                                given,
                                call,
                                order,
                                page -> lists.summaries(summaryFilter(given), page),
                                row -> row.product().id().value()),
                        given));
    }

    /** The same page; rejected if the filter names an unknown product. */
    private Page<StockSummary> ofKnownProduct(Page<StockSummary> found, Arguments given) {
        FilterIds.requireKnown(found, given, PRODUCT, id -> products.find(id).isPresent(), ProductId::value, "产品");
        return known(found, given);
    }

    /** The same page; rejected if the filter names an unknown warehouse or class. */
    private <T> Page<T> known(Page<T> found, Arguments given) {
        FilterIds.requireKnown(
                found, given, WAREHOUSE, id -> warehouses.find(id).isPresent(), WarehouseId::value, "仓库");
        FilterIds.requireKnown(found, given, CLASS, id -> classes.find(id).isPresent(), ProductClassId::value, "产品分类");
        return found;
    }

    private static StockFilter summaryFilter(Arguments given) {
        var texts = new EnumMap<>(texts(given));
        texts.put(ProductText.KEYWORD, given.text(KEYWORD));
        texts.put(ProductText.CUSTOM_2, given.text(CUSTOM_2));
        texts.put(ProductText.CUSTOM_3, given.text(CUSTOM_3));
        var terms = terms(given).withIds(given.orElse(RECORDS, List.of()));
        return new StockFilter(
                given.find(PRODUCT), given.find(WAREHOUSE), texts, given.find(CLASS), terms, quantities(given));
    }

    private static ProductTerms terms(Arguments given) {
        var addedBy = given.find(ADDED_BY);
        return ProductTerms.NONE
                .withAddedBy(addedBy == null ? List.of() : List.of(addedBy))
                .withUnit(given.text(UNIT));
    }

    private static StockTerms quantities(Arguments given) {
        return StockTerms.NONE.withQuantities(
                given.orElse(QUANTITY, Bounds.none()), given.orElse(FROZEN, Bounds.none()));
    }

    private StockFilter batchFilter(Arguments given) {
        var stock = quantities(given)
                .withTexts(Map.of(
                        StockTerms.Text.BATCH, given.text(BATCH),
                        StockTerms.Text.SERIAL_NUMBER, given.text(SERIAL_NUMBER),
                        StockTerms.Text.SUPPLIER, given.text(SUPPLIER)))
                .withBins(bins(given))
                .withStocked(given.orElse(STOCKED, Bounds.none()))
                .withDates(given.orElse(PRODUCED_ON, Bounds.none()), given.orElse(EXPIRES_ON, Bounds.none()));
        var terms = terms(given).withAdded(given.orElse(ADDED, Bounds.none()));
        return new StockFilter(null, given.find(WAREHOUSE), texts(given), given.find(CLASS), terms, stock);
    }

    /** The bins whose id or name the filter says; null without a filter. There are few, so all are read. */
    private @Nullable List<WarehouseId> bins(Arguments given) {
        var wanted = given.text(BIN);
        if (wanted.isEmpty()) {
            return null;
        }
        var folded = Text.folded(wanted);
        var found = warehouses.all().stream()
                .filter(each -> each.parent() != null)
                .filter(each -> Long.toString(each.id().value()).equals(wanted)
                        || Text.folded(each.name()).contains(folded))
                .map(Warehouse::id)
                .toList();
        if (found.isEmpty()) {
            throw new ProblemException(
                    Problem.Invalid.field(BIN.name(), "没有编号或名称为“" + wanted + "”的库位", "已有库位的编号，或名称的一部分"));
        }
        return found;
    }

    /** The texts that both lists are searched by. */
    private static Map<ProductText, String> texts(Arguments given) {
        return Map.of(
                ProductText.NAME, given.text(NAME),
                ProductText.CODE, given.text(CODE),
                ProductText.MODEL, given.text(MODEL),
                ProductText.DESCRIPTION, given.text(DESCRIPTION),
                ProductText.PARAMETERS, given.text(PARAMETERS),
                ProductText.PICTURES, given.text(PICTURES));
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
                        "product", "产品ID", "产品ID", row -> row.product().id().value()),
                AnswerField.text("warehouses", "仓库", "仓库", StockOperations::warehouseNames),
                AnswerField.text("customTwo", "单价", "单价", row -> row.field(ProductField.CUSTOM_2)),
                AnswerField.text("customThree", "供应商", "供应商", row -> row.field(ProductField.CUSTOM_3)),
                AnswerField.text("customFour", "备注", "备注", row -> row.field(ProductField.CUSTOM_4)),
                AnswerField.text("details", "详情", "详情", StockOperations::details));
    }

    private static String warehouseNames(StockSummary row) {
        return row.places().stream().map(StockSummary.Place::warehouse).collect(Collectors.joining("、"));
    }

    /** Where the product is: each warehouse with its quantity. */
    private static String details(StockSummary row) {
        return row.places().stream()
                .map(place -> place.warehouse() + " "
                        + place.quantity().stripTrailingZeros().toPlainString())
                .collect(Collectors.joining("、"));
    }

    /** Old clients index rows by position: the order never changes, new columns go last. */
    private static List<AnswerField<StockSummary>> columns() {
        return List.of(
                AnswerField.id("id", "ord", "数据唯一标识", row -> row.product().id().value()),
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
                .takes(
                        BIN,
                        ADDED_BY,
                        DESCRIPTION,
                        PARAMETERS,
                        PICTURES,
                        SERIAL_NUMBER,
                        SUPPLIER,
                        UNIT,
                        QUANTITY,
                        FROZEN)
                .takes(STOCKED, PRODUCED_ON, EXPIRES_ON, ADDED)
                .rejectsAll(DialectId.V3, "没有包装", "PackCode", "Bz", "Js")
                .v3ReadByGet(
                        Answer.paged("操作成功", this::located, batchFields()),
                        Route.at("/webapi/v3/store/inventory/InventoryDetails"))
                .handledBy((given, call) -> {
                    var filter = batchFilter(given);
                    return known(
                            Paging.read(
                                    given,
                                    call,
                                    new Keyset<BatchStock, BatchPosition>(
                                            BatchPosition::of,
                                            BatchPosition.ORDER,
                                            BatchPosition::justBefore,
                                            (page, after) -> lists.batches(filter, page, after))),
                            given);
                });
    }

    /**
     * Stock with its place.
     *
     * @param warehouse name of the warehouse
     * @param bin names of the bins in it, from the outermost; empty if the stock is in none
     */
    private record Located(BatchStock stock, String warehouse, String bin) {}

    private Page<Located> located(Page<BatchStock> page) {
        var all = new HashMap<WarehouseId, Warehouse>();
        warehouses.all().forEach(each -> all.put(each.id(), each));
        return page.map(stock -> {
            var names = new ArrayDeque<String>();
            var place = all.get(stock.warehouse().id());
            while (place != null) {
                names.addFirst(place.name());
                place = place.parent() == null ? null : all.get(place.parent());
            }
            var top = names.isEmpty() ? stock.warehouse().name() : names.removeFirst();
            return new Located(stock, top, String.join("/", names));
        });
    }

    /** Clients read the columns by their captions; new columns go last. */
    private List<AnswerField<Located>> batchFields() {
        var fields = new ArrayList<AnswerField<Located>>(List.of(
                batchText("name", "产品名称", row -> row.product().name()),
                batchText("code", "编号", row -> row.product().code()),
                batchText("model", "型号", row -> row.product().model()),
                batchText("className", "产品分类", BatchStock::className),
                batchText("unitName", "单位", BatchStock::unitName),
                AnswerField.decimal(
                        "quantity", "库存数量", "库存数量", row -> row.stock().quantity()),
                AnswerField.decimal(
                        "base", "基本数量合计", "基本数量合计", row -> row.stock().quantity()),
                AnswerField.decimal("frozen", "冻结数量", "冻结数量", row -> row.stock().frozen()),
                batchText("batch", "批号", row -> row.batch().number()),
                AnswerField.day(
                        "producedOn", "生产日期", "生产日期", row -> row.stock().batch().producedOn()),
                AnswerField.day(
                        "expiresOn", "有效日期", "有效日期", row -> row.stock().batch().expiresOn()),
                AnswerField.text("warehouseName", "仓库", "仓库", Located::warehouse),
                AnswerField.id(
                        "product",
                        "产品ID",
                        "产品ID",
                        row -> row.stock().product().id().value()),
                AnswerField.id(
                        "warehouse",
                        "仓库ID",
                        "仓库ID",
                        row -> row.stock().warehouse().id().value()),
                batchText("serialNumbers", "序列号", BatchStock::serialNumbers),
                batchText("packaging", "包装", row -> ""),
                batchText("packages", "件数", row -> "")));
        for (var number = 1; number <= CustomTexts.COUNT; number++) {
            var position = number;
            fields.add(originText(
                    CustomTexts.field(number),
                    "自定义" + number,
                    origin -> origin.custom().text(position)));
        }
        fields.add(AnswerField.text("bin", "库位", "库位", Located::bin));
        fields.add(originText("remark", "备注", Origin::remark));
        fields.add(originText("supplier", "关联供应商", Origin::supplier));
        fields.add(originText("stockIn", "关联入库单", Origin::title));
        fields.add(
                AnswerField.text("age", "库龄（天）", "库龄（天）", row -> age(row.stock().origin())));
        fields.add(AnswerField.time("stockedAt", "初始入库时间", "初始入库时间", zone, row -> {
            var origin = row.stock().origin();
            return origin == null ? null : origin.stockedAt();
        }));
        fields.add(AnswerField.time("arrivedAt", "入库确认时间", "入库确认时间", zone, row -> {
            var origin = row.stock().origin();
            return origin == null ? null : origin.arrivedAt();
        }));
        return fields;
    }

    /** Days since the goods were stocked first; empty if unknown. */
    private String age(@Nullable Origin origin) {
        return origin == null
                ? ""
                : Long.toString(ChronoUnit.DAYS.between(
                        origin.stockedAt().atZone(zone).toLocalDate(), LocalDate.now(clock.withZone(zone))));
    }

    private static AnswerField<Located> batchText(String name, String caption, Function<BatchStock, String> value) {
        return AnswerField.text(name, caption, caption, row -> value.apply(row.stock()));
    }

    /** A text of the document that the goods come from; empty if that is unknown. */
    private static AnswerField<Located> originText(String name, String caption, Function<Origin, String> value) {
        return batchText(name, caption, row -> {
            var origin = row.origin();
            return origin == null ? "" : value.apply(origin);
        });
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
