package io.kehub.wire.purchase;

import io.kehub.erp.access.Permission;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.purchase.PurchaseDraft;
import io.kehub.erp.purchase.PurchaseLineTerms;
import io.kehub.erp.purchase.PurchaseTerms;
import io.kehub.erp.purchase.Purchases;
import io.kehub.erp.purchase.Purchases.Wanted;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.inventory.StockDocumentFields;
import io.kehub.wire.inventory.StockDocumentView;
import io.kehub.wire.inventory.StockDocumentViews;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.ChoiceType;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds, changes, approves, cancels and stocks in purchases. */
final class PurchaseWriteOperations implements OperationGroup {

    private static final String HOME_CURRENCY = "人民币";
    private static final int MAX_LINES = 500;

    private static final Parameter<PurchaseId> RECORD = Parameter.<PurchaseId>named("id", "采购单ID")
            .quick("id", Types.id(PurchaseId::new))
            .ov1("ord", Types.id(PurchaseId::new))
            .required();
    private static final Parameter<String> TITLE =
            Parameter.<String>named("title", "采购主题").quick("title", Types.text(200));
    private static final Parameter<String> NEW_TITLE = TITLE.required();
    private static final Parameter<String> NUMBER =
            Parameter.<String>named("number", "采购编号").quick("code", Types.text(50));
    private static final Parameter<SupplierId> SUPPLIER =
            Parameter.<SupplierId>named("supplier", "供应商ID").quick("supplierid", Types.id(SupplierId::new));
    private static final Parameter<SupplierId> NEW_SUPPLIER = SUPPLIER.required();
    private static final Parameter<UserId> BUYER =
            Parameter.<UserId>named("buyer", "采购人员ID").quick("charge", Types.user(true));
    private static final Parameter<String> CATEGORY =
            Parameter.<String>named("category", "采购分类").quick("sort", Types.entryText(DictionaryName.PURCHASE_CLASS));
    private static final Parameter<String> CURRENCY =
            Parameter.<String>named("currency", "币种").quick("currency", Types.entryText(DictionaryName.CURRENCY));
    private static final Parameter<LocalDate> ORDERED_ON =
            Parameter.<LocalDate>named("orderedOn", "采购日期").quick("orderdate", Types.day());
    private static final Parameter<LocalDate> ARRIVES_ON =
            Parameter.<LocalDate>named("arrivesOn", "到货日期").quick("arrivedate", Types.day());
    private static final Parameter<String> SUMMARY =
            Parameter.<String>named("summary", "采购概要").quick("summary", Types.text(2000));

    private static final Parameter<ProductId> PRODUCT = Parameter.<ProductId>named("product", "产品ID")
            .quick("productid", Types.id(ProductId::new))
            .required();
    private static final Parameter<Long> UNIT =
            Parameter.<Long>named("unit", "单位ID").quick("unitid", Types.entry(DictionaryName.PRODUCT_UNIT));
    private static final Parameter<BigDecimal> QUANTITY = Parameter.<BigDecimal>named("quantity", "数量")
            .quick("num", Types.quantity())
            .required();
    private static final Parameter<BigDecimal> PRICE =
            Parameter.<BigDecimal>named("price", "单价").quick("price", Types.quantity());
    private static final Parameter<String> LINE_REMARK =
            Parameter.<String>named("remark", "备注").quick("remark", Types.text(500));
    private static final Parameter<List<PurchaseLineTerms>> LINES = Parameter.<List<PurchaseLineTerms>>named(
                    "lines", "采购明细")
            .quick(
                    "lines",
                    new ListType<>(
                            List.of(PRODUCT, UNIT, QUANTITY, PRICE, LINE_REMARK),
                            given -> new PurchaseLineTerms(
                                    given.get(PRODUCT),
                                    given.find(UNIT),
                                    given.get(QUANTITY),
                                    given.orElse(PRICE, BigDecimal.ZERO),
                                    given.text(LINE_REMARK)),
                            MAX_LINES));
    private static final Parameter<List<PurchaseLineTerms>> NEW_LINES = LINES.required();

    private static final ChoiceType.Option<Boolean> AGREE = Types.option(1, "同意", true);
    private static final ChoiceType.Option<Boolean> REFUSE = Types.option(2, "否决", false);
    private static final Parameter<Boolean> RESULT = Parameter.<Boolean>named("result", "审批结果")
            .quick("result", Types.choice(AGREE, REFUSE))
            .ov1("@__sp_result", Types.choice(AGREE, REFUSE))
            .required();
    private static final Parameter<String> OPINION = Parameter.<String>named("opinion", "审批意见")
            .quick("opinion", Types.text(500))
            .ov1("@__sp_intro", Types.text(500));
    private static final Parameter<String> REASON =
            Parameter.<String>named("opinion", "原因").quick("reason", Types.text(500));

    private static final String[] STOCK_IN = {"采购栏目", "采购入库", "采购入库"};

    private static final Parameter<PurchaseId> STOCKED_IN = Parameter.<PurchaseId>named("purchase", "采购单ID")
            .quick("id", Types.id(PurchaseId::new))
            .required();
    private static final Parameter<Long> LINE = Parameter.<Long>named("line", "明细ID")
            .quick("lineid", Types.id(Long::valueOf))
            .required();
    private static final Parameter<BigDecimal> WANTED_QUANTITY =
            Parameter.<BigDecimal>named("quantity", "数量").quick("num", Types.quantity());
    private static final Parameter<WarehouseId> WAREHOUSE =
            Parameter.<WarehouseId>named("warehouse", "仓库ID").quick("warehouseid", Types.id(WarehouseId::new));
    private static final Parameter<String> BATCH =
            Parameter.<String>named("batch", "批号").quick("batch", Types.text(50));
    private static final Parameter<List<Wanted>> WANTED = Parameter.<List<Wanted>>named("lines", "产品明细")
            .quick(
                    "lines",
                    new ListType<>(
                            List.of(LINE, WANTED_QUANTITY, WAREHOUSE, BATCH),
                            given -> new Wanted(
                                    given.get(LINE),
                                    given.find(WANTED_QUANTITY),
                                    given.find(WAREHOUSE),
                                    given.text(BATCH)),
                            MAX_LINES));

    private final Purchases purchases;
    private final PurchaseViews views;
    private final PurchaseFields fields;
    private final StockDocumentViews documents;
    private final StockDocumentFields documentFields;
    private final Clock clock;
    private final ZoneId zone;

    PurchaseWriteOperations(
            Purchases purchases,
            PurchaseViews views,
            PurchaseFields fields,
            StockDocumentViews documents,
            StockDocumentFields documentFields,
            Clock clock,
            ZoneId zone) {
        this.purchases = purchases;
        this.views = views;
        this.fields = fields;
        this.documents = documents;
        this.documentFields = documentFields;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(adding(), changing(), deciding(), cancelling(), stockingIn());
    }

    private Operation<PurchaseView> adding() {
        return Operation.<PurchaseView>declare("purchase-add", "采购单添加", PurchaseOperations.NAVIGATION)
                .needs(Permission.WRITE_PURCHASES)
                .takes(
                        NEW_TITLE,
                        NUMBER,
                        NEW_SUPPLIER,
                        BUYER,
                        CATEGORY,
                        CURRENCY,
                        ORDERED_ON,
                        ARRIVES_ON,
                        SUMMARY,
                        NEW_LINES)
                .quick(Answer.single("添加成功", fields.quickDetail()), Route.at("/webapi/v3/office/purchase/add"))
                .handledBy((given, call) -> {
                    var empty = new PurchaseTerms(
                            "",
                            given.get(NEW_TITLE),
                            given.get(NEW_SUPPLIER),
                            call.user(),
                            "",
                            HOME_CURRENCY,
                            LocalDate.ofInstant(clock.instant(), zone),
                            null,
                            "");
                    var id = purchases.add(new PurchaseDraft(terms(given, empty), given.get(NEW_LINES)), call.user());
                    return views.view(id, call.scope());
                });
    }

    /** What is not sent stays as it is. */
    private Operation<PurchaseView> changing() {
        return Operation.<PurchaseView>declare("purchase-edit", "采购单修改", PurchaseOperations.NAVIGATION)
                .needs(Permission.WRITE_PURCHASES)
                .takes(
                        RECORD,
                        TITLE,
                        NUMBER,
                        SUPPLIER,
                        BUYER,
                        CATEGORY,
                        CURRENCY,
                        ORDERED_ON,
                        ARRIVES_ON,
                        SUMMARY,
                        LINES)
                .quick(Answer.single("修改成功", fields.quickDetail()), Route.at("/webapi/v3/office/purchase/edit"))
                .keeps((given, call) -> purchases
                        .find(given.get(RECORD), call.scope())
                        .map(purchase -> Map.of(
                                BUYER.name(), purchase.buyer(),
                                CATEGORY.name(), purchase.terms().category(),
                                CURRENCY.name(), purchase.terms().currency()))
                        .orElseGet(Map::of))
                .handledBy((given, call) -> {
                    given.requireAny(
                            DialectId.QUICK,
                            TITLE,
                            NUMBER,
                            SUPPLIER,
                            BUYER,
                            CATEGORY,
                            CURRENCY,
                            ORDERED_ON,
                            ARRIVES_ON,
                            SUMMARY,
                            LINES);
                    purchases.change(given.get(RECORD), current -> changed(given, current), call.scope());
                    return views.view(given.get(RECORD), call.scope());
                });
    }

    private static PurchaseDraft changed(Arguments given, PurchaseDraft current) {
        var before = current.terms();
        var head = new PurchaseTerms(
                before.number(),
                given.text(TITLE, before.title()),
                given.orElse(SUPPLIER, before.supplier()),
                before.buyer(),
                before.category(),
                before.currency(),
                before.orderedOn(),
                before.arrivesOn(),
                before.summary());
        return new PurchaseDraft(terms(given, head), given.orElse(LINES, current.lines()));
    }

    /** The terms with what the request says of everything but title and supplier. */
    private static PurchaseTerms terms(Arguments given, PurchaseTerms current) {
        return new PurchaseTerms(
                given.text(NUMBER, current.number()),
                current.title(),
                current.supplier(),
                given.orElse(BUYER, current.buyer()),
                given.text(CATEGORY, current.category()),
                given.orElse(CURRENCY, current.currency()),
                given.orElse(ORDERED_ON, current.orderedOn()),
                given.mentions(ARRIVES_ON) ? given.find(ARRIVES_ON) : current.arrivesOn(),
                given.text(SUMMARY, current.summary()));
    }

    private Operation<PurchaseView> deciding() {
        return Operation.<PurchaseView>declare("purchase-approve", "采购审批", PurchaseOperations.NAVIGATION)
                .needs(Permission.APPROVE_PURCHASES)
                .takes(RECORD, RESULT, OPINION)
                .rejects(DialectId.OV1, "@__sp_money", "审批不修改金额")
                .rejects(DialectId.OV1, "@__sp_sign", "没有手写签名")
                .rejects(DialectId.OV1, "@bill.approve.list", "采购单只有一级审批")
                .quick(Answer.single("审批成功", fields.quickDetail()), Route.at("/webapi/v3/office/purchase/approve"))
                .ov1(
                        Answer.saved("审批成功！", view -> view.row().purchase().id().value()),
                        Route.ov1("systemmanage/approve", "dtype=3"))
                .handledBy((given, call) -> {
                    purchases.decide(
                            given.get(RECORD), given.get(RESULT), given.text(OPINION), call.user(), call.scope());
                    return views.view(given.get(RECORD), call.scope());
                });
    }

    private Operation<PurchaseView> cancelling() {
        return Operation.<PurchaseView>declare("purchase-cancel", "采购单取消", PurchaseOperations.NAVIGATION)
                .needs(Permission.WRITE_PURCHASES)
                .takes(RECORD, REASON)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at("/webapi/v3/office/purchase/cancel"))
                .handledBy((given, call) -> {
                    purchases.cancel(given.get(RECORD), given.text(REASON), call.user(), call.scope());
                    return views.view(given.get(RECORD), call.scope());
                });
    }

    /** Not a form of {@code stock-in-add}: it takes lines of a purchase and is limited to what is open. */
    private Operation<StockDocumentView> stockingIn() {
        return Operation.<StockDocumentView>declare("purchase-stock-in", "采购申请入库", STOCK_IN)
                .needs(Permission.WRITE_PURCHASES)
                .takes(STOCKED_IN, WANTED)
                .quick(
                        Answer.single("添加成功", documentFields.quickDetail()),
                        Route.at("/webapi/v3/office/purchase/stockin"))
                .handledBy((given, call) -> documents.view(purchases.requestStockIn(
                        given.get(STOCKED_IN), given.orElse(WANTED, List.of()), call.user(), call.scope())));
    }
}
