package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.ApprovalDecision;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.contract.ContractLine;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.kernel.ContractId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One contract: 合同详情, 合同审批记录 (catalog: 合同管理). */
final class ContractReadOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同对接"};
    private static final String ADD = "salesmanage/contract/add";

    private static final Parameter<ContractId> RECORD = Parameter.<ContractId>named("id", "单据ID")
            .v3("ord", Types.id(ContractId::new))
            .required();

    /** 0, or no id in ov1, asks for the empty template. */
    private static final Parameter<Long> DETAILED = Parameter.<Long>named("id", "单据ID")
            .v3("ord", Types.integer(0, Integer.MAX_VALUE).map(Long::valueOf))
            .ov1("ord", Types.integer(0, Integer.MAX_VALUE).map(Long::valueOf))
            .required(DialectId.V3)
            .captioned(DialectId.OV1, "数据唯一标识");

    /** A contract with its lines. */
    private record Detail(ContractRow row, List<LineView> lines) {}

    /** @param stocked whether the product can leave a warehouse */
    private record LineView(ContractLine line, boolean stocked) {}

    /** @param name of the user who decided */
    private record DecisionView(ApprovalDecision decision, String name) {}

    private final Contracts contracts;
    private final ContractRows rows;
    private final Products products;
    private final Dictionaries dictionaries;
    private final Users users;
    private final ZoneId zone;

    ContractReadOperations(
            Contracts contracts,
            ContractRows rows,
            Products products,
            Dictionaries dictionaries,
            Users users,
            ZoneId zone) {
        this.products = products;
        this.contracts = contracts;
        this.rows = rows;
        this.dictionaries = dictionaries;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(detail(), decisions());
    }

    private Operation<Optional<Contract>> detail() {
        return Operation.<Optional<Contract>>declare("contract-detail", "合同详情", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(DETAILED)
                .v3ReadByGet(
                        Answer.single(
                                        "操作成功",
                                        detailFields().stream()
                                                .map(ContractReadOperations::orEmpty)
                                                .toList())
                                .within(found -> found.map(this::detail)),
                        Route.at("/webapi/v3/sales/contract/detail"))
                .ov1(
                        ContractForm.answer().within(found -> ContractForm.of(found, dictionaries)),
                        Route.ov1(ADD, "edit=1"),
                        Route.ov1(ADD, "ord=*"),
                        Route.ov1(ADD, "apihelptype=get"))
                .handledBy((given, call) -> {
                    long id = given.orElse(DETAILED, 0L);
                    return id == 0 ? Optional.empty() : Optional.of(contract(new ContractId(id), call));
                });
    }

    private Detail detail(Contract contract) {
        var lines = contracts.lines(contract.id());
        var found = products.findAll(
                lines.stream().map(line -> line.terms().product()).toList());
        return new Detail(
                rows.rows(List.of(contract)).getFirst(),
                lines.stream()
                        .map(line -> new LineView(
                                line,
                                Optional.ofNullable(found.get(line.terms().product()))
                                        .map(Product::stocked)
                                        .orElse(true)))
                        .toList());
    }

    /** The same field, empty in the template. */
    private static AnswerField<Optional<Detail>> orEmpty(AnswerField<Detail> field) {
        WireValue nothing =
                field.type() == AnswerField.Type.LIST ? new WireValue.Array(List.of()) : new WireValue.Text("");
        return new AnswerField<>(
                field.name(),
                field.wireName(),
                field.caption(),
                field.type(),
                detail -> detail.map(field.value()).orElse(nothing),
                field.parts());
    }

    private Contract contract(ContractId id, ErpCall call) {
        return contracts.find(id, call.scope()).orElseThrow(() -> Contracts.unknown(id));
    }

    private List<AnswerField<Detail>> detailFields() {
        return List.of(
                AnswerField.id(
                        "id",
                        "Ord",
                        "单据ID",
                        detail -> detail.row().contract().id().value()),
                head("title", "Title", "合同主题", ContractField.TITLE),
                head("number", "Htid", "合同编号", Contract::number),
                head("customerName", "CompanyName", "客户名称", Contract::customerName),
                AnswerField.text(
                        "addedByName",
                        "AddcateName",
                        "添加人",
                        detail -> detail.row().addedBy()),
                AnswerField.text(
                        "ownerName", "CateName", "销售人员", detail -> detail.row().owner()),
                head("counterpart", "Person2", "对方代表", ContractField.COUNTERPART),
                AnswerField.time(
                        "addedAt",
                        "Date7",
                        "添加时间",
                        zone,
                        detail -> detail.row().contract().addedAt()),
                AnswerField.day(
                        "signedOn",
                        "Date3",
                        "签订日期",
                        detail -> detail.row().contract().terms().dates().signedOn()),
                AnswerField.day(
                        "startsOn",
                        "Date1",
                        "开始日期",
                        detail -> detail.row().contract().terms().dates().startsOn()),
                AnswerField.day(
                        "endsOn",
                        "Date2",
                        "终止日期",
                        detail -> detail.row().contract().terms().dates().endsOn()),
                head("category", "SortName", "合同分类", ContractField.CATEGORY),
                head("state", "Complete1Name", "合同状态", ContractField.STATE),
                head(
                        "delivery",
                        "mZt1",
                        "出库状态",
                        contract -> ContractListOperations.nativeProgress("出库", contract.deliveryProgress())),
                head(
                        "sending",
                        "mZt2",
                        "发货状态",
                        contract -> ContractListOperations.nativeProgress("发货", contract.deliveryProgress())),
                head(
                        "approval",
                        "SpStatus",
                        "审批状态",
                        contract -> contract.approval().caption()),
                head("currency", "BzName", "币种", ContractField.CURRENCY),
                money(
                        "total",
                        "Premoney",
                        "合同总额",
                        contract -> contract.amounts().total()),
                money(
                        "concession",
                        "YhMoneyM",
                        "优惠总额",
                        contract -> contract.amounts().concession()),
                money(
                        "amount",
                        "Money1",
                        "优惠后总额",
                        contract -> contract.amounts().amount()),
                money("paid", "HkMoney1", "到账总额", contract -> contract.settled().paid()),
                money("freight", "Extras", "运杂费", contract -> contract.terms().freight()),
                money("tax", "TaxValue1", "税额", contract -> contract.amounts().tax()),
                head("summary", "Intro", "合同概要", ContractField.SUMMARY),
                head("paymentTerms", "Intro3", "付款方式", ContractField.PAYMENT_TERMS),
                head("deliveryAddress", "Intro4", "交货地址", ContractField.DELIVERY_ADDRESS),
                head("remark", "Intro2", "备注", ContractField.REMARK),
                head("deliveryMethod", "Intro5", "交货方式", ContractField.DELIVERY_METHOD),
                head("deliveryTime", "Intro6", "交货时间", ContractField.DELIVERY_TIME),
                head("accessories", "Intro1", "配件", ContractField.ACCESSORIES),
                head("receivablePlan", "Fqhk", "收款计划", ContractField.RECEIVABLE_PLAN),
                head("receivableKind", "PaybackMode", "收款类型", ContractField.RECEIVABLE_KIND),
                head("reconciliation", "CKAccModel", "对账方式", ContractField.RECONCILIATION),
                head("invoicePlan", "InvoicePlan", "开票计划", ContractField.INVOICE_PLAN),
                head("invoiceKind", "InvoiceMode", "开票类型", ContractField.INVOICE_KIND),
                head("statedTotal", "StatedTotal", "填写的合同总额", ContractField.STATED_TOTAL),
                AnswerField.list("lines", "contractlist", "合同明细", Detail::lines, lineViewFields()));
    }

    private static AnswerField<Detail> head(
            String name, String wireName, String caption, Function<Contract, String> value) {
        return AnswerField.text(
                name, wireName, caption, detail -> value.apply(detail.row().contract()));
    }

    private static AnswerField<Detail> head(String name, String wireName, String caption, ContractField field) {
        return head(name, wireName, caption, contract -> contract.text(field));
    }

    private static AnswerField<Detail> money(
            String name, String wireName, String caption, Function<Contract, BigDecimal> value) {
        return AnswerField.decimal(
                name, wireName, caption, detail -> value.apply(detail.row().contract()));
    }

    private static List<AnswerField<LineView>> lineViewFields() {
        return Stream.concat(
                        lineFields().stream().map(field -> field.within(LineView::line)),
                        Stream.of(AnswerField.<LineView>number(
                                "stocked", "CanOutStore", "可出库", view -> view.stocked() ? 1 : 0)))
                .toList();
    }

    private static List<AnswerField<ContractLine>> lineFields() {
        return List.of(
                AnswerField.id("id", "Id", "明细ID", ContractLine::id),
                AnswerField.id(
                        "product",
                        "ProductID",
                        "产品ID",
                        line -> line.terms().product().value()),
                AnswerField.text(
                        "productName", "Title", "产品名称", line -> line.labels().productName()),
                AnswerField.text(
                        "productCode", "Order1", "编号", line -> line.labels().productCode()),
                AnswerField.text(
                        "productModel", "Type1", "型号", line -> line.labels().productModel()),
                AnswerField.id("unit", "Unit", "单位", ContractLine::unit),
                AnswerField.text(
                        "unitName", "UnitName", "单位名称", line -> line.labels().unitName()),
                AnswerField.decimal(
                        "quantity", "Num1", "数量", line -> line.terms().quantity()),
                AnswerField.decimal(
                        "price", "Price1", "单价", line -> line.terms().price()),
                AnswerField.decimal(
                        "discount", "Discount", "折扣", line -> line.terms().discount()),
                AnswerField.decimal(
                        "taxRate", "TaxRate", "税率", line -> line.terms().taxRate()),
                AnswerField.decimal(
                        "tax", "TaxValue", "税额", line -> line.amounts().tax()),
                AnswerField.decimal(
                        "total", "MoneyAfterTax", "税后总价", line -> line.amounts().total()),
                AnswerField.decimal(
                        "concession",
                        "Concessions",
                        "优惠金额",
                        line -> line.terms().concession()),
                AnswerField.decimal(
                        "amount", "Money1", "优惠后总价", line -> line.amounts().amount()),
                AnswerField.day(
                        "deliveredOn", "Date2", "交货日期", line -> line.terms().deliveredOn()),
                AnswerField.text("remark", "Intro", "备注", line -> line.terms().remark()),
                AnswerField.id(
                        "productOrd",
                        "Ord",
                        "产品ID",
                        line -> line.terms().product().value()),
                AnswerField.decimal(
                        "orderedQuantity", "YNum1", "原数量", line -> line.terms().quantity()));
    }

    private Operation<List<DecisionView>> decisions() {
        return Operation.<List<DecisionView>>declare("contract-stages", "合同审批记录详情", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(RECORD)
                .v3ReadByGet(
                        Answer.single(
                                "操作成功",
                                List.of(AnswerField.list(
                                        "decisions", "StageList", "审批记录", all -> all, decisionFields()))),
                        Route.at("/webapi/v3/sales/contract/approve/approveStageList/detail"))
                .handledBy((given, call) -> {
                    var decisions = contracts.decisions(
                            contract(given.get(RECORD), call).id());
                    var names = users.names(
                            decisions.stream().map(ApprovalDecision::by).collect(Collectors.toSet()));
                    return decisions.stream()
                            .map(decision -> new DecisionView(decision, names.getOrDefault(decision.by(), "")))
                            .toList();
                });
    }

    private List<AnswerField<DecisionView>> decisionFields() {
        return List.of(
                AnswerField.id("id", "StageID", "唯一标识", view -> view.decision().id()),
                AnswerField.text(
                        "result",
                        "ApproveStage",
                        "审批结果",
                        view -> view.decision().result().caption()),
                AnswerField.text(
                        "opinion", "Message", "审批意见", view -> view.decision().opinion()),
                AnswerField.text("name", "Name", "审批人员", DecisionView::name),
                AnswerField.time(
                        "at", "Date", "审批时间", zone, view -> view.decision().at()));
    }
}
