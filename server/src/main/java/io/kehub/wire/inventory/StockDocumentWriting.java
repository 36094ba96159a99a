package io.kehub.wire.inventory;

import static io.kehub.wire.inventory.DocumentSubject.ADJUSTMENT;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_IN;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_OUT;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockConfirmation.Rest;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.ChoiceType;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Adds, confirms, refuses and reverses stock documents, and changes the costs of a stock-in. */
final class StockDocumentWriting implements OperationGroup {

    private static final Parameter<StockDocumentId> RECORD = Parameter.<StockDocumentId>named("id", "单据ID")
            .quick("id", Types.id(StockDocumentId::new))
            .v3("ord", Types.id(StockDocumentId::new))
            .required();
    private static final Parameter<String> TITLE = Parameter.<String>named("title", "主题")
            .quick("title", Types.text(200))
            .v3("title", Types.text(200))
            .required(DialectId.V3);
    private static final Parameter<String> NUMBER = Parameter.<String>named("number", "单据编号")
            .quick("code", Types.text(50))
            .v3("rkbh", Types.text(50))
            .captioned(DialectId.V3, "入库编号");
    private static final Parameter<String> SUPPLIER = Parameter.<String>named("supplier", "供应商")
            .quick("supplier", Types.text(200))
            .v3("gysname", Types.text(200));
    private static final Parameter<String> STOCK_IN_CATEGORY =
            category(STOCK_IN).constant(DialectId.V3, "直接入库");
    private static final Parameter<String> STOCK_OUT_CATEGORY = category(STOCK_OUT);
    private static final Parameter<String> ADJUSTMENT_CATEGORY = category(ADJUSTMENT);
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").quick("remark", Types.text(2000));
    private static final Parameter<Boolean> AT_ONCE = Parameter.<Boolean>named("confirm", "是否直接确认")
            .quick("confirm", Types.flag())
            .constant(DialectId.V3, true);

    private static final ChoiceType.Option<Boolean> AGREE = Types.option(3, "同意", true);
    private static final ChoiceType.Option<Boolean> REFUSE = Types.option(2, "否决", false);
    private static final Parameter<Boolean> AGREED = Parameter.<Boolean>named("agreed", "确认结果")
            .quick("status", Types.choice(AGREE, REFUSE))
            .v3("Complete1", Types.numbered(List.of(AGREE, REFUSE)))
            .required(DialectId.QUICK);

    /** A document takes effect when it is confirmed; the ERP's clients state that day, too. */
    private static final Parameter<LocalDate> CONFIRMED_ON =
            Parameter.<LocalDate>named("confirmedOn", "确认时间").v3("Date5", Types.day());

    private static final String[] CUSTOM_FIELDS = IntStream.concat(
                    IntStream.rangeClosed(413, 418).map(number -> 61_001_000 + number),
                    IntStream.rangeClosed(511, 516).map(number -> 62_001_000 + number))
            .mapToObj(number -> "!B__SysCusmf_0_" + number / 1000 + "_" + number % 1000 + "_0")
            .toArray(String[]::new);
    private static final Parameter<String> OPINION = Parameter.<String>named("opinion", "库管意见")
            .quick("opinion", Types.text(2000))
            .v3("Intro2", Types.text(2000));
    private static final Parameter<Rest> REST = Parameter.<Rest>named("rest", "调拨未到部分的处理")
            .quick(
                    "rest",
                    Types.choice(
                            Types.option(0, "仍在途", Rest.IN_TRANSIT),
                            Types.option(1, "退回", Rest.RETURNED),
                            Types.option(2, "损耗", Rest.LOST)));
    private static final Parameter<Long> LINE = Parameter.<Long>named("id", "明细id")
            .quick("id", Types.id(Long::valueOf))
            .v3("Id", Types.id(Long::valueOf))
            .required()
            .captioned(DialectId.QUICK, "明细ID");
    private static final Parameter<BigDecimal> CONFIRMED = Parameter.<BigDecimal>named("quantity", "数量")
            .quick("num", Types.decimal(14, 4, true))
            .v3("Num1", Types.quantity());
    private static final Parameter<WarehouseId> CONFIRMED_WAREHOUSE = Parameter.<WarehouseId>named("warehouse", "仓库ID")
            .quick("warehouseid", Types.id(WarehouseId::new))
            .v3("Ku", Types.id(WarehouseId::new), "Ck")
            .captioned(DialectId.V3, "仓库");
    private static final Parameter<String> CONFIRMED_BATCH = Parameter.<String>named("batch", "批号")
            .quick("batch", Types.text(50))
            .v3("Ph", Types.text(50));
    private static final Parameter<List<Correction>> CORRECTIONS = Parameter.<List<Correction>>named("lines", "产品明细")
            .quick("lines", corrections())
            .v3("KuinList", corrections(), "KuoutList");

    private static final Parameter<BigDecimal> COST = Parameter.<BigDecimal>named("price", "成本单价")
            .v3("Price1", Types.quantity())
            .required();
    private static final Parameter<List<StockDocuments.Price>> COSTS = Parameter.<List<StockDocuments.Price>>named(
                    "lines", "入库明细")
            .v3(
                    "KuinList",
                    new ListType<>(
                            List.of(LINE, COST),
                            given -> new StockDocuments.Price(given.get(LINE), given.get(COST)),
                            StockDocuments.MAX_LINES))
            .required();

    private final StockDocuments documents;
    private final StockDocumentViews views;
    private final StockDocumentFields fields;
    private final Clock clock;
    private final ZoneId zone;

    StockDocumentWriting(
            StockDocuments documents, StockDocumentViews views, StockDocumentFields fields, Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
        this.documents = documents;
        this.views = views;
        this.fields = fields;
    }

    private static Parameter<String> category(DocumentSubject subject) {
        return Parameter.<String>named("category", "类别").quick("sort", Types.entryText(subject.categories()));
    }

    private static InputType<List<Correction>> corrections() {
        return new ListType<>(
                Stream.concat(
                                Stream.<Parameter<?>>of(LINE, CONFIRMED, CONFIRMED_WAREHOUSE, CONFIRMED_BATCH),
                                StockLineParameters.UNSUPPORTED_IN_CONFIRMATION.stream())
                        .toList(),
                given -> new Correction(
                        given.get(LINE),
                        given.find(CONFIRMED),
                        given.find(CONFIRMED_WAREHOUSE),
                        given.find(CONFIRMED_BATCH)),
                StockDocuments.MAX_LINES);
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                stockInAdd(),
                adding(STOCK_OUT, STOCK_OUT_CATEGORY, StockLineParameters.LINES),
                adding(ADJUSTMENT, ADJUSTMENT_CATEGORY, StockLineParameters.DIFFERENCES),
                deciding(STOCK_IN, "/webapi/v3/store/KuInApplyEdit/edit", "/webapi/v3/store/kuin/surekuin/edit"),
                deciding(STOCK_OUT, "/webapi/v3/store/KuOutApplyEdit/edit", "/webapi/v3/store/kuout/surekuout/edit"),
                deciding(ADJUSTMENT),
                reversing(STOCK_IN),
                reversing(STOCK_OUT),
                reversing(ADJUSTMENT),
                costs());
    }

    private Operation<StockDocumentView> stockInAdd() {
        return declareAdding(STOCK_IN, STOCK_IN_CATEGORY, StockLineParameters.LINES)
                .rejectsAll(DialectId.V3, StockDocumentOperations.NO_CUSTOM_FIELDS, CUSTOM_FIELDS)
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/store/kuin/add"))
                .handledBy((given, call) -> add(STOCK_IN, STOCK_IN_CATEGORY, StockLineParameters.LINES, given, call));
    }

    private Operation<StockDocumentView> adding(
            DocumentSubject subject, Parameter<String> category, Parameter<List<StockLineDraft>> lines) {
        return declareAdding(subject, category, lines)
                .handledBy((given, call) -> add(subject, category, lines, given, call));
    }

    private Operation.Builder<StockDocumentView> declareAdding(
            DocumentSubject subject, Parameter<String> category, Parameter<List<StockLineDraft>> lines) {
        return Operation.<StockDocumentView>declare(
                        subject.id() + "-add", subject.kind().caption() + "单添加", subject.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(TITLE, NUMBER, category, SUPPLIER, REMARK, AT_ONCE, CONFIRMED_ON, lines)
                .quick(Answer.single("添加成功", fields.quickDetail()), Route.at(subject.office("add")));
    }

    private StockDocumentView add(
            DocumentSubject subject,
            Parameter<String> category,
            Parameter<List<StockLineDraft>> lines,
            Arguments given,
            ErpCall call) {
        var draft = StockDocumentDraft.of(given.get(lines))
                .withNumber(given.text(NUMBER))
                .withTitle(given.text(TITLE))
                .withCategory(given.text(category))
                .withSupplier(given.text(SUPPLIER))
                .withRemark(withDay(given.text(REMARK), "入库日期", given));
        return views.view(
                given.orElse(AT_ONCE, false)
                        ? documents.post(subject.kind(), draft, call.user())
                        : documents.apply(subject.kind(), draft, call.user()));
    }

    /** Confirms or refuses a document. Corrections with the same id split that line. */
    private Operation<StockDocumentView> deciding(DocumentSubject subject, String... v3Paths) {
        var declared = Operation.<StockDocumentView>declare(
                        subject.id() + "-confirm", subject.kind().caption() + "确认", subject.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD, AGREED, OPINION, REST, CONFIRMED_ON, CORRECTIONS)
                .rejectsAll(
                        DialectId.V3,
                        "单据确认时不能修改抬头",
                        "sort1",
                        "title",
                        "ck",
                        "kgs",
                        "catename",
                        "date3",
                        "intro",
                        "scanCodeType",
                        "CurrentProductId",
                        "addressRefreshEventbox")
                .rejectsAll(DialectId.V3, "没有扫码入库；明细写在 KuinList", "Scanflist")
                .rejectsAll(DialectId.V3, "没有物流地址", "shipaddresslist", "addresslist")
                .rejectsAll(DialectId.V3, StockDocumentOperations.NO_CUSTOM_FIELDS, CUSTOM_FIELDS)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at(subject.office("confirm")));
        if (v3Paths.length > 0) {
            declared.v3(Answer.done("操作成功"), new Route(List.of(v3Paths), Map.of()));
        }
        return declared.handledBy((given, call) -> decide(subject, given, call));
    }

    private StockDocumentView decide(DocumentSubject subject, Arguments given, ErpCall call) {
        var id = document(subject, given);
        var opinion = withDay(given.text(OPINION), "确认日期", given);
        if (given.orElse(AGREED, true)) {
            documents.confirm(
                    id,
                    new StockConfirmation(
                            opinion, given.orElse(CORRECTIONS, List.of()), given.orElse(REST, Rest.IN_TRANSIT)),
                    call.user());
        } else {
            documents.refuse(id, opinion, call.user());
        }
        return views.view(id);
    }

    /** A document takes effect when it is confirmed; another day that the client states is recorded in the text. */
    private String withDay(String text, String caption, Arguments given) {
        var stated = given.find(CONFIRMED_ON);
        return stated == null || stated.equals(LocalDate.now(clock.withZone(zone)))
                ? text
                : text + "（" + caption + " " + stated + "）";
    }

    private StockDocumentId document(DocumentSubject subject, Arguments given) {
        var id = given.get(RECORD);
        var document = documents.find(id).orElseThrow(() -> StockDocuments.unknown(id));
        if (document.kind() != subject.kind()) {
            var caption = subject.kind().caption();
            throw new ProblemException(Problem.Invalid.field(
                    RECORD.name(), "编号为 " + id.value() + " 的单据不是" + caption + "单", caption + "单的编号"));
        }
        return id;
    }

    /** Adds the document that undoes another, and returns it. */
    private Operation<StockDocumentView> reversing(DocumentSubject subject) {
        return Operation.<StockDocumentView>declare(
                        subject.id() + "-reverse", subject.kind().caption() + "冲销", subject.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at(subject.office("reverse")))
                .handledBy((given, call) -> views.view(documents.reverse(document(subject, given), call.user())));
    }

    private Operation<StockDocumentId> costs() {
        return Operation.<StockDocumentId>declare("stock-in-costs", "入库成本修改", STOCK_IN.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD, COSTS)
                .v3(Answer.done("修改成功"), Route.at("/webapi/v3/store/kuin/costmodify/edit"))
                .handledBy((given, call) -> {
                    documents.changePrices(given.get(RECORD), given.get(COSTS));
                    return given.get(RECORD);
                });
    }
}
