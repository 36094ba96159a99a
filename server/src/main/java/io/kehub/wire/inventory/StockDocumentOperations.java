package io.kehub.wire.inventory;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentFilter;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLine;
import io.kehub.kernel.Page;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.BillField;
import io.kehub.wire.operation.BillGroup;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.InputType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What reads stock-ins 入库单 and stock-outs 出库单 (catalog: 入库管理, 出库管理). */
final class StockDocumentOperations implements OperationGroup {

    private static final String[] IN = {"库存栏目", "入库管理", "入库对接"};
    private static final String[] OUT = {"库存栏目", "出库管理", "出库对接"};

    private static final Parameter<State> STATE =
            Parameter.<State>named("state", "状态").ov1("rkzt", states()).v3("Complete1", states(), "sclxout");
    private static final Parameter<String> KEYWORD =
            Parameter.<String>named("keyword", "快速检索条件").ov1("searchKey", Types.words(100));
    private static final Parameter<String> NUMBER = Parameter.<String>named("number", "编号")
            .ov1("rkbh", Types.words(50))
            .v3("Rkbh", Types.words(50), "Ckbh", "bh");
    private static final Parameter<String> TITLE = Parameter.<String>named("title", "主题")
            .ov1("title", Types.words(100))
            .v3("Title", Types.words(100));
    private static final Parameter<String> CUSTOMER =
            Parameter.<String>named("customer", "关联客户名称").v3("company", Types.words(100));
    private static final Parameter<UserId> APPLIED_BY =
            Parameter.<UserId>named("appliedBy", "申请人员").v3("Cateid", Types.user(false), "creator");
    private static final Parameter<Instant> APPLIED_FROM =
            Parameter.<Instant>named("appliedFrom", "申请开始时间").v3("Date3_start", Types.from());
    private static final Parameter<Instant> APPLIED_BEFORE =
            Parameter.<Instant>named("appliedBefore", "申请结束时间").v3("Date3_end", Types.through());
    private static final Parameter<Instant> CONFIRMED_FROM =
            Parameter.<Instant>named("confirmedFrom", "确认开始时间").v3("Date5_start", Types.from());
    private static final Parameter<Instant> CONFIRMED_BEFORE =
            Parameter.<Instant>named("confirmedBefore", "确认结束时间").v3("Date5_end", Types.through());
    private static final Parameter<Boolean> WITH_LINES =
            Parameter.<Boolean>named("withLines", "是否返回明细信息").v3("needList", Types.flag());
    private static final Parameter<StockDocumentId> RECORD = Parameter.<StockDocumentId>named("id", "单据ID")
            .ov1("ord", Types.id(StockDocumentId::new))
            .v3("ord", Types.id(StockDocumentId::new))
            .required();

    /** A document with the names of its people and, where asked for, its lines. */
    private record Row(StockDocument document, Map<UserId, String> names, List<StockLine> lines) {

        String applicant() {
            return names.getOrDefault(document.appliedBy(), "");
        }

        String keeper() {
            var by = document.confirmedBy();
            return by == null ? "" : names.getOrDefault(by, "");
        }
    }

    private final StockDocuments documents;
    private final Users users;
    private final ZoneId zone;

    StockDocumentOperations(StockDocuments documents, Users users, ZoneId zone) {
        this.documents = documents;
        this.users = users;
        this.zone = zone;
    }

    private static InputType<State> states() {
        return Types.choice(
                Types.option(1, "待确认", State.PENDING),
                Types.option(2, "否决", State.REFUSED),
                Types.option(3, "已确认", State.CONFIRMED));
    }

    private static String stateText(State state, Kind kind) {
        return switch (state) {
            case PENDING -> "待" + kind.caption();
            case CONFIRMED -> "已" + kind.caption();
            case REFUSED -> "否决" + kind.caption();
        };
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                stockIns(),
                list("stock-in-list", "入库列表", Kind.STOCK_IN, IN, v3In(), "/webapi/v3/store/KuInApplyList"),
                form("stock-in-form", "入库单详情", IN, "storemanage/kuin/detail"),
                lines(),
                list("stock-out-table", "所有出库单", Kind.STOCK_OUT, OUT, v3AllOut(), "/webapi/v3/store/kuout/List"),
                list("stock-out-list", "出库列表", Kind.STOCK_OUT, OUT, v3Out(), "/webapi/v3/store/KuOutApplyList"),
                stockOutDetail());
    }

    private Operation<Page<Row>> stockIns() {
        return Operation.<Page<Row>>declare("stock-in-table", "入库管理", IN)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, KEYWORD, STATE, NUMBER, TITLE)
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("storemanage/kuin/list"))
                .handledBy((given, call) -> rows(Kind.STOCK_IN, given, call));
    }

    private Operation<Page<Row>> list(
            String id, String caption, Kind kind, String[] navigation, List<AnswerField<Row>> fields, String path) {
        return Operation.<Page<Row>>declare(id, caption, navigation)
                .needs(Permission.READ_STOCK)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        STATE,
                        NUMBER,
                        TITLE,
                        CUSTOMER,
                        APPLIED_BY,
                        APPLIED_FROM,
                        APPLIED_BEFORE,
                        CONFIRMED_FROM,
                        CONFIRMED_BEFORE,
                        WITH_LINES)
                .v3ReadByGet(Answer.paged("操作成功", fields), Route.at(path))
                .handledBy((given, call) -> rows(kind, given, call));
    }

    private Page<Row> rows(Kind kind, Arguments given, ErpCall call) {
        var filter = new StockDocumentFilter(
                kind,
                given.find(STATE),
                given.text(KEYWORD),
                given.text(NUMBER),
                given.text(TITLE),
                "",
                given.text(CUSTOMER),
                given.find(APPLIED_BY),
                null,
                given.find(APPLIED_FROM),
                given.find(APPLIED_BEFORE),
                given.find(CONFIRMED_FROM),
                given.find(CONFIRMED_BEFORE));
        var found = Paging.through(
                given,
                call,
                page -> documents.list(filter, page),
                document -> document.id().value());
        var names = names(found.items());
        var lines = new HashMap<StockDocumentId, List<StockLine>>();
        if (given.orElse(WITH_LINES, false)) {
            lines.putAll(documents.linesOf(
                    found.items().stream().map(StockDocument::id).toList()));
        }
        return found.map(document -> new Row(document, names, lines.getOrDefault(document.id(), List.of())));
    }

    private Map<UserId, String> names(List<StockDocument> found) {
        var people = new HashSet<UserId>();
        found.forEach(document -> {
            people.add(document.appliedBy());
            var by = document.confirmedBy();
            if (by != null) {
                people.add(by);
            }
        });
        return users.names(people);
    }

    /** Old clients index rows by position: the order never changes, new columns go last (wire.md, stock-in list). */
    private List<AnswerField<Row>> columns() {
        return List.of(
                id("ord"),
                text("title", "title", "入库主题", row -> row.document().title()),
                text("number", "rkbh", "入库编号", row -> row.document().number()),
                AnswerField.decimal(
                        "quantity", "rknum", "数量", row -> row.document().quantity()),
                text("keeper", "kgname", "库管", Row::keeper),
                text("applicant", "sqname", "申请人", Row::applicant),
                text("state", "rkzt", "入库状态", row -> stateText(row.document().state(), Kind.STOCK_IN)),
                text("category", "rklb", "入库类别", row -> row.document().category()),
                AnswerField.time(
                        "appliedAt",
                        "datesq",
                        "申请日期",
                        zone,
                        row -> row.document().appliedAt()),
                AnswerField.time(
                        "confirmedAt",
                        "rkDate",
                        "入库日期",
                        zone,
                        row -> row.document().confirmedAt()),
                text("warehouses", "ckTitle", "仓库", row -> row.document().warehouses()));
    }

    private List<AnswerField<Row>> v3In() {
        var fields = new ArrayList<AnswerField<Row>>();
        fields.add(text("title", "Title", "入库主题", row -> row.document().title()));
        fields.add(id("Kuin"));
        fields.addAll(common(Kind.STOCK_IN));
        fields.add(text("number", "Rkbh", "入库编号", row -> row.document().number()));
        fields.add(AnswerField.list("lines", "KuinList", "产品明细", Row::lines, lineFields()));
        return fields;
    }

    private List<AnswerField<Row>> v3Out() {
        var fields = new ArrayList<AnswerField<Row>>();
        fields.add(id("Kuout"));
        fields.add(text("title", "Title", "主题", row -> row.document().title()));
        fields.add(text("warehouses", "Ck", "仓库", row -> row.document().warehouses()));
        fields.addAll(common(Kind.STOCK_OUT));
        fields.add(text("number", "Ckbh", "出库编号", row -> row.document().number()));
        fields.add(text(
                "customer", "Company", "关联客户", row -> row.document().source().customer()));
        fields.add(text(
                "contract", "Contract", "关联合同", row -> row.document().source().title()));
        fields.add(AnswerField.list("lines", "KuoutList", "产品明细", Row::lines, lineFields()));
        return fields;
    }

    private List<AnswerField<Row>> v3AllOut() {
        return List.of(
                text("title", "title", "出库主题", row -> row.document().title()),
                text("number", "ckbh", "出库编号", row -> row.document().number()),
                AnswerField.decimal(
                        "quantity", "num", "数量", row -> row.document().quantity()),
                text("category", "chukutype", "出库类别", row -> row.document().category()),
                text("status", "status", "审批状态", row -> stateText(row.document().state(), Kind.STOCK_OUT)),
                text(
                        "state",
                        "chustate",
                        "出库状态",
                        row -> stateText(row.document().state(), Kind.STOCK_OUT)),
                AnswerField.time(
                        "appliedAt", "date3", "日期", zone, row -> row.document().appliedAt()),
                text("keeper", "kgs", "库管", Row::keeper),
                text("applicant", "sqname", "人员", Row::applicant),
                id("ord"));
    }

    private List<AnswerField<Row>> common(Kind kind) {
        return List.of(
                text("state", "Complete1", "状态", row -> stateText(row.document().state(), kind)),
                text("applicant", "Cateid", "申请人", Row::applicant),
                AnswerField.time(
                        "appliedAt",
                        "Date3",
                        "申请日期",
                        zone,
                        row -> row.document().appliedAt()),
                AnswerField.time(
                        "confirmedAt",
                        "Date5",
                        "确认日期",
                        zone,
                        row -> row.document().confirmedAt()),
                text("opinion", "Intro2", "审批意见", row -> row.document().opinion()),
                text("remark", "Intro", "备注", row -> row.document().remark()),
                text("keeper", "Kg", "库管", Row::keeper),
                text("category", "Sort1", "类别", row -> row.document().category()),
                AnswerField.decimal(
                        "quantity", "Num1", "数量", row -> row.document().quantity()));
    }

    private static AnswerField<Row> id(String wireName) {
        return AnswerField.id("id", wireName, "单据ID", row -> row.document().id().value());
    }

    private static AnswerField<Row> text(String name, String wireName, String caption, Function<Row, String> value) {
        return AnswerField.text(name, wireName, caption, value);
    }

    private static List<AnswerField<StockLine>> lineFields() {
        return List.of(
                AnswerField.id("line", "Id", "明细id", StockLine::id),
                AnswerField.id(
                        "product", "ProductID", "产品ID", line -> line.product().value()),
                AnswerField.text("productName", "Title", "产品名称", StockLine::productName),
                AnswerField.text("productCode", "Order1", "产品编号", StockLine::productCode),
                AnswerField.text("productModel", "Type1", "产品型号", StockLine::productModel),
                AnswerField.id("unit", "Unit", "单位", StockLine::unit),
                AnswerField.text("unitName", "UnitName", "单位名称", StockLine::unitName),
                AnswerField.decimal("quantity", "Num1", "数量", StockLine::quantity),
                AnswerField.id("warehouse", "Ku", "仓库", line -> line.warehouse().value()),
                AnswerField.text("warehouseName", "KuName", "仓库名称", StockLine::warehouseName),
                AnswerField.text("batch", "Ph", "批号", StockLine::batch),
                AnswerField.text("serialNumbers", "Xlh", "序列号", StockLine::serialNumbers),
                AnswerField.day("producedOn", "Datesc", "生产日期", StockLine::producedOn),
                AnswerField.day("expiresOn", "Dateyx", "有效日期", StockLine::expiresOn),
                AnswerField.decimal("price", "Price1", "单价", StockLine::price));
    }

    private Operation<Row> form(String id, String caption, String[] navigation, String address) {
        return Operation.<Row>declare(id, caption, navigation)
                .needs(Permission.READ_STOCK)
                .takes(RECORD)
                .ov1(
                        Answer.bill(
                                "操作成功",
                                "kuin",
                                row -> row.document().title(),
                                row -> row.document().id().value(),
                                List.of(new BillGroup<>(
                                        "base",
                                        "基本信息",
                                        columns().stream().map(BillField::shown).toList()))),
                        Route.ov1(address))
                .handledBy((given, call) -> row(given.get(RECORD)));
    }

    private Row row(StockDocumentId id) {
        var document = documents.find(id).orElseThrow(() -> StockDocuments.unknown(id));
        return new Row(document, names(List.of(document)), documents.lines(id));
    }

    private Operation<Page<StockLine>> lines() {
        return Operation.<Page<StockLine>>declare("stock-in-lines", "入库产品明细", IN)
                .needs(Permission.READ_STOCK)
                .takes(RECORD, Paging.INDEX, Paging.SIZE)
                .ov1(
                        Answer.paged(
                                "操作成功",
                                List.of(
                                        AnswerField.id(
                                                "product",
                                                "ord",
                                                "产品ID",
                                                line -> line.product().value()),
                                        AnswerField.id("line", "id", "明细id", StockLine::id),
                                        AnswerField.text("productName", "title", "产品名称", StockLine::productName),
                                        AnswerField.text("productCode", "order1", "产品编号", StockLine::productCode),
                                        AnswerField.text("productModel", "type1", "产品型号", StockLine::productModel),
                                        AnswerField.text("unitName", "unitall", "单位", StockLine::unitName),
                                        AnswerField.decimal("quantity", "num1", "申请数量", StockLine::quantity),
                                        AnswerField.decimal("stocked", "num2", "入库数量", StockLine::quantity),
                                        AnswerField.decimal("price", "cprice", "单价", StockLine::price),
                                        AnswerField.decimal(
                                                "amount",
                                                "cmoney",
                                                "金额",
                                                line -> line.price().multiply(line.quantity())),
                                        AnswerField.text("packaging", "bz", "包装", line -> ""),
                                        AnswerField.text("batch", "ph", "批号", StockLine::batch),
                                        AnswerField.day("producedOn", "datesc", "生产日期", StockLine::producedOn),
                                        AnswerField.day("expiresOn", "dateyx", "有效日期", StockLine::expiresOn),
                                        AnswerField.text("warehouse", "fullPath", "仓库", StockLine::warehouseName))),
                        Route.ov1("storemanage/kuin/morekuinlist"))
                .handledBy((given, call) -> {
                    var request = Paging.of(given);
                    var all = row(given.get(RECORD)).lines();
                    return new Page<>(
                            all.stream()
                                    .skip(request.offset())
                                    .limit(request.size())
                                    .toList(),
                            all.size(),
                            request);
                });
    }

    private Operation<Row> stockOutDetail() {
        var fields = new ArrayList<>(v3AllOut());
        fields.add(text(
                "customer", "company", "关联客户", row -> row.document().source().customer()));
        fields.add(text(
                "contract", "contract", "关联合同", row -> row.document().source().title()));
        fields.add(AnswerField.list("lines", "kuoutlist", "产品明细", Row::lines, lineFields()));
        return Operation.<Row>declare("stock-out-detail", "出库详情", OUT)
                .needs(Permission.READ_STOCK)
                .takes(RECORD)
                // the ERP documents no answer for the second address; a document of any kind answers alike
                .v3ReadByGet(
                        Answer.single("操作成功", fields),
                        Route.at("/webapi/v3/store/kuout/detail"),
                        Route.at("/webapi/v3/store/inventory/detail"))
                .handledBy((given, call) -> row(given.get(RECORD)));
    }
}
