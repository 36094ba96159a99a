package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.contract.DraftLine;
import io.kehub.erp.contract.DraftLines;
import io.kehub.erp.contract.LineTerms;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.Products;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
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
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 加入合同, 合同产品明细, 删除合同明细, 编辑产品明细: the lines picked for a future contract, in ov1 only (catalog: 合同管理). */
final class DraftLineOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同起草"};
    private static final String LINES = "salesmanage/contract/contractlist";
    private static final String EDIT = "salesmanage/contract/contractlist_edit";

    private static final Parameter<ProductId> PRODUCT = Parameter.<ProductId>named("product", "产品ID值")
            .ov1("ord", Types.id(ProductId::new))
            .required();
    private static final Parameter<CustomerId> CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID值").ov1("company", Types.id(CustomerId::new));
    private static final Parameter<BigDecimal> QUANTITY =
            Parameter.<BigDecimal>named("quantity", "产品数量").ov1("num1", Types.quantity());
    private static final Parameter<List<Long>> IDS = Parameter.<List<Long>>named("id", "数据唯一标识")
            .ov1("id", Types.ids(Long::valueOf, 500))
            .required();
    private static final Parameter<Long> LINE = Parameter.<Long>named("id", "数据唯一标识")
            .ov1("ord", Types.id(Long::valueOf))
            .required();
    private static final Parameter<Long> UNIT =
            Parameter.<Long>named("unit", "单位").ov1("unit", Types.entry(DictionaryName.PRODUCT_UNIT));
    private static final Parameter<Long> OTHER_UNIT = Parameter.<Long>named("unit", "单位")
            .ov1("__unit", Types.entry(DictionaryName.PRODUCT_UNIT))
            .required();
    private static final Parameter<BigDecimal> NET_PRICE =
            Parameter.<BigDecimal>named("price", "未税单价").ov1("price1", Types.quantity());
    private static final Parameter<BigDecimal> GROSS_PRICE =
            Parameter.<BigDecimal>named("grossPrice", "含税单价").ov1("priceIncludeTax", Types.quantity());
    private static final Parameter<Boolean> TAX_INCLUDED =
            Parameter.<Boolean>named("taxIncluded", "是否含税").ov1("includeTax", Types.flag());
    private static final Parameter<BigDecimal> DISCOUNT =
            Parameter.<BigDecimal>named("discount", "折扣").ov1("discount", Types.decimal(3, 6, false));
    private static final Parameter<BigDecimal> TAX_RATE =
            Parameter.<BigDecimal>named("taxRate", "税率").ov1("taxRate", Types.decimal(3, 2, false));
    private static final Parameter<BigDecimal> CONCESSION =
            Parameter.<BigDecimal>named("concession", "明细优惠").ov1("concessions", Types.amount());
    private static final Parameter<LocalDate> DELIVERED_ON =
            Parameter.<LocalDate>named("deliveredOn", "交货日期").ov1("date2", Types.day());
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").ov1("intro", Types.text(500));

    private final DraftLines lines;
    private final Products products;

    DraftLineOperations(DraftLines lines, Products products) {
        this.lines = lines;
        this.products = products;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(adding(), listing(), deleting(), form(), saving(), unitChange());
    }

    private Operation<Long> adding() {
        return Operation.<Long>declare("contract-line-add", "加入合同", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(PRODUCT, QUANTITY, CUSTOMER)
                .ov1(Answer.saved("加入成功！", (Long line) -> line), Route.ov1(LINES, "__msgid=addtocontract"))
                .handledBy((given, call) -> {
                    var id = given.get(PRODUCT);
                    var product = products.find(id).orElseThrow(() -> Products.unknown(id));
                    var unit = product.baseUnit();
                    return lines.add(
                            given.find(CUSTOMER),
                            LineTerms.of(
                                    id,
                                    unit.unit(),
                                    given.orElse(QUANTITY, BigDecimal.ONE),
                                    unit.prices().suggestedSale()),
                            call.user());
                });
    }

    private Operation<Page<DraftLine>> listing() {
        return Operation.<Page<DraftLine>>declare("contract-line-list", "合同产品明细", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(Paging.INDEX, Paging.SIZE, CUSTOMER)
                .rejects(DialectId.OV1, "_rpt_sort", "明细按加入的先后排列", "0")
                .ov1(Answer.paged("操作成功", columns()), Route.ov1(LINES))
                .handledBy((given, call) -> {
                    var request = Paging.of(given);
                    var all = lines.list(given.find(CUSTOMER), call.user());
                    return new Page<>(
                            all.stream()
                                    .skip(request.offset())
                                    .limit(request.size())
                                    .toList(),
                            all.size(),
                            request);
                });
    }

    /** Old clients read rows by position: the order must not change, new columns go last. */
    private static List<AnswerField<DraftLine>> columns() {
        return List.of(
                AnswerField.id("id", "ord", "数据唯一标识", DraftLine::id),
                AnswerField.id(
                        "product",
                        "productOrd",
                        "产品id",
                        line -> line.terms().product().value()),
                AnswerField.text(
                        "productName", "title", "产品名称", line -> line.labels().productName()),
                AnswerField.text(
                        "productCode", "order1", "编号", line -> line.labels().productCode()),
                AnswerField.text(
                        "productModel", "type1", "型号", line -> line.labels().productModel()),
                AnswerField.optionalId(
                        "unit", "unit", "单位", line -> line.terms().unit()),
                AnswerField.text(
                        "unitName", "unitname", "单位名称", line -> line.labels().unitName()),
                AnswerField.decimal(
                        "quantity", "num1", "数量", line -> line.terms().quantity()),
                AnswerField.decimal(
                        "price", "price1", "未税单价", line -> line.terms().price()),
                AnswerField.decimal(
                        "discount", "discount", "折扣", line -> line.terms().discount()),
                AnswerField.decimal(
                        "taxRate", "taxRate", "税率", line -> line.terms().taxRate()),
                AnswerField.decimal(
                        "tax", "taxValue", "税额", line -> line.amounts().tax()),
                AnswerField.decimal(
                        "total", "moneyAfterTax", "税后总价", line -> line.amounts().total()),
                AnswerField.decimal(
                        "concession",
                        "concessions",
                        "明细优惠",
                        line -> line.amounts().concession()),
                AnswerField.decimal(
                        "amount", "money1", "优惠后总价", line -> line.amounts().amount()),
                AnswerField.day(
                        "deliveredOn", "date2", "交货日期", line -> line.terms().deliveredOn()),
                AnswerField.text("remark", "intro", "备注", line -> line.terms().remark()));
    }

    private Operation<Integer> deleting() {
        return Operation.<Integer>declare("contract-line-delete", "删除合同明细", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(IDS)
                .rejects(DialectId.OV1, "batch", "没有按批删除", "0", "1")
                .ov1(Answer.done("删除成功", count -> "删除成功，共 " + count + " 行"), Route.ov1(LINES, "__msgid=delete"))
                .handledBy((given, call) -> {
                    lines.delete(given.get(IDS), call.user());
                    return given.get(IDS).size();
                });
    }

    private Operation<DraftLine> form() {
        return Operation.<DraftLine>declare("contract-line-form", "编辑产品明细", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(LINE)
                .ov1(
                        Answer.form(
                                "操作成功",
                                "contractlist",
                                line -> "合同明细",
                                DraftLine::id,
                                List.of(new FormGroup<>("base", "基本信息", formFields()))),
                        Route.ov1(EDIT))
                .handledBy((given, call) -> line(given.get(LINE), call));
    }

    private static List<FormField<DraftLine>> formFields() {
        return List.of(
                FormField.shown(AnswerField.id(
                        "product",
                        "productOrd",
                        "产品id",
                        line -> line.terms().product().value())),
                FormField.shown(AnswerField.text(
                        "productName", "title", "产品名称", line -> line.labels().productName())),
                FormField.shown(AnswerField.text(
                        "productCode", "order1", "编号", line -> line.labels().productCode())),
                FormField.shown(AnswerField.text(
                        "productModel", "type1", "型号", line -> line.labels().productModel())),
                FormField.of(
                        UNIT,
                        line -> unit(line.terms().unit()),
                        line -> line.labels().unitName()),
                FormField.of(QUANTITY, line -> AnswerField.decimal(line.terms().quantity())),
                FormField.of(
                        TAX_INCLUDED, line -> WireValue.Number.of(line.terms().taxIncluded() ? 1 : 0)),
                FormField.of(
                        NET_PRICE,
                        line -> AnswerField.decimal(
                                line.terms().taxIncluded() ? null : line.terms().price())),
                FormField.of(
                        GROSS_PRICE,
                        line -> AnswerField.decimal(
                                line.terms().taxIncluded() ? line.terms().price() : null)),
                FormField.of(DISCOUNT, line -> AnswerField.decimal(line.terms().discount())),
                FormField.of(TAX_RATE, line -> AnswerField.decimal(line.terms().taxRate())),
                FormField.of(
                        CONCESSION, line -> AnswerField.decimal(line.terms().concession())),
                FormField.shown(AnswerField.decimal(
                        "total", "moneyAfterTax", "税后总价", line -> line.amounts().total())),
                FormField.shown(AnswerField.decimal(
                        "amount", "money1", "优惠后总价", line -> line.amounts().amount())),
                FormField.of(DELIVERED_ON, line -> AnswerField.day(line.terms().deliveredOn())),
                FormField.of(REMARK, line -> new WireValue.Text(line.terms().remark())));
    }

    private static WireValue unit(@Nullable Long unit) {
        return unit == null ? new WireValue.Text("") : WireValue.Number.of(unit);
    }

    private DraftLine line(long id, ErpCall call) {
        return lines.find(id, call.user()).orElseThrow(() -> {
            var message = "没有编号为 " + id + " 的合同明细";
            return new ProblemException(new Problem.NotFound(
                    "not_found", "id：" + message, List.of(new FieldError("id", message, "自己加入合同的明细的编号"))));
        });
    }

    private Operation<Long> saving() {
        return Operation.<Long>declare("contract-line-save", "编辑产品明细", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(
                        LINE,
                        UNIT,
                        QUANTITY,
                        TAX_INCLUDED,
                        NET_PRICE,
                        GROSS_PRICE,
                        DISCOUNT,
                        TAX_RATE,
                        CONCESSION,
                        DELIVERED_ON,
                        REMARK)
                .rejectsAll(
                        DialectId.OV1,
                        "由数量、单价、折扣、税率和优惠计算，不能填写",
                        "discountValue",
                        "priceAfterDiscount",
                        "priceAfterTaxPre",
                        "moneyAfterTax",
                        "priceAfterTax",
                        "moneyAfterConcessions",
                        "money1",
                        "taxValue")
                .rejectsAll(
                        DialectId.OV1,
                        "由产品决定，不能在明细中修改",
                        "productOrd",
                        "title",
                        "order1",
                        "type1",
                        "pricejy",
                        "tpricejy",
                        "invoiceType")
                .rejectsAll(DialectId.OV1, "没有积分", "jf", "jf_per_num")
                .rejectsAll(
                        DialectId.OV1,
                        "合同明细没有自定义字段",
                        "@InheritId_id_1",
                        "@InheritId_id_2",
                        "@InheritId_id_3",
                        "@InheritId_id_4",
                        "@InheritId_id_5",
                        "@InheritId_id_6")
                .ov1(
                        Answer.saved("保存成功！", (Long line) -> line),
                        Route.ov1(EDIT, "cmdkey=__sys_dosave"),
                        Route.ov1(EDIT, "apihelptype=save"))
                .keeps((given, call) -> lines.find(given.get(LINE), call.user())
                        .map(DraftLine::terms)
                        .map(LineTerms::unit)
                        .map(unit -> Map.of(UNIT.name(), unit))
                        .orElseGet(Map::of))
                .handledBy((given, call) -> {
                    lines.change(given.get(LINE), existing -> changed(given, existing), call.user());
                    return given.get(LINE);
                });
    }

    private static LineTerms changed(Arguments given, LineTerms existing) {
        boolean taxIncluded = given.orElse(TAX_INCLUDED, existing.taxIncluded());
        var price = given.find(taxIncluded ? GROSS_PRICE : NET_PRICE);
        return new LineTerms(
                existing.product(),
                given.mentions(UNIT) ? given.find(UNIT) : existing.unit(),
                given.orElse(QUANTITY, existing.quantity()),
                price == null ? existing.price() : price,
                given.orElse(DISCOUNT, existing.discount()),
                taxIncluded,
                given.orElse(TAX_RATE, existing.taxRate()),
                given.orElse(CONCESSION, existing.concession()),
                given.mentions(DELIVERED_ON) ? given.find(DELIVERED_ON) : existing.deliveredOn(),
                given.text(REMARK, existing.remark()));
    }

    /** The price of a line's product in another unit; changes nothing. */
    private Operation<ProductUnit> unitChange() {
        return Operation.<ProductUnit>declare("contract-line-unit", "单位换算", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(LINE, OTHER_UNIT)
                .rejects(DialectId.OV1, "company", "价格不因客户而不同", "0")
                .ov1(
                        Answer.single(
                                "操作成功",
                                List.of(
                                        AnswerField.id("unit", "unit", "单位", ProductUnit::unit),
                                        AnswerField.text("unitName", "unitname", "单位名称", ProductUnit::name),
                                        AnswerField.decimal("ratio", "bl", "比例", ProductUnit::ratio),
                                        AnswerField.decimal(
                                                "price",
                                                "price1",
                                                "未税单价",
                                                unit -> unit.prices().suggestedSale()))),
                        Route.ov1("salesmanage/contract/unitchange"))
                .handledBy((given, call) -> {
                    var product = line(given.get(LINE), call).terms().product();
                    var found = products.find(product).orElseThrow();
                    return found.unit(given.get(OTHER_UNIT)).orElseThrow(() -> unknownUnit(found));
                });
    }

    private static ProblemException unknownUnit(Product product) {
        return new ProblemException(Problem.Invalid.field(
                "unit",
                "产品“" + product.details().name() + "”没有这个单位",
                product.units().stream()
                        .map(unit -> unit.unit() + "（" + unit.name() + "）")
                        .reduce((first, second) -> first + "、" + second)
                        .orElse("")));
    }
}
