package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.contract.ContractFilter;
import io.kehub.erp.contract.ContractLine;
import io.kehub.erp.contract.ContractStage;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import io.kehub.wire.operation.WireValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What reads contracts (quick reference, 合同管理; catalog: 合同管理). */
final class ContractOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同对接"};

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "合同编号/名称")
            .quick("keyword", Types.words(100))
            .ov1("searchKey", Types.words(100));
    private static final Parameter<CustomerId> CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID").quick("custid", Types.id(CustomerId::new));
    private static final Parameter<String> STATE = Parameter.<String>named("state", "合同状态")
            .quick("status", Types.entryFilter(DictionaryName.CONTRACT_STATE))
            .ov1("htzt", Types.entryIdFilter(DictionaryName.CONTRACT_STATE), "a_sort2");
    private static final Parameter<String> CLASS = Parameter.<String>named("category", "合同分类")
            .ov1("htfl", Types.entryIdFilter(DictionaryName.CONTRACT_CLASS), "a_sort3");
    private static final Parameter<String> TITLE =
            Parameter.<String>named("title", "合同主题").ov1("title", Types.words(100));
    private static final Parameter<String> NUMBER =
            Parameter.<String>named("number", "合同编号").ov1("htbh", Types.words(50));
    private static final Parameter<String> CUSTOMER_NAME =
            Parameter.<String>named("customerName", "客户名称").ov1("khmc", Types.words(100));
    private static final Parameter<UserId> OWNER =
            Parameter.<UserId>named("owner", "销售人员").ov1("cateid", Types.user(false), "a_cateid");
    private static final Parameter<BigDecimal> AMOUNT_FROM =
            Parameter.<BigDecimal>named("amountFrom", "优惠后金额").ov1("moneyall_0", Types.amount());
    private static final Parameter<BigDecimal> AMOUNT_TO =
            Parameter.<BigDecimal>named("amountTo", "优惠后金额").ov1("moneyall_1", Types.amount());
    private static final Parameter<LocalDate> SIGNED_FROM =
            Parameter.<LocalDate>named("signedFrom", "签订日期").ov1("dateQD_0", Types.day(), "a_date_0");
    private static final Parameter<LocalDate> SIGNED_TO =
            Parameter.<LocalDate>named("signedTo", "签订日期").ov1("dateQD_1", Types.day(), "a_date_1");
    private static final Parameter<ContractId> RECORD = Parameter.<ContractId>named("id", "单据ID")
            .v3("ord", Types.id(ContractId::new))
            .required();

    /** 0 is the empty template. */
    private static final Parameter<Long> DETAILED = Parameter.<Long>named("id", "单据ID")
            .v3("ord", Types.whole(0, Integer.MAX_VALUE).map(Long::valueOf))
            .required();

    /**
     * A contract with the names of its people.
     *
     * @param decider who decided last; null where nobody has
     */
    private record Row(
            Contract contract,
            Map<UserId, String> names,
            @Nullable UserId decider) {

        String owner() {
            return names.getOrDefault(contract.owner(), "");
        }

        String addedBy() {
            return names.getOrDefault(contract.addedBy(), "");
        }

        String approver() {
            return decider == null ? "" : names.getOrDefault(decider, "");
        }
    }

    /** A contract, whole. */
    private record Whole(Row row, List<ContractLine> lines) {}

    /** A decision with the name of who took it. */
    private record Stage(ContractStage stage, String name) {}

    private final Contracts contracts;
    private final Users users;
    private final ZoneId zone;

    ContractOperations(Contracts contracts, Users users, ZoneId zone) {
        this.contracts = contracts;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), detail(), stages());
    }

    private Operation<Page<Row>> listing() {
        return Operation.<Page<Row>>declare("contract-list", "获取合同列表", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        CUSTOMER,
                        STATE,
                        CLASS,
                        TITLE,
                        NUMBER,
                        CUSTOMER_NAME,
                        OWNER,
                        AMOUNT_FROM,
                        AMOUNT_TO,
                        SIGNED_FROM,
                        SIGNED_TO)
                .quick(Answer.paged("操作成功", quickFields()), Route.at("/webapi/v3/ov1/salesmanage/contract/billlist"))
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("salesmanage/contract/billlist"))
                .handledBy(this::list);
    }

    private Page<Row> list(Arguments given, ErpCall call) {
        var filter = new ContractFilter(
                given.text(KEYWORD),
                given.text(NUMBER),
                given.text(TITLE),
                given.text(CUSTOMER_NAME),
                given.find(CUSTOMER),
                given.find(OWNER),
                given.text(STATE),
                given.text(CLASS),
                null,
                given.find(AMOUNT_FROM),
                given.find(AMOUNT_TO),
                given.find(SIGNED_FROM),
                given.find(SIGNED_TO));
        var found = Paging.through(
                given,
                call,
                page -> contracts.list(filter, call.scope(), page),
                contract -> contract.id().value());
        var deciders =
                contracts.deciders(found.items().stream().map(Contract::id).toList());
        var names = names(found.items(), deciders.values());
        return found.map(contract -> new Row(contract, names, deciders.get(contract.id())));
    }

    private Map<UserId, String> names(List<Contract> found, Collection<UserId> deciders) {
        var people = new HashSet<UserId>(deciders);
        found.forEach(contract -> {
            people.add(contract.owner());
            people.add(contract.addedBy());
        });
        return users.names(people);
    }

    /** In the style of the quick reference's customer list: lower case, each id with its name beside it. */
    private List<AnswerField<Row>> quickFields() {
        return List.of(
                AnswerField.id("id", "id", "合同ID", row -> row.contract().id().value()),
                text("number", "code", "合同编号", Contract::number),
                text("title", "title", "合同名称", Contract::title),
                AnswerField.id(
                        "customer",
                        "custid",
                        "客户ID",
                        row -> row.contract().customer().value()),
                text("customerName", "custname", "客户名称", Contract::customerName),
                AnswerField.id(
                        "owner",
                        "charge",
                        "负责人ID",
                        row -> row.contract().owner().value()),
                AnswerField.text("ownerName", "chargename", "负责人姓名", Row::owner),
                text("category", "sort", "合同分类", Contract::category),
                text("state", "status", "合同状态", Contract::state),
                text("currency", "currency", "币种", Contract::currency),
                AnswerField.decimal(
                        "total", "total", "合同总额", row -> row.contract().total()),
                AnswerField.decimal(
                        "concession",
                        "concession",
                        "优惠总额",
                        row -> row.contract().concession()),
                AnswerField.decimal(
                        "amount", "money", "优惠后总额", row -> row.contract().amount()),
                AnswerField.decimal(
                        "paid", "paid", "到账总额", row -> row.contract().paid()),
                AnswerField.day(
                        "signedOn", "signdate", "签订日期", row -> row.contract().signedOn()),
                AnswerField.day(
                        "startsOn", "startdate", "开始日期", row -> row.contract().startsOn()),
                AnswerField.day(
                        "endsOn", "enddate", "终止日期", row -> row.contract().endsOn()),
                text(
                        "approval",
                        "approval",
                        "审批状态",
                        contract -> contract.approval().caption()),
                text("delivery", "ckjz", "出库进展", contract -> progress("出库", contract.delivery())),
                text("sending", "fhjz", "发货进展", contract -> progress("发货", contract.delivery())),
                text("payment", "skjz", "收款进展", contract -> progress("收款", contract.payment())),
                text("invoicing", "kpjz", "开票进展", contract -> progress("开票", contract.invoicing())),
                AnswerField.time(
                        "addedAt",
                        "addtime",
                        "添加时间",
                        zone,
                        row -> row.contract().addedAt()));
    }

    /** Old clients index rows by position, {@code ord} at 0 and {@code htid} at 1: the order never changes (wire.md). */
    private List<AnswerField<Row>> columns() {
        return List.of(
                AnswerField.id("id", "ord", "数据唯一标识", row -> row.contract().id().value()),
                text("number", "htid", "合同编号", Contract::number),
                text("title", "title", "合同主题", Contract::title),
                text("customerName", "khmc", "客户名称", Contract::customerName),
                AnswerField.text("ownerName", "xsry", "销售人员", Row::owner),
                text("category", "htfl", "合同分类", Contract::category),
                AnswerField.decimal(
                        "amount", "moneyall", "优惠后金额", row -> row.contract().amount()),
                AnswerField.decimal(
                        "paid", "hkmoney", "到账金额", row -> row.contract().paid()),
                text("currency", "htbz", "币种", Contract::currency),
                AnswerField.day(
                        "signedOn", "dateQD", "签订日期", row -> row.contract().signedOn()),
                AnswerField.day(
                        "startsOn", "dateKS", "开始日期", row -> row.contract().startsOn()),
                AnswerField.day(
                        "endsOn", "dateZZ", "终止日期", row -> row.contract().endsOn()),
                text("approval", "spzt", "审批状态", contract -> contract.approval().caption()),
                AnswerField.text("approver", "spMan", "审批人", Row::approver),
                text("delivery", "ckjz", "出库进展", contract -> progress("出库", contract.delivery())),
                text("sending", "fhjz", "发货进展", contract -> progress("发货", contract.delivery())),
                text("payment", "skjz", "收款进展", contract -> progress("收款", contract.payment())),
                text("invoicing", "kpjz", "开票进展", contract -> progress("开票", contract.invoicing())),
                AnswerField.text("urgency", "UrgentType", "紧急程度", row -> ""),
                AnswerField.id(
                        "customer",
                        "company",
                        "客户ID",
                        row -> row.contract().customer().value()));
    }

    private static String progress(String what, Progress progress) {
        return switch (progress) {
            case NONE -> "未" + what;
            case PART -> "部分" + what;
            case ALL -> "已" + what;
            case NOT_NEEDED -> "无需" + what;
        };
    }

    private static AnswerField<Row> text(
            String name, String wireName, String caption, Function<Contract, String> value) {
        return AnswerField.text(name, wireName, caption, row -> value.apply(row.contract()));
    }

    private Operation<Optional<Whole>> detail() {
        return Operation.<Optional<Whole>>declare("contract-detail", "合同详情", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(DETAILED)
                .v3ReadByGet(
                        Answer.single(
                                "操作成功",
                                detailFields().stream()
                                        .map(ContractOperations::orEmpty)
                                        .toList()),
                        Route.at("/webapi/v3/sales/contract/detail"))
                .handledBy((given, call) -> {
                    long id = given.get(DETAILED);
                    return id == 0 ? Optional.empty() : Optional.of(whole(new ContractId(id), call));
                });
    }

    private Whole whole(ContractId id, ErpCall call) {
        var contract = contract(id, call);
        var deciders = contracts.deciders(List.of(id));
        var row = new Row(contract, names(List.of(contract), deciders.values()), deciders.get(id));
        return new Whole(row, contracts.lines(id));
    }

    /** The same field of a template that nothing fills. */
    private static AnswerField<Optional<Whole>> orEmpty(AnswerField<Whole> field) {
        WireValue nothing =
                field.type() == AnswerField.Type.LIST ? new WireValue.Items(List.of()) : new WireValue.Text("");
        return new AnswerField<>(
                field.name(),
                field.wireName(),
                field.caption(),
                field.type(),
                whole -> whole.map(field.value()).orElse(nothing));
    }

    private Contract contract(ContractId id, ErpCall call) {
        return contracts.find(id, call.scope()).orElseThrow(() -> Contracts.unknown(id));
    }

    private List<AnswerField<Whole>> detailFields() {
        return List.of(
                AnswerField.id(
                        "id",
                        "Ord",
                        "单据ID",
                        whole -> whole.row().contract().id().value()),
                head("title", "Title", "合同主题", Contract::title),
                head("number", "Htid", "合同编号", Contract::number),
                head("customerName", "CompanyName", "客户名称", Contract::customerName),
                AnswerField.text(
                        "addedByName",
                        "AddcateName",
                        "添加人",
                        whole -> whole.row().addedBy()),
                AnswerField.text(
                        "ownerName", "CateName", "销售人员", whole -> whole.row().owner()),
                head("counterpart", "Person2", "对方代表", Contract::counterpart),
                AnswerField.time(
                        "addedAt",
                        "Date7",
                        "添加时间",
                        zone,
                        whole -> whole.row().contract().addedAt()),
                AnswerField.day(
                        "signedOn",
                        "Date3",
                        "签订日期",
                        whole -> whole.row().contract().signedOn()),
                AnswerField.day(
                        "startsOn",
                        "Date1",
                        "开始日期",
                        whole -> whole.row().contract().startsOn()),
                AnswerField.day(
                        "endsOn",
                        "Date2",
                        "终止日期",
                        whole -> whole.row().contract().endsOn()),
                head("category", "SortName", "合同分类", Contract::category),
                head("state", "Complete1Name", "合同状态", Contract::state),
                head("delivery", "mZt1", "出库状态", contract -> progress("出库", contract.delivery())),
                head("sending", "mZt2", "发货状态", contract -> progress("发货", contract.delivery())),
                head(
                        "approval",
                        "SpStatus",
                        "审批状态",
                        contract -> contract.approval().caption()),
                head("currency", "BzName", "币种", Contract::currency),
                money("total", "Premoney", "合同总额", Contract::total),
                money("concession", "YhMoneyM", "优惠总额", Contract::concession),
                money("amount", "Money1", "优惠后总额", Contract::amount),
                money("paid", "HkMoney1", "到账总额", Contract::paid),
                money("freight", "Extras", "运杂费", Contract::freight),
                money("tax", "TaxValue1", "税额", Contract::tax),
                head("summary", "Intro", "合同概要", Contract::summary),
                head("payment", "Intro3", "收款方式", Contract::paymentTerms),
                head("deliveryAddress", "Intro4", "交货地址", Contract::deliveryAddress),
                head("remark", "Intro2", "备注", Contract::remark),
                AnswerField.list("lines", "contractlist", "合同明细", Whole::lines, lineFields()));
    }

    private static AnswerField<Whole> head(
            String name, String wireName, String caption, Function<Contract, String> value) {
        return AnswerField.text(
                name, wireName, caption, whole -> value.apply(whole.row().contract()));
    }

    private static AnswerField<Whole> money(
            String name, String wireName, String caption, Function<Contract, BigDecimal> value) {
        return AnswerField.decimal(
                name, wireName, caption, whole -> value.apply(whole.row().contract()));
    }

    private static List<AnswerField<ContractLine>> lineFields() {
        return List.of(
                AnswerField.id("id", "Id", "明细ID", ContractLine::id),
                AnswerField.id(
                        "product",
                        "ProductID",
                        "产品ID",
                        line -> line.terms().product().value()),
                AnswerField.text("productName", "Title", "产品名称", ContractLine::productName),
                AnswerField.text("productCode", "Order1", "编号", ContractLine::productCode),
                AnswerField.text("productModel", "Type1", "型号", ContractLine::productModel),
                AnswerField.id("unit", "Unit", "单位", ContractLine::unit),
                AnswerField.text("unitName", "UnitName", "单位名称", ContractLine::unitName),
                AnswerField.decimal(
                        "quantity", "Num1", "数量", line -> line.terms().quantity()),
                AnswerField.decimal(
                        "price", "Price1", "单价", line -> line.terms().price()),
                AnswerField.decimal(
                        "discount", "Discount", "折扣", line -> line.terms().discount()),
                AnswerField.decimal(
                        "taxRate", "TaxRate", "税率", line -> line.terms().taxRate()),
                AnswerField.decimal("tax", "TaxValue", "税额", ContractLine::tax),
                AnswerField.decimal("total", "MoneyAfterTax", "税后总价", ContractLine::total),
                AnswerField.decimal(
                        "concession",
                        "Concessions",
                        "明细优惠",
                        line -> line.terms().concession()),
                AnswerField.decimal("amount", "Money1", "优惠后总价", ContractLine::amount),
                AnswerField.day(
                        "deliveredOn", "Date2", "交货日期", line -> line.terms().deliveredOn()),
                AnswerField.text("remark", "Intro", "备注", line -> line.terms().remark()));
    }

    private Operation<List<Stage>> stages() {
        return Operation.<List<Stage>>declare("contract-stages", "合同审批记录详情", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(RECORD)
                .v3ReadByGet(
                        Answer.single(
                                "操作成功",
                                List.of(AnswerField.list("stages", "StageList", "审批记录", all -> all, stageFields()))),
                        Route.at("/webapi/v3/sales/contract/approve/approveStageList/detail"))
                .handledBy((given, call) -> {
                    var stages =
                            contracts.stages(contract(given.get(RECORD), call).id());
                    var people = new HashSet<UserId>();
                    stages.forEach(stage -> people.add(stage.by()));
                    var names = users.names(people);
                    return stages.stream()
                            .map(stage -> new Stage(stage, names.getOrDefault(stage.by(), "")))
                            .toList();
                });
    }

    private List<AnswerField<Stage>> stageFields() {
        return List.of(
                AnswerField.id("id", "StageID", "唯一标识", stage -> stage.stage().id()),
                AnswerField.text(
                        "result",
                        "ApproveStage",
                        "审批结果",
                        stage -> stage.stage().result().caption()),
                AnswerField.text(
                        "opinion", "Message", "审批意见", stage -> stage.stage().opinion()),
                AnswerField.text("name", "Name", "审批人员", Stage::name),
                AnswerField.time(
                        "at", "Date", "审批时间", zone, stage -> stage.stage().at()));
    }
}
