package io.kehub.wire.inventory;

import static io.kehub.wire.inventory.DocumentSubject.ADJUSTMENT;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_IN;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_OUT;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentFilter;
import io.kehub.erp.inventory.StockDocumentFilter.Period;
import io.kehub.erp.inventory.StockDocumentFilter.Text;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLine;
import io.kehub.kernel.Page;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Range;
import io.kehub.wire.operation.type.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists and details of stock-ins 入库单, stock-outs 出库单 and adjustments 盘点单. */
final class StockDocumentOperations implements OperationGroup {

    /** Why custom fields of stock documents are rejected. */
    static final String NO_CUSTOM_FIELDS = "库存单据没有自定义字段";

    private static final Parameter<State> STATE = Parameter.<State>named("state", "状态")
            .quick("status", states())
            .ov1("rkzt", states())
            .v3("Complete1", states(), "sclxout")
            .captioned(DialectId.OV1, "入库状态");
    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "快速检索条件")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100));
    private static final Parameter<String> NUMBER = Parameter.<String>named("number", "单据编号")
            .quick("code", Types.text(50))
            .ov1("rkbh", Types.text(50))
            .v3("Rkbh", Types.text(50), "Ckbh", "bh")
            .captioned(DialectId.OV1, "入库编号")
            .captioned(DialectId.V3, "入库编号");
    private static final Parameter<String> TITLE = Parameter.<String>named("title", "主题")
            .quick("title", Types.text(100))
            .ov1("title", Types.text(100))
            .v3("Title", Types.text(100))
            .captioned(DialectId.OV1, "入库主题");
    private static final Parameter<String> CUSTOMER = Parameter.<String>named("customer", "关联客户名称")
            .quick("custname", Types.text(100))
            .v3("company", Types.text(100));
    private static final Parameter<UserId> APPLIED_BY =
            Parameter.<UserId>named("appliedBy", "申请人员").v3("Cateid", Types.user(false), "creator");
    private static final Parameter<Instant> APPLIED_FROM =
            Parameter.<Instant>named("appliedFrom", "申请开始时间").v3("Date3_start", Types.periodStart());
    private static final Parameter<Instant> APPLIED_BEFORE =
            Parameter.<Instant>named("appliedBefore", "申请结束时间").v3("Date3_end", Types.periodEnd());
    private static final Parameter<Instant> CONFIRMED_FROM =
            Parameter.<Instant>named("confirmedFrom", "确认开始时间").v3("Date5_start", Types.periodStart());
    private static final Parameter<Instant> CONFIRMED_BEFORE =
            Parameter.<Instant>named("confirmedBefore", "确认结束时间").v3("Date5_end", Types.periodEnd());
    private static final Parameter<Range<Instant>> APPLIED =
            Parameter.<Range<Instant>>named("applied", "申请时间").v3("applicationTime", Types.period());
    private static final Parameter<Range<Instant>> CONFIRMED =
            Parameter.<Range<Instant>>named("confirmed", "确认时间").v3("confirmTime", Types.period());
    private static final Parameter<Boolean> WITH_LINES =
            Parameter.<Boolean>named("withLines", "是否返回明细信息").v3("needList", Types.flag());
    private static final Parameter<StockDocumentId> RECORD = Parameter.<StockDocumentId>named("id", "单据ID")
            .quick("id", Types.id(StockDocumentId::new))
            .ov1("ord", Types.id(StockDocumentId::new))
            .v3("ord", Types.id(StockDocumentId::new))
            .required();

    private final StockDocuments documents;
    private final StockDocumentViews views;
    private final StockDocumentFields fields;

    StockDocumentOperations(StockDocuments documents, StockDocumentViews views, StockDocumentFields fields) {
        this.documents = documents;
        this.views = views;
        this.fields = fields;
    }

    private static InputType<State> states() {
        return Types.choice(
                Types.option(1, "待确认", State.PENDING),
                Types.option(2, "否决", State.REFUSED),
                Types.option(3, "已确认", State.CONFIRMED));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                stockIns(),
                stockIn(),
                stockInLines(),
                allStockOuts(),
                stockOuts(),
                stockOut(),
                listing(ADJUSTMENT).handledBy((given, call) -> list(ADJUSTMENT, given, call)),
                detail(ADJUSTMENT).handledBy((given, call) -> views.view(given.get(RECORD))));
    }

    private Operation<Page<StockDocumentView>> stockIns() {
        return listing(STOCK_IN)
                .rejectsAll(DialectId.OV1, "没有这种列表模式", "stype", "datatype", "ord", "remind", "ly")
                .rejectsAll(DialectId.OV1, "不能按时间检索", "tdate1", "tdate2")
                .rejectsAll(DialectId.OV1, "入库单没有审批", "status")
                .rejectsAll(DialectId.OV1, "不能按入库类别检索", "rklb")
                .rejectsAll(DialectId.OV1, "不能按供应商或采购单检索", "glgys", "glcg")
                .rejectsSort(DialectId.OV1)
                .rejectsAll(DialectId.V3, "不能按入库类别检索", "Sort1")
                .rejectsAll(DialectId.V3, "不能按产品检索", "CPTitle", "Order1")
                .rejectsAll(DialectId.V3, "不能按库管人员检索", "Kg")
                .v3ReadByGet(Answer.paged("操作成功", fields.v3StockIns()), Route.at("/webapi/v3/store/KuInApplyList"))
                .ov1(Answer.paged("操作成功", fields.ov1()), Route.ov1("storemanage/kuin/list"))
                .handledBy((given, call) -> list(STOCK_IN, given, call));
    }

    private Operation<Page<StockDocumentView>> stockOuts() {
        return listing(STOCK_OUT)
                .rejectsAll(DialectId.V3, "不能按库管人员检索", "Kg")
                .rejectsAll(DialectId.V3, "不能按仓库检索", "Ck")
                .rejectsAll(DialectId.V3, "不能按出库类型检索", "Sort1")
                .rejectsAll(DialectId.V3, "不能按产品检索", "pro_name", "Order1", "Type1")
                .v3ReadByGet(Answer.paged("操作成功", fields.v3StockOuts()), Route.at("/webapi/v3/store/KuOutApplyList"))
                .handledBy((given, call) -> list(STOCK_OUT, given, call));
    }

    /** An operation of its own: v3 has two lists of stock-outs with different columns, and an operation has one answer per dialect. */
    private Operation<Page<StockDocumentView>> allStockOuts() {
        return filtered(Operation.declare("stock-out-table", "所有出库单", STOCK_OUT.navigation()))
                .rejectsAll(DialectId.V3, "不能按库管人员检索", "cateidsp")
                .rejectsAll(DialectId.V3, "不能按仓库检索", "ck")
                .rejectsAll(DialectId.V3, "不能按出库类别检索", "sclx")
                .rejectsAll(DialectId.V3, "不能按合同检索", "contract", "HTid")
                .rejectsAll(DialectId.V3, "出库单不关联项目；项目关联合同", "projectname", "projectno")
                .rejectsAll(DialectId.V3, "不能按产品检索", "product", "cporder1", "cptype1")
                .rejectsAll(
                        DialectId.V3,
                        NO_CUSTOM_FIELDS,
                        "!B__SysCusmf_0_62001_511_0",
                        "!B__SysCusmf_0_62001_512_0",
                        "!B__SysCusmf_0_62001_513_0",
                        "!B__SysCusmf_0_62001_514_0",
                        "!B__SysCusmf_0_62001_515_0",
                        "!B__SysCusmf_0_62001_516_0",
                        "!B__SysCusmf_0_62001_1401_1",
                        "!B__SysCusmf_0_62001_1402_1",
                        "!B__SysCusmf_0_62001_1403_1",
                        "!B__SysCusmf_0_62001_1405_1",
                        "!B__SysCusmf_0_62001_1406_1")
                .v3ReadByGet(Answer.paged("操作成功", fields.v3AllStockOuts()), Route.at("/webapi/v3/store/kuout/List"))
                .handledBy((given, call) -> list(STOCK_OUT, given, call));
    }

    private Operation.Builder<Page<StockDocumentView>> listing(DocumentSubject subject) {
        return filtered(Operation.declare(
                        subject.id() + "-list", subject.kind().caption() + "列表", subject.navigation()))
                .quick(Answer.paged("操作成功", fields.quick()), Route.at(subject.office("list")));
    }

    private static Operation.Builder<Page<StockDocumentView>> filtered(
            Operation.Builder<Page<StockDocumentView>> declared) {
        return declared.needs(Permission.READ_STOCK)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        STATE,
                        NUMBER,
                        TITLE,
                        CUSTOMER,
                        APPLIED_BY,
                        APPLIED_FROM,
                        APPLIED_BEFORE,
                        CONFIRMED_FROM,
                        CONFIRMED_BEFORE,
                        APPLIED,
                        CONFIRMED,
                        WITH_LINES);
    }

    private Page<StockDocumentView> list(DocumentSubject subject, Arguments given, ErpCall call) {
        var texts = Map.of(
                Text.KEYWORD, given.text(KEYWORD),
                Text.NUMBER, given.text(NUMBER),
                Text.TITLE, given.text(TITLE),
                Text.CUSTOMER, given.text(CUSTOMER));
        var filter = new StockDocumentFilter(
                subject.kind(),
                given.find(STATE),
                texts,
                given.find(APPLIED_BY),
                period(given, APPLIED_FROM, APPLIED_BEFORE, APPLIED),
                period(given, CONFIRMED_FROM, CONFIRMED_BEFORE, CONFIRMED));
        var found = Paging.read(
                given,
                call,
                page -> documents.list(filter, page),
                document -> document.id().value());
        return views.page(found, given.orElse(WITH_LINES, false));
    }

    /** Both ends come in a field each, or together in one. */
    private static Period period(
            Arguments given, Parameter<Instant> from, Parameter<Instant> before, Parameter<Range<Instant>> both) {
        var range = given.find(both);
        return range == null
                ? new Period(given.find(from), given.find(before))
                : new Period(
                        range.from() == null ? given.find(from) : range.from(),
                        range.to() == null ? given.find(before) : range.to());
    }

    private Operation.Builder<StockDocumentView> detail(DocumentSubject subject) {
        return Operation.<StockDocumentView>declare(
                        subject.id() + "-detail", subject.kind().caption() + "单详情", subject.navigation())
                .needs(Permission.READ_STOCK)
                .takes(RECORD)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at(subject.office("detail")));
    }

    private Operation<StockDocumentView> stockIn() {
        var shown = fields.ov1().stream().map(FormField::shown).toList();
        return detail(STOCK_IN)
                .rejectsPageInternals(DialectId.OV1)
                .ov1(
                        Answer.form(
                                "操作成功",
                                "kuin",
                                row -> row.document().title(),
                                row -> row.document().id().value(),
                                List.of(new FormGroup<>("base", "基本信息", shown))),
                        Route.ov1("storemanage/kuin/detail"))
                .handledBy((given, call) -> views.view(given.get(RECORD)));
    }

    private Operation<StockDocumentView> stockOut() {
        var shown = new ArrayList<>(fields.v3AllStockOuts());
        shown.add(AnswerField.text(
                "customer", "company", "关联客户名称", row -> row.document().source().customer()));
        shown.add(AnswerField.text(
                "contract", "contract", "关联合同", row -> row.document().source().title()));
        shown.add(AnswerField.list(
                "lines", "kuoutlist", "产品明细", StockDocumentView::lines, StockDocumentFields.v3Lines()));
        return detail(STOCK_OUT)
                // the ERP documents no answer of the second address; it gets the same, for a document of any kind
                .v3ReadByGet(
                        Answer.single("操作成功", shown),
                        Route.at("/webapi/v3/store/kuout/detail"),
                        Route.at("/webapi/v3/store/inventory/detail"))
                .handledBy((given, call) -> views.view(given.get(RECORD)));
    }

    private Operation<Page<StockLine>> stockInLines() {
        return Operation.<Page<StockLine>>declare("stock-in-lines", "入库产品明细", STOCK_IN.navigation())
                .needs(Permission.READ_STOCK)
                .takes(RECORD, Paging.INDEX, Paging.SIZE)
                .rejects(DialectId.OV1, "_rpt_sort", "明细按单据中的先后排列", "0")
                .ov1(Answer.paged("操作成功", StockDocumentFields.ov1Lines()), Route.ov1("storemanage/kuin/morekuinlist"))
                .handledBy((given, call) -> {
                    var request = Paging.of(given);
                    var all = views.view(given.get(RECORD)).lines();
                    return new Page<>(
                            all.stream()
                                    .skip(request.offset())
                                    .limit(request.size())
                                    .toList(),
                            all.size(),
                            request);
                });
    }
}
