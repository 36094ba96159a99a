package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractDraft;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.contract.LineTerms;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.product.Products;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 合同添加, 合同审批, 合同共享, 洽谈进展 (catalog: 合同管理). Adding and saving a contract are one operation. {@code contract-new} only
 * reserves an id, and the operations on draft lines exist in ov1 only.
 */
final class ContractWriteOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同对接"};
    private static final String[] DRAFTING = {"销售栏目", "合同管理", "合同起草"};
    private static final String ADD = "salesmanage/contract/add";

    /** A reserved id, or the id of an existing contract. */
    private static final Parameter<ContractId> SAVED =
            Parameter.<ContractId>named("id", "数据唯一标识").ov1("ord", Types.id(ContractId::new));

    static final Parameter<CustomerId> CUSTOMER = Parameter.<CustomerId>named("customer", "关联客户")
            .ov1("company", Types.id(CustomerId::new))
            .required();
    private static final Parameter<String> CUSTOMER_NAME =
            text("customer", "客户名称", "CompanyName", 200).required();

    private static final Parameter<String> PRODUCT_CODE =
            text("product", "产品编号", "ProductCode", 50).required();
    private static final Parameter<String> PRODUCT_NAME = text("name", "产品名称", "ProductName", 200);
    /** Checked only: the tax rate of the line decides about its tax. */
    private static final Parameter<String> INVOICE_TYPE = Parameter.<String>named("invoiceType", "票据类型")
            .v3("InvoiceTypeName", Types.entryText(DictionaryName.INVOICE_TYPE));

    private static final Parameter<String> PRODUCT_MODEL = text("model", "产品型号", "ProductType", 100);
    private static final Parameter<Long> UNIT = Parameter.<Long>named("unit", "产品单位")
            .v3("productUnitName", Types.entryNamed(DictionaryName.PRODUCT_UNIT))
            .required();
    private static final Parameter<BigDecimal> QUANTITY =
            number("quantity", "数量", "Num", Types.quantity()).required();
    private static final Parameter<BigDecimal> PRICE =
            number("price", "单价", "Price", Types.quantity()).required();
    private static final Parameter<BigDecimal> DISCOUNT =
            number("discount", "折扣", "Discount", Types.decimal(3, 6, false));
    private static final Parameter<BigDecimal> TAX_RATE =
            number("taxRate", "税率", "TaxRate", Types.decimal(3, 2, false));
    private static final Parameter<BigDecimal> CONCESSION = number("concession", "优惠金额", "Concessions", Types.amount());
    private static final Parameter<Boolean> TAX_INCLUDED =
            Parameter.<Boolean>named("taxIncluded", "是否含税").v3("IsTax", Types.flag());
    private static final Parameter<LocalDate> DELIVERED_ON =
            Parameter.<LocalDate>named("deliveredOn", "交货日期").v3("DeliveryDate", Types.day());
    private static final Parameter<String> LINE_REMARK = text("remark", "备注", "Intro", 500);

    /** A line that names its product by code; the handler looks the product up. */
    private record NamedLine(
            String productCode, String productName, String productModel, Function<ProductId, LineTerms> terms) {}

    private static final Parameter<List<NamedLine>> LINES = Parameter.<List<NamedLine>>named("lines", "合同明细")
            .v3(
                    "contractList",
                    new ListType<>(
                            List.of(
                                    PRODUCT_CODE,
                                    UNIT,
                                    QUANTITY,
                                    PRICE,
                                    DISCOUNT,
                                    TAX_RATE,
                                    CONCESSION,
                                    TAX_INCLUDED,
                                    DELIVERED_ON,
                                    LINE_REMARK,
                                    PRODUCT_NAME,
                                    PRODUCT_MODEL,
                                    INVOICE_TYPE,
                                    Parameter.rejected(DialectId.V3, "Id", "新合同的明细没有编号", "0"),
                                    Parameter.rejected(DialectId.V3, "Points", "没有积分", "0")),
                            ContractWriteOperations::line,
                            500))
            .required();

    private static final Parameter<ContractId> RECORD = Parameter.<ContractId>named("id", "单据ID")
            .v3("ord", Types.id(ContractId::new))
            .ov1("ord", Types.id(ContractId::new))
            .required()
            .captioned(DialectId.OV1, "数据唯一标识");
    private static final Parameter<Approval> RESULT = Parameter.<Approval>named("result", "审批结果")
            .v3(
                    "approveResult",
                    Types.choice(
                            Types.option(1, "同意", Approval.APPROVED),
                            Types.option(0, "否决", Approval.VETOED),
                            Types.option(2, "退回", Approval.RETURNED)))
            .ov1("__sp_result", results(), "@__sp_result")
            .required();
    private static final Parameter<String> OPINION = Parameter.<String>named("opinion", "审批意见")
            .v3("approveMessage", Types.text(500))
            .ov1("__sp_intro", Types.text(500), "@__sp_intro");
    private static final Parameter<Boolean> EVERYONE = Parameter.<Boolean>named("everyone", "共享用户类型")
            .ov1(
                    "member1",
                    Types.numbered(List.of(Types.option(1, "共享给所有用户", true), Types.option(0, "共享给以下用户", false))))
            .required();
    private static final Parameter<List<UserId>> USERS =
            Parameter.<List<UserId>>named("users", "共享用户").ov1("member2", Types.ids(UserId::new, 500));
    private static final Parameter<String> TEXT = Parameter.<String>named("text", "洽谈进展")
            .ov1("intro", Types.textOrTemplate(2000, DictionaryName.FOLLOW_UP_TEMPLATE))
            .required();
    private static final Parameter<String> CHANNEL = Parameter.<String>named("way", "跟进方式")
            .ov1("sort", Types.entryId(DictionaryName.FOLLOW_UP_WAY))
            .required();

    private final Contracts contracts;
    private final Customers customers;
    private final Products products;
    private final Dictionaries dictionaries;
    private final FollowUps followUps;
    private final Users users;

    ContractWriteOperations(
            Contracts contracts,
            Customers customers,
            Products products,
            Dictionaries dictionaries,
            FollowUps followUps,
            Users users) {
        this.contracts = contracts;
        this.customers = customers;
        this.products = products;
        this.dictionaries = dictionaries;
        this.followUps = followUps;
        this.users = users;
    }

    private static Parameter<String> text(String name, String caption, String wireName, int maxLength) {
        return Parameter.<String>named(name, caption).v3(wireName, Types.text(maxLength));
    }

    private static Parameter<BigDecimal> number(
            String name, String caption, String wireName, InputType<BigDecimal> type) {
        return Parameter.<BigDecimal>named(name, caption).v3(wireName, type);
    }

    private static InputType<Approval> results() {
        return Types.choice(
                Types.option(1, "同意", Approval.APPROVED),
                Types.option(2, "否决", Approval.VETOED),
                Types.option(3, "退回", Approval.RETURNED));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(adding(), deciding(), sharing(), following(), reserving());
    }

    private static NamedLine line(Arguments given) {
        return new NamedLine(
                given.get(PRODUCT_CODE),
                given.text(PRODUCT_NAME),
                given.text(PRODUCT_MODEL),
                product -> new LineTerms(
                        product,
                        given.get(UNIT),
                        given.get(QUANTITY),
                        given.get(PRICE),
                        given.orElse(DISCOUNT, BigDecimal.ONE),
                        given.orElse(TAX_INCLUDED, true),
                        given.orElse(TAX_RATE, BigDecimal.ZERO),
                        given.orElse(CONCESSION, BigDecimal.ZERO),
                        given.find(DELIVERED_ON),
                        given.text(LINE_REMARK)));
    }

    private Operation<ContractId> adding() {
        return Operation.<ContractId>declare("contract-add", "合同添加", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(
                        SAVED,
                        CUSTOMER,
                        ContractFields.of(ContractField.TITLE),
                        ContractFields.of(ContractField.NUMBER),
                        CUSTOMER_NAME,
                        ContractFields.SIGNED_ON,
                        ContractFields.STARTS_ON,
                        ContractFields.ENDS_ON,
                        ContractFields.of(ContractField.COUNTERPART),
                        ContractFields.OWNER,
                        ContractFields.of(ContractField.CATEGORY),
                        ContractFields.of(ContractField.STATE),
                        ContractFields.of(ContractField.CURRENCY),
                        ContractFields.of(ContractField.SUMMARY),
                        ContractFields.FREIGHT,
                        ContractFields.of(ContractField.PAYMENT_TERMS),
                        ContractFields.of(ContractField.DELIVERY_ADDRESS),
                        ContractFields.of(ContractField.REMARK),
                        ContractFields.of(ContractField.DELIVERY_METHOD),
                        ContractFields.of(ContractField.DELIVERY_TIME),
                        ContractFields.of(ContractField.ACCESSORIES),
                        ContractFields.of(ContractField.RECEIVABLE_PLAN),
                        ContractFields.of(ContractField.RECEIVABLE_KIND),
                        ContractFields.of(ContractField.RECONCILIATION),
                        ContractFields.of(ContractField.INVOICE_PLAN),
                        ContractFields.of(ContractField.INVOICE_KIND),
                        ContractFields.of(ContractField.STATED_TOTAL),
                        ContractFields.of(ContractField.STATED_CONCESSION),
                        ContractFields.of(ContractField.STATED_AMOUNT),
                        ContractFields.OPPORTUNITY,
                        LINES)
                .rejects(DialectId.OV1, "维修单id", "没有维修管理", "0")
                .rejects(DialectId.OV1, "@contractlist", "合同明细用「加入合同」逐行添加")
                .rejects(DialectId.V3, "AutoCreateType", "没有预计划", "0")
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/sale/contract/add"))
                .ov1(
                        Answer.saved("保存成功！", ContractId::value),
                        Route.ov1(ADD, "cmdkey=__sys_dosave"),
                        Route.ov1(ADD, "apihelptype=save"))
                .keepsIn(
                        DialectId.OV1,
                        (given, call) -> Optional.ofNullable(given.find(SAVED))
                                .flatMap(id -> contracts.find(id, call.scope()))
                                .map(ContractFields::chosen)
                                .orElseGet(Map::of))
                .handledBy(this::add);
    }

    private ContractId add(Arguments given, ErpCall call) {
        var errors = new ArrayList<FieldError>();
        var customer = customer(given, call, errors);
        var lines = lines(given.orElse(LINES, List.of()), errors);
        if (customer == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(errors));
        }
        var draft = new ContractDraft(ContractFields.terms(given, customer, call.user()), null, lines);
        var id = given.find(SAVED);
        if (id != null) {
            return contracts.save(id, draft, call.user(), call.scope());
        }
        // a request without lines takes the lines that the caller has picked, which only a save does
        return lines.isEmpty()
                ? contracts.save(contracts.reserve(call.user()).id(), draft, call.user(), call.scope())
                : contracts.add(draft, call.user(), call.scope());
    }

    private @Nullable CustomerId customer(Arguments given, ErpCall call, List<FieldError> errors) {
        var id = given.find(CUSTOMER);
        return id == null ? customer(given.get(CUSTOMER_NAME), call, errors) : id;
    }

    private @Nullable CustomerId customer(String name, ErpCall call, List<FieldError> errors) {
        var named = customers.named(name, call.scope());
        if (named.size() == 1) {
            return named.getFirst().id();
        }
        errors.add(new FieldError(
                CUSTOMER_NAME.name(),
                named.isEmpty() ? "没有名为“" + name + "”的客户" : "有多个客户名为“" + name + "”，无法确定是哪一个",
                "唯一的已有客户的完整名称"));
        return null;
    }

    private List<LineTerms> lines(List<NamedLine> named, List<FieldError> errors) {
        var found =
                products.findByCodes(named.stream().map(NamedLine::productCode).toList());
        var lines = new ArrayList<LineTerms>();
        for (var index = 0; index < named.size(); index++) {
            var line = named.get(index);
            var product = found.get(line.productCode());
            if (product == null) {
                errors.add(new FieldError(
                        "lines[" + index + "].product", "没有编号为“" + line.productCode() + "”的产品", "已有产品的编号"));
            } else {
                check("name", line.productName(), product.details().name(), index, errors);
                check("model", line.productModel(), product.details().model(), index, errors);
                lines.add(line.terms().apply(product.id()));
            }
        }
        return lines;
    }

    /** A name or model beside the code names the same product, or the code is probably wrong. */
    private static void check(String field, String given, String actual, int index, List<FieldError> errors) {
        if (!given.isEmpty() && !given.equalsIgnoreCase(actual)) {
            errors.add(new FieldError(
                    "lines[" + index + "]." + field,
                    "与产品编号不符，该编号的产品为“" + actual + "”",
                    actual.isEmpty() ? "留空" : actual));
        }
    }

    private Operation<ContractId> deciding() {
        return Operation.<ContractId>declare("contract-approve", "合同审批", NAVIGATION)
                .needs(Permission.APPROVE_CONTRACTS)
                .takes(RECORD, RESULT, OPINION)
                .rejects(DialectId.V3, "returnProc", "退回时总是退回给添加人", "0")
                .rejects(DialectId.V3, "newApprovers", "合同只有一级审批", "0")
                .rejects(DialectId.V3, "__cmdtag", "没有其他审批模式", "0")
                .rejects(DialectId.OV1, "@__sp_money", "审批不修改金额")
                .rejects(DialectId.OV1, "@__sp_sign", "没有手写签名")
                .rejects(DialectId.OV1, "@bill.approve.list", "合同只有一级审批")
                .v3(Answer.done("审批成功"), Route.at("/webapi/v3/sales/contract/approve/edit"))
                .ov1(Answer.saved("审批成功！", ContractId::value), Route.ov1("systemmanage/approve", "dtype=2"))
                .handledBy((given, call) -> {
                    contracts.decide(
                            given.get(RECORD), given.get(RESULT), given.text(OPINION), call.user(), call.scope());
                    return given.get(RECORD);
                });
    }

    private Operation<ContractId> sharing() {
        return Operation.<ContractId>declare("contract-share", "合同共享", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(RECORD, EVERYONE, USERS)
                .ov1(Answer.saved("共享成功！", ContractId::value), Route.ov1("salesmanage/contract/share"))
                .handledBy((given, call) -> {
                    var shown = given.orElse(USERS, List.of());
                    var unknown = shown.stream()
                            .filter(id -> users.find(id).isEmpty())
                            .map(id -> new FieldError(USERS.name(), "没有编号为 " + id.value() + " 的用户", "已有用户的编号"))
                            .toList();
                    if (!unknown.isEmpty()) {
                        throw new ProblemException(Problem.Invalid.of(unknown));
                    }
                    contracts.share(given.get(RECORD), given.get(EVERYONE), new HashSet<>(shown), call.scope());
                    return given.get(RECORD);
                });
    }

    private Operation<Long> following() {
        return Operation.<Long>declare("contract-follow-up", "合同洽谈进展", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(RECORD, TEXT, CHANNEL)
                .rejects(DialectId.OV1, "files", "不能上传附件")
                .rejects(DialectId.OV1, "plantype", "合同的洽谈进展不生成日程", "0")
                .rejects(DialectId.OV1, "@remind", "没有日程提醒", "1", "0")
                .rejectsAll(
                        DialectId.OV1,
                        "合同的洽谈进展不生成日程",
                        "@ret2_0",
                        "@ret2_1",
                        "@title2",
                        "@intro2",
                        "@cateid",
                        "@ret_0",
                        "@ret_1",
                        "@title1")
                .ov1(
                        Answer.saved("保存成功！", (Long followUp) -> followUp),
                        Route.ov1("systemmanage/reply", "datatype=contract"))
                .handledBy((given, call) -> {
                    var id = given.get(RECORD);
                    var contract = contracts.find(id, call.scope()).orElseThrow(() -> Contracts.unknown(id));
                    return followUps.add(
                            new FollowUp(
                                    contract.customer(),
                                    null,
                                    FollowUp.About.contract(id),
                                    given.get(TEXT),
                                    given.get(CHANNEL),
                                    FollowUp.Schedule.NONE),
                            call.user(),
                            call.scope());
                });
    }

    /** Reserves the id under which ov1 saves a new contract; saves nothing, so it is not a form of {@code contract-add}. */
    private Operation<ContractForm> reserving() {
        return Operation.<ContractForm>declare("contract-new", "分配新合同ID", DRAFTING)
                .needs(Permission.WRITE_CONTRACTS)
                .ov1(ContractForm.answer(), Route.ov1(ADD), Route.ov1(ADD, "apihelptype=new"))
                .handledBy((given, call) -> {
                    var reserved = contracts.reserve(call.user());
                    return ContractForm.ofNew(reserved.id().value(), reserved.number(), dictionaries);
                });
    }
}
