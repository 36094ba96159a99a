package io.kehub.wire.inventory;

import static io.kehub.wire.inventory.DocumentSubject.ADJUSTMENT;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_IN;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_OUT;

import io.kehub.erp.access.Permission;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentFilter;
import io.kehub.erp.inventory.StockDocumentFilter.Period;
import io.kehub.erp.inventory.StockDocumentFilter.Text;
import io.kehub.erp.inventory.StockDocumentTerms;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLine;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.ProductText;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Sort;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.FilterIds;
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
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists and details of stock-ins 入库单, stock-outs 出库单 and adjustments 盘点单. */
final class StockDocumentOperations implements OperationGroup {

    private static final Parameter<State> STATE = Parameter.<State>named("state", "状态")
            .quick("status", states())
            .ov1("rkzt", states(), "status")
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
    private static final Parameter<String> SUPPLIER =
            Parameter.<String>named("supplier", "关联供应商").ov1("glgys", Types.text(100));
    private static final Parameter<String> PURCHASE =
            Parameter.<String>named("purchase", "关联采购").ov1("glcg", Types.text(100));
    private static final Parameter<UserId> APPLIED_BY =
            Parameter.<UserId>named("appliedBy", "申请人员").v3("Cateid", Types.userByIdOrName(false), "creator");
    private static final Parameter<Instant> APPLIED_FROM = Parameter.<Instant>named("appliedFrom", "申请开始时间")
            .ov1("tdate1", Types.periodStart())
            .v3("Date3_start", Types.periodStart());
    private static final Parameter<Instant> APPLIED_BEFORE = Parameter.<Instant>named("appliedBefore", "申请结束时间")
            .ov1("tdate2", Types.periodEnd())
            .v3("Date3_end", Types.periodEnd());
    private static final Parameter<UserId> DECIDED_BY =
            Parameter.<UserId>named("decidedBy", "库管人员").v3("Kg", Types.userByIdOrName(false), "cateidsp");
    private static final Parameter<String> STOCK_IN_CATEGORY = Parameter.<String>named("category", "入库类别")
            .ov1("rklb", Types.entryFilter(DictionaryName.STOCK_IN_KIND))
            .v3("Sort1", Types.entryFilter(DictionaryName.STOCK_IN_KIND));
    private static final Parameter<String> STOCK_OUT_CATEGORY = Parameter.<String>named("category", "出库类型")
            .v3("Sort1", Types.entryFilter(DictionaryName.STOCK_OUT_KIND), "sclx");
    private static final Parameter<List<StockDocumentId>> RECORDS = Parameter.<List<StockDocumentId>>named(
                    "documents", "单据ID")
            .ov1("ord", Types.several(Types.id(StockDocumentId::new), PageRequest.MAX_SIZE));
    private static final Parameter<WarehouseId> WAREHOUSE =
            Parameter.<WarehouseId>named("warehouse", "出库仓库").v3("Ck", Types.id(WarehouseId::new));
    private static final Parameter<String> PRODUCT_NAME =
            Parameter.<String>named("productName", "产品名称").v3("CPTitle", Types.text(100), "pro_name", "product");
    private static final Parameter<String> PRODUCT_CODE =
            Parameter.<String>named("productCode", "产品编号").v3("Order1", Types.text(100), "cporder1");
    private static final Parameter<String> PRODUCT_MODEL =
            Parameter.<String>named("productModel", "产品型号").v3("Type1", Types.text(100), "cptype1");
    private static final Parameter<String> SOURCE_TITLE =
            Parameter.<String>named("sourceTitle", "关联合同主题").v3("contract", Types.text(100));
    private static final Parameter<String> SOURCE_NUMBER =
            Parameter.<String>named("sourceNumber", "关联合同编号").v3("HTid", Types.text(100));
    private static final Map<Integer, Parameter<String>> CUSTOM =
            StockCustomFields.ofDocument(DocumentSubject.STOCK_OUT);
    private static final Map<Integer, Parameter<String>> LINE_CUSTOM = StockCustomFields.ofStockOutLines();
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
    private final Warehouses warehouses;
    private final Parameter<Sort> order;

    StockDocumentOperations(
            StockDocuments documents, StockDocumentViews views, StockDocumentFields fields, Warehouses warehouses) {
        this.warehouses = warehouses;
        this.documents = documents;
        this.views = views;
        this.fields = fields;
        this.order = Paging.sort(fields.ov1(), StockDocuments.SORTED_BY);
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
                listing(ADJUSTMENT).handledBy((given, call) -> list(ADJUSTMENT, StockDocumentTerms.NONE, given, call)),
                detail(ADJUSTMENT).handledBy((given, call) -> views.view(given.get(RECORD))));
    }

    private Operation<Page<StockDocumentView>> stockIns() {
        return listing(STOCK_IN)
                .takes(STOCK_IN_CATEGORY, DECIDED_BY, PRODUCT_NAME, PRODUCT_CODE, RECORDS, order)
                .rejectsAll(DialectId.OV1, "没有这种列表模式", "stype", "datatype")
                .rejectsAll(DialectId.OV1, "没有这种提醒", "remind")
                .rejectsAll(DialectId.OV1, "没有统计报表", "ly")
                .v3ReadByGet(Answer.paged("操作成功", fields.v3StockIns()), Route.at("/webapi/v3/store/KuInApplyList"))
                .ov1(Answer.paged("操作成功", fields.ov1()), Route.ov1("storemanage/kuin/list"))
                .handledBy((given, call) -> list(
                        STOCK_IN,
                        StockDocumentTerms.NONE
                                .withIds(given.orElse(RECORDS, List.of()))
                                .withCategory(given.text(STOCK_IN_CATEGORY))
                                .withDecidedBy(given.find(DECIDED_BY))
                                .withProducts(Map.of(
                                        ProductText.NAME, given.text(PRODUCT_NAME),
                                        ProductText.CODE, given.text(PRODUCT_CODE))),
                        given,
                        call));
    }

    private Operation<Page<StockDocumentView>> stockOuts() {
        return listing(STOCK_OUT)
                .takes(STOCK_OUT_CATEGORY, DECIDED_BY, WAREHOUSE, PRODUCT_NAME, PRODUCT_CODE, PRODUCT_MODEL)
                .v3ReadByGet(Answer.paged("操作成功", fields.v3StockOuts()), Route.at("/webapi/v3/store/KuOutApplyList"))
                .handledBy((given, call) -> ofKnownWarehouse(list(STOCK_OUT, terms(given), given, call), given));
    }

    /** An operation of its own: v3 has two lists of stock-outs with different columns, and an operation has one answer per dialect. */
    private Operation<Page<StockDocumentView>> allStockOuts() {
        return filtered(Operation.declare("stock-out-table", "所有出库单", STOCK_OUT.navigation()))
                .takes(STOCK_OUT_CATEGORY, DECIDED_BY, WAREHOUSE, PRODUCT_NAME, PRODUCT_CODE, PRODUCT_MODEL)
                .takes(SOURCE_TITLE, SOURCE_NUMBER)
                .takes(List.copyOf(CUSTOM.values()))
                .takes(List.copyOf(LINE_CUSTOM.values()))
                .rejectsAll(DialectId.V3, "出库单不关联项目；项目关联合同", "projectname", "projectno")
                .v3ReadByGet(Answer.paged("操作成功", fields.v3AllStockOuts()), Route.at("/webapi/v3/store/kuout/List"))
                .handledBy((given, call) -> ofKnownWarehouse(
                        list(
                                STOCK_OUT,
                                terms(given)
                                        .withSource(given.text(SOURCE_NUMBER), given.text(SOURCE_TITLE))
                                        .withCustom(
                                                StockCustomFields.filled(given, CUSTOM),
                                                StockCustomFields.filled(given, LINE_CUSTOM)),
                                given,
                                call),
                        given));
    }

    private static StockDocumentTerms terms(Arguments given) {
        return StockDocumentTerms.NONE
                .withCategory(given.text(STOCK_OUT_CATEGORY))
                .withDecidedBy(given.find(DECIDED_BY))
                .withWarehouse(given.find(WAREHOUSE))
                .withProducts(Map.of(
                        ProductText.NAME, given.text(PRODUCT_NAME),
                        ProductText.CODE, given.text(PRODUCT_CODE),
                        ProductText.MODEL, given.text(PRODUCT_MODEL)));
    }

    /** The same page; rejected if the filter names an unknown warehouse. */
    private Page<StockDocumentView> ofKnownWarehouse(Page<StockDocumentView> found, Arguments given) {
        FilterIds.requireKnown(
                found, given, WAREHOUSE, id -> warehouses.find(id).isPresent(), WarehouseId::value, "仓库");
        return found;
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
                        SUPPLIER,
                        PURCHASE,
                        APPLIED_BY,
                        APPLIED_FROM,
                        APPLIED_BEFORE,
                        CONFIRMED_FROM,
                        CONFIRMED_BEFORE,
                        APPLIED,
                        CONFIRMED,
                        WITH_LINES);
    }

    private Page<StockDocumentView> list(
            DocumentSubject subject, StockDocumentTerms terms, Arguments given, ErpCall call) {
        var texts = Map.of(
                Text.KEYWORD, given.text(KEYWORD),
                Text.NUMBER, given.text(NUMBER),
                Text.TITLE, given.text(TITLE),
                Text.CUSTOMER, given.text(CUSTOMER),
                Text.SUPPLIER, given.text(SUPPLIER),
                Text.PURCHASE, given.text(PURCHASE));
        var filter = new StockDocumentFilter(
                subject.kind(),
                given.find(STATE),
                texts,
                given.find(APPLIED_BY),
                period(given, APPLIED_FROM, APPLIED_BEFORE, APPLIED),
                period(given, CONFIRMED_FROM, CONFIRMED_BEFORE, CONFIRMED),
                terms);
        Function<PageRequest, Page<StockDocument>> pages = page -> documents.list(filter, page);
        ToLongFunction<StockDocument> id = document -> document.id().value();
        var found =
                subject == STOCK_IN ? Paging.read(given, call, order, pages, id) : Paging.read(given, call, pages, id);
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
        var columns = StockDocumentFields.ov1Lines();
        var byColumn =
                Paging.sort(columns, columns.stream().map(AnswerField::name).collect(Collectors.toSet()));
        return Operation.<Page<StockLine>>declare("stock-in-lines", "入库产品明细", STOCK_IN.navigation())
                .needs(Permission.READ_STOCK)
                .takes(RECORD, Paging.INDEX, Paging.SIZE, byColumn)
                .ov1(Answer.paged("操作成功", columns), Route.ov1("storemanage/kuin/morekuinlist"))
                .handledBy((given, call) -> {
                    var request = Paging.of(given);
                    var lines = views.view(given.get(RECORD)).lines();
                    var sort = given.orElse(byColumn, Sort.NEWEST_FIRST);
                    var all = Paging.sorted(lines, columns, sort);
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
