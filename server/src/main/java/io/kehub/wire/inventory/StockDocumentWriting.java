package io.kehub.wire.inventory;

import io.kehub.erp.access.Permission;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.SourceRef;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** 直接入库, 入库确认, 出库确认, 入库成本修改 (catalog: 入库管理, 出库管理). */
final class StockDocumentWriting implements OperationGroup {

    private static final String[] IN = {"库存栏目", "入库管理", "入库对接"};
    private static final String[] OUT = {"库存栏目", "出库管理", "出库对接"};

    private static final Parameter<StockDocumentId> RECORD = Parameter.<StockDocumentId>named("id", "单据ID")
            .v3("ord", Types.id(StockDocumentId::new))
            .required();
    private static final Parameter<String> TITLE =
            words("title", "入库主题", "title", 200).required();
    private static final Parameter<String> NUMBER = words("number", "入库编号", "rkbh", 50);
    private static final Parameter<String> SUPPLIER = words("supplier", "供应商名称", "gysname", 200);

    /** The ERP's documents give the line's product by id as {@code ord}, or by name; here it is the id. */
    private static final Parameter<ProductId> PRODUCT = Parameter.<ProductId>named("product", "产品ID")
            .v3("ord", Types.id(ProductId::new), "ProductID")
            .required();

    private static final Parameter<Long> UNIT =
            Parameter.<Long>named("unit", "单位").v3("unit", Types.entry(DictionaryName.PRODUCT_UNIT));
    private static final Parameter<BigDecimal> QUANTITY = Parameter.<BigDecimal>named("quantity", "数量")
            .v3("num1", Types.quantity())
            .required();
    private static final Parameter<WarehouseId> WAREHOUSE = Parameter.<WarehouseId>named("warehouse", "仓库")
            .v3("ku", Types.id(WarehouseId::new), "ck")
            .required();
    private static final Parameter<String> BATCH = words("batch", "批号", "ph", 50);
    private static final Parameter<String> SERIALS = words("serialNumbers", "序列号", "xlh", 2000);
    private static final Parameter<LocalDate> PRODUCED_ON =
            Parameter.<LocalDate>named("producedOn", "生产日期").v3("datesc", Types.day());
    private static final Parameter<LocalDate> EXPIRES_ON =
            Parameter.<LocalDate>named("expiresOn", "有效日期").v3("dateyx", Types.day());
    private static final Parameter<BigDecimal> PRICE =
            Parameter.<BigDecimal>named("price", "单价").v3("price2", Types.quantity(), "Price1");
    private static final Parameter<String> REMARK = words("remark", "备注", "intro", 500);
    private static final Parameter<List<StockLineDraft>> LINES = Parameter.<List<StockLineDraft>>named("lines", "入库明细")
            .v3(
                    "kuinlist",
                    Types.rows(
                            List.of(
                                    PRODUCT,
                                    UNIT,
                                    QUANTITY,
                                    WAREHOUSE,
                                    BATCH,
                                    SERIALS,
                                    PRODUCED_ON,
                                    EXPIRES_ON,
                                    PRICE,
                                    REMARK),
                            StockDocumentWriting::line,
                            StockDocuments.MOST_LINES))
            .required();

    private static final Parameter<Boolean> AGREED = Parameter.<Boolean>named("agreed", "确认结果")
            .v3("Complete1", Types.numbered(List.of(Types.option(3, "同意", true), Types.option(2, "否决", false))))
            .required();
    private static final Parameter<String> OPINION = words("opinion", "库管意见", "Intro2", 2000);
    private static final Parameter<Long> LINE = Parameter.<Long>named("id", "明细id")
            .v3("Id", Types.id(Long::valueOf))
            .required();
    private static final Parameter<BigDecimal> CONFIRMED =
            Parameter.<BigDecimal>named("quantity", "数量").v3("Num1", Types.quantity());
    private static final Parameter<WarehouseId> CONFIRMED_WAREHOUSE =
            Parameter.<WarehouseId>named("warehouse", "仓库").v3("Ku", Types.id(WarehouseId::new), "Ck");
    private static final Parameter<String> CONFIRMED_BATCH = words("batch", "批号", "Ph", 50);
    private static final Parameter<List<Correction>> CORRECTIONS = Parameter.<List<Correction>>named("lines", "明细")
            .v3(
                    "KuinList",
                    Types.rows(
                            List.of(LINE, CONFIRMED, CONFIRMED_WAREHOUSE, CONFIRMED_BATCH),
                            StockDocumentWriting::correction,
                            StockDocuments.MOST_LINES),
                    "KuoutList");

    private static final Parameter<BigDecimal> COST = Parameter.<BigDecimal>named("price", "成本单价")
            .v3("Price1", Types.quantity())
            .required();
    private static final Parameter<List<StockDocuments.Price>> COSTS = Parameter.<List<StockDocuments.Price>>named(
                    "lines", "入库明细")
            .v3(
                    "KuinList",
                    Types.rows(
                            List.of(LINE, COST),
                            given -> new StockDocuments.Price(given.get(LINE), given.get(COST)),
                            StockDocuments.MOST_LINES))
            .required();

    private final StockDocuments documents;

    StockDocumentWriting(StockDocuments documents) {
        this.documents = documents;
    }

    private static Parameter<String> words(String name, String caption, String wireName, int longest) {
        return Parameter.<String>named(name, caption).v3(wireName, Types.words(longest));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                adding(),
                deciding(
                        "stock-in-confirm",
                        "入库确认",
                        Kind.STOCK_IN,
                        IN,
                        "/webapi/v3/store/KuInApplyEdit/edit",
                        "/webapi/v3/store/kuin/surekuin/edit"),
                deciding(
                        "stock-out-confirm",
                        "出库确认",
                        Kind.STOCK_OUT,
                        OUT,
                        "/webapi/v3/store/KuOutApplyEdit/edit",
                        "/webapi/v3/store/kuout/surekuout/edit"),
                costs());
    }

    private static StockLineDraft line(Arguments given) {
        return new StockLineDraft(
                given.get(PRODUCT),
                given.find(UNIT),
                given.get(QUANTITY),
                given.get(WAREHOUSE),
                given.text(BATCH),
                given.text(SERIALS),
                given.find(PRODUCED_ON),
                given.find(EXPIRES_ON),
                given.orElse(PRICE, BigDecimal.ZERO),
                given.text(REMARK),
                0);
    }

    private static Correction correction(Arguments given) {
        return new Correction(
                given.get(LINE), given.find(CONFIRMED), given.find(CONFIRMED_WAREHOUSE), given.find(CONFIRMED_BATCH));
    }

    private Operation<StockDocumentId> adding() {
        return Operation.<StockDocumentId>declare("stock-in-add", "直接入库添加", IN)
                .needs(Permission.WRITE_STOCK)
                .takes(TITLE, NUMBER, SUPPLIER, LINES)
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/store/kuin/add"))
                .handledBy((given, call) -> documents.post(
                        Kind.STOCK_IN,
                        new StockDocumentDraft(
                                given.text(NUMBER),
                                given.text(TITLE),
                                "直接入库",
                                given.text(SUPPLIER),
                                "",
                                SourceRef.NONE,
                                given.get(LINES)),
                        call.user()));
    }

    private Operation<StockDocumentId> deciding(
            String id, String caption, Kind kind, String[] navigation, String... paths) {
        return Operation.<StockDocumentId>declare(id, caption, navigation)
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD, AGREED, OPINION, CORRECTIONS)
                .v3(Answer.done("操作成功"), new Route(List.of(paths), Map.of()))
                .handledBy((given, call) -> decide(kind, given, call));
    }

    private StockDocumentId decide(Kind kind, Arguments given, ErpCall call) {
        var id = given.get(RECORD);
        var document = documents.find(id).orElseThrow(() -> StockDocuments.unknown(id));
        if (document.kind() != kind) {
            throw new ProblemException(Problem.Invalid.field(
                    RECORD.name(), "编号为 " + id.value() + " 的单据不是" + kind.caption() + "单", kind.caption() + "单的编号"));
        }
        if (given.get(AGREED)) {
            documents.confirm(
                    id, new StockConfirmation(given.text(OPINION), given.orElse(CORRECTIONS, List.of())), call.user());
        } else {
            documents.refuse(id, given.text(OPINION), call.user());
        }
        return id;
    }

    private Operation<StockDocumentId> costs() {
        return Operation.<StockDocumentId>declare("stock-in-costs", "入库成本修改", IN)
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD, COSTS)
                .v3(Answer.done("修改成功"), Route.at("/webapi/v3/store/kuin/costmodify/edit"))
                .handledBy((given, call) -> {
                    documents.changePrices(given.get(RECORD), given.get(COSTS));
                    return given.get(RECORD);
                });
    }
}
