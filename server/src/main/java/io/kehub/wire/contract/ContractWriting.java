package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractDraft;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.contract.LineTerms;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.customer.FollowUps;
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
import io.kehub.wire.operation.InputType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 合同添加, 合同审批, 合同共享, 洽谈进展 (catalog: 合同管理). v3 names customers, products and units by what people read. */
final class ContractWriting implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同对接"};

    private static final Parameter<String> TITLE =
            words("title", "合同主题", "Title", 200).required();
    private static final Parameter<String> NUMBER =
            words("number", "合同编号", "HTId", 50).required();
    private static final Parameter<String> CUSTOMER =
            words("customer", "客户名称", "CompanyName", 200).required();
    private static final Parameter<LocalDate> SIGNED_ON =
            day("signedOn", "签订日期", "SignDate").required();
    private static final Parameter<LocalDate> STARTS_ON =
            day("startsOn", "开始日期", "BeginDate").required();
    private static final Parameter<LocalDate> ENDS_ON = day("endsOn", "终止日期", "EndDate");
    private static final Parameter<String> COUNTERPART = words("counterpart", "对方代表", "PersonName", 50);
    private static final Parameter<UserId> OWNER =
            Parameter.<UserId>named("owner", "销售人员").v3("SeleManName", Types.userNamed(true));
    private static final Parameter<String> CLASS = entry("category", "合同分类", "SortName", DictionaryName.CONTRACT_CLASS);
    private static final Parameter<String> STATE = entry("state", "合同状态", "StatusName", DictionaryName.CONTRACT_STATE);
    private static final Parameter<String> CURRENCY = entry("currency", "币种", "Currency", DictionaryName.CURRENCY);
    private static final Parameter<String> SUMMARY = words("summary", "合同概要", "Intro", 2000);
    private static final Parameter<BigDecimal> FREIGHT =
            Parameter.<BigDecimal>named("freight", "运杂费").v3("Extras", Types.amount());
    private static final Parameter<String> PAYMENT = words("payment", "收款方式", "Payment", 500);
    private static final Parameter<String> ADDRESS = words("deliveryAddress", "交货地址", "DeliveryAddress", 500);
    private static final Parameter<String> REMARK = words("remark", "备注", "Remark", 2000);

    private static final Parameter<String> PRODUCT_CODE =
            words("product", "产品编号", "ProductCode", 50).required();
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
    private static final Parameter<LocalDate> DELIVERED_ON = day("deliveredOn", "交货日期", "DeliveryDate");
    private static final Parameter<String> LINE_REMARK = words("remark", "备注", "Intro", 500);

    /** A line that names its product by code, which is looked up when the call is carried out. */
    private record NamedLine(String productCode, Function<ProductId, LineTerms> terms) {}

    private static final Parameter<List<NamedLine>> LINES = Parameter.<List<NamedLine>>named("lines", "合同明细")
            .v3(
                    "contractList",
                    Types.rows(
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
                                    LINE_REMARK),
                            ContractWriting::line,
                            500))
            .required();

    private static final Parameter<ContractId> RECORD = Parameter.<ContractId>named("id", "单据ID")
            .v3("ord", Types.id(ContractId::new))
            .ov1("ord", Types.id(ContractId::new))
            .required();
    private static final Parameter<Approval> RESULT = Parameter.<Approval>named("result", "审批结果")
            .v3("approveResult", results())
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
            .ov1("intro", Types.text(2000))
            .required();
    private static final Parameter<String> WAY = Parameter.<String>named("way", "跟进方式")
            .ov1("sort", Types.entryId(DictionaryName.FOLLOW_UP_WAY))
            .required();

    private final Contracts contracts;
    private final Customers customers;
    private final Products products;
    private final FollowUps followUps;
    private final Users users;

    ContractWriting(Contracts contracts, Customers customers, Products products, FollowUps followUps, Users users) {
        this.contracts = contracts;
        this.customers = customers;
        this.products = products;
        this.followUps = followUps;
        this.users = users;
    }

    private static Parameter<String> words(String name, String caption, String wireName, int maxLength) {
        return Parameter.<String>named(name, caption).v3(wireName, Types.text(maxLength));
    }

    private static Parameter<LocalDate> day(String name, String caption, String wireName) {
        return Parameter.<LocalDate>named(name, caption).v3(wireName, Types.day());
    }

    private static Parameter<String> entry(String name, String caption, String wireName, DictionaryName dictionary) {
        return Parameter.<String>named(name, caption)
                .v3(wireName, Types.entryText(dictionary))
                .required();
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
        return Stream.of(adding(), deciding(), sharing(), following());
    }

    private static NamedLine line(Arguments given) {
        return new NamedLine(
                given.get(PRODUCT_CODE),
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
                        TITLE,
                        NUMBER,
                        CUSTOMER,
                        SIGNED_ON,
                        STARTS_ON,
                        ENDS_ON,
                        COUNTERPART,
                        OWNER,
                        CLASS,
                        STATE,
                        CURRENCY,
                        SUMMARY,
                        FREIGHT,
                        PAYMENT,
                        ADDRESS,
                        REMARK,
                        LINES)
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/sale/contract/add"))
                .handledBy(this::add);
    }

    private ContractId add(Arguments given, ErpCall call) {
        var errors = new ArrayList<FieldError>();
        var customer = customer(given.get(CUSTOMER), call, errors);
        var lines = lines(given.get(LINES), errors);
        if (customer == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(errors));
        }
        var draft = new ContractDraft(
                given.text(NUMBER),
                given.text(TITLE),
                customer,
                given.orElse(OWNER, call.user()),
                given.text(CLASS),
                given.text(STATE),
                given.text(CURRENCY),
                given.get(SIGNED_ON),
                given.get(STARTS_ON),
                given.find(ENDS_ON),
                given.text(COUNTERPART),
                given.text(SUMMARY),
                given.text(PAYMENT),
                given.text(ADDRESS),
                given.text(REMARK),
                given.orElse(FREIGHT, BigDecimal.ZERO),
                null,
                lines);
        return contracts.add(draft, call.user(), call.scope());
    }

    private @Nullable CustomerId customer(String name, ErpCall call, List<FieldError> errors) {
        var named = customers.named(name, call.scope());
        if (named.size() == 1) {
            return named.getFirst().id();
        }
        errors.add(new FieldError(
                CUSTOMER.name(),
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
                lines.add(line.terms().apply(product.id()));
            }
        }
        return lines;
    }

    private Operation<ContractId> deciding() {
        return Operation.<ContractId>declare("contract-approve", "合同审批", NAVIGATION)
                .needs(Permission.APPROVE_CONTRACTS)
                .takes(RECORD, RESULT, OPINION)
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
                .takes(RECORD, TEXT, WAY)
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
                                    id,
                                    given.get(TEXT),
                                    given.get(WAY),
                                    FollowUp.Schedule.NONE),
                            call.user(),
                            call.scope());
                });
    }
}
