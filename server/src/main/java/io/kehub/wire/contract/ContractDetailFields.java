package io.kehub.wire.contract;

import io.kehub.erp.contract.ApprovalDecision;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.ContractClosure;
import io.kehub.erp.contract.ContractFulfilment;
import io.kehub.erp.contract.ContractLine;
import io.kehub.erp.inventory.Reservations.Promise;
import io.kehub.erp.product.Product;
import io.kehub.wire.operation.AnswerField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields of the contract detail that the ERP documents beyond the contract's own: about its customer, its approval, its
 * delivery, and features that KeHub does not have. An unknown amount and the text of a missing feature are empty; the amount of
 * a missing feature is 0.
 */
final class ContractDetailFields {

    /**
     * What surrounds a contract.
     *
     * @param customer what the viewer may see of its customer
     * @param closure the last closing or reopening; null if there was none
     * @param closedBy name of the user who closed it
     * @param sharedWith names of the users with whom it is shared
     */
    record Surroundings(
            CustomerTerms customer,
            @Nullable ContractClosure closure,
            String closedBy,
            String sharedWith,
            List<DecisionView> decisions) {}

    /**
     * Terms of the customer; empty if the viewer does not see the customer.
     *
     * @param trade id of its industry; null if it has none
     */
    record CustomerTerms(String region, @Nullable Long trade, String creditDays) {}

    /** A contract with its lines. */
    record Detail(ContractRow row, List<LineView> lines, Surroundings surroundings) {

        Contract contract() {
            return row.contract();
        }
    }

    /** @param product null if it no longer exists */
    record LineView(
            ContractFulfilment.Line fulfilment, @Nullable Product product) {

        ContractLine line() {
            return fulfilment.line();
        }

        /** Whether the product can leave a warehouse. */
        boolean stocked() {
            return product == null || product.stocked();
        }

        /** A quantity of base units in the unit of the line. */
        BigDecimal inUnit(Function<Promise, BigDecimal> quantity) {
            var promise = fulfilment.promise();
            if (promise == null) {
                return BigDecimal.ZERO;
            }
            return quantity.apply(promise)
                    .multiply(line().terms().quantity())
                    .divide(line().baseQuantity(), 4, RoundingMode.HALF_UP);
        }

        /** The suggested purchase price of the quantity; null if there is no such price. */
        @Nullable
        BigDecimal suggestedCost() {
            return product == null
                    ? null
                    : product.units().stream()
                            .filter(unit -> unit.unit() == line().unit()
                                    && unit.prices().suggestedPurchase().signum() > 0)
                            .findFirst()
                            .map(unit -> unit.prices()
                                    .suggestedPurchase()
                                    .multiply(line().terms().quantity())
                                    .setScale(2, RoundingMode.HALF_UP))
                            .orElse(null);
        }
    }

    /** @param name of the user who decided */
    record DecisionView(ApprovalDecision decision, String name) {}

    /** How much of something is done, in percent. */
    private record ProgressView(String type, String name, int percent) {}

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ContractDetailFields() {}

    /** The fields in the order of the ERP's documentation. */
    static List<AnswerField<Detail>> fields(ZoneId zone) {
        return List.of(
                text("ourRepresentative", "Person1", "我方代表", detail -> ""),
                none("planStatus", "PlanPreStatus", "预计划状态"),
                text("currentApprover", "CurSp", "当前审批人", detail -> ""),
                text("lastApprover", "LastSp", "最后审批人", detail -> detail.row().approver()),
                text(
                        "customerRegion",
                        "areatext",
                        "所属地区",
                        detail -> detail.surroundings().customer().region()),
                AnswerField.optionalId(
                        "customerTrade",
                        "Trade",
                        "所属行业",
                        detail -> detail.surroundings().customer().trade()),
                text(
                        "closedBy",
                        "StopName",
                        "终止人",
                        detail -> detail.contract().closed()
                                ? detail.surroundings().closedBy()
                                : ""),
                AnswerField.time("closedAt", "Stopdate", "终止时间", zone, detail -> {
                    var closure = detail.surroundings().closure();
                    return detail.contract().closed() && closure != null ? closure.at() : null;
                }),
                text(
                        "sharedWith",
                        "AddshareName",
                        "共享人",
                        detail -> detail.surroundings().sharedWith()),
                text(
                        "barcode",
                        "HtidBarCode",
                        "合同编号一维条码",
                        detail -> detail.contract().number()),
                zero("roundingOff", "SKMLMoney", "收款抹零"),
                unknown("productCost", "ProductCostMoney", "产品成本"),
                zero("expenses", "FYMoney", "费用总额"),
                zero("returned", "THMoney", "退货金额"),
                zero("returnedCost", "thCost", "退货成本"),
                unknown("grossProfit", "MLMoney", "销售毛利"),
                unknown("grossMargin", "MLL", "毛利率"),
                AnswerField.decimal(
                        "afterReturns",
                        "thTotal",
                        "退货后总额",
                        detail -> detail.contract().amounts().amount()),
                AnswerField.decimal("suggestedCost", "jinjiaCostMoney", "建议进价成本", ContractDetailFields::suggestedCost),
                AnswerField.decimal(
                        "suggestedProfit", "jinjiaMlMoney", "建议进价毛利", ContractDetailFields::suggestedProfit),
                AnswerField.decimal(
                        "suggestedMargin", "jinjiaMlRate", "建议进价毛利率", ContractDetailFields::suggestedMargin),
                zero("commission", "Money_tc1", "业务提成"),
                text(
                        "creditDays",
                        "FkDays",
                        "账期",
                        detail -> detail.surroundings().customer().creditDays()),
                AnswerField.list("progress", "progresslist", "执行进度", ContractDetailFields::progress, progressFields()),
                AnswerField.list(
                        "decisions",
                        "splist",
                        "审批记录",
                        detail -> detail.surroundings().decisions(),
                        decisionFields(zone)),
                AnswerField.list("logistics", "logisticslist", "物流信息", detail -> List.<Detail>of(), logisticsFields()));
    }

    /** The fields of a line. */
    static Stream<AnswerField<LineView>> lineFields() {
        return Stream.of(
                lineText("drawing", "Drawing", "产品图纸"),
                AnswerField.decimal(
                        "requestedQuantity",
                        "Num2",
                        "申请",
                        view -> view.inUnit(promise -> promise.delivered().add(promise.waiting()))),
                AnswerField.decimal("deliveredQuantity", "Num3", "出库", view -> view.inUnit(Promise::delivered)),
                AnswerField.decimal("sentQuantity", "Num4", "发货", view -> view.inUnit(Promise::delivered)),
                AnswerField.decimal("returnedQuantity", "NumTH", "退货", view -> BigDecimal.ZERO),
                lineText("invoiceType", "InvoiceType", "票据类型"),
                AnswerField.decimal("exchangedIn", "EcgInNum", "换入数量", view -> BigDecimal.ZERO),
                AnswerField.decimal("exchangedOut", "EcgOutNum", "换出数量", view -> BigDecimal.ZERO),
                lineText("points", "Jf", "积分"),
                lineText("custom1", "sysIcusIInheritIdIidI1", "自定义1"),
                lineText("custom2", "sysIcusIInheritIdIidI2", "自定义2"),
                lineText("custom3", "sysIcusIInheritIdIidI3", "自定义3"),
                lineText("custom4", "sysIcusIInheritIdIidI4", "自定义4"),
                lineText("custom5", "sysIcusIInheritIdIidI5", "自定义5"),
                lineText("custom6", "sysIcusIInheritIdIidI6", "自定义6"));
    }

    private static @Nullable BigDecimal suggestedCost(Detail detail) {
        var costs = detail.lines().stream().map(LineView::suggestedCost).toList();
        return costs.isEmpty() || costs.stream().anyMatch(Objects::isNull)
                ? null
                : costs.stream().filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable BigDecimal suggestedProfit(Detail detail) {
        var cost = suggestedCost(detail);
        return cost == null ? null : detail.contract().amounts().amount().subtract(cost);
    }

    private static @Nullable BigDecimal suggestedMargin(Detail detail) {
        var profit = suggestedProfit(detail);
        var amount = detail.contract().amounts().amount();
        return profit == null || amount.signum() == 0
                ? null
                : profit.multiply(HUNDRED).divide(amount, 2, RoundingMode.HALF_UP);
    }

    private static List<ProgressView> progress(Detail detail) {
        var amount = detail.contract().amounts().amount();
        var settled = detail.contract().settled();
        return List.of(
                new ProgressView(
                        "kuout",
                        "出库",
                        percent(promised(detail, Promise::delivered), promised(detail, Promise::promised))),
                new ProgressView("payback", "收款", percent(settled.paid(), amount)),
                new ProgressView("invoice", "开票", percent(settled.invoiced(), amount)));
    }

    private static BigDecimal promised(Detail detail, Function<Promise, BigDecimal> quantity) {
        return detail.lines().stream()
                .map(view -> view.fulfilment().promise())
                .filter(Objects::nonNull)
                .map(quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int percent(BigDecimal done, BigDecimal total) {
        return total.signum() == 0
                ? 0
                : done.multiply(HUNDRED)
                        .divide(total, 0, RoundingMode.DOWN)
                        .max(BigDecimal.ZERO)
                        .min(HUNDRED)
                        .intValue();
    }

    private static List<AnswerField<ProgressView>> progressFields() {
        return List.of(
                AnswerField.text("type", "BillType", "单据类型", ProgressView::type),
                AnswerField.text("billName", "BillName", "单据名称", ProgressView::name),
                AnswerField.number("percent", "Progress", "完成百分比", ProgressView::percent));
    }

    private static List<AnswerField<DecisionView>> decisionFields(ZoneId zone) {
        return List.of(
                AnswerField.text("stage", "sp", "审批阶段", view -> "合同审批"),
                AnswerField.text("name", "name", "审批人员", DecisionView::name),
                AnswerField.time(
                        "at", "时间", "审批时间", zone, view -> view.decision().at()),
                AnswerField.text(
                        "result", "结果", "审批结果", view -> view.decision().result().caption()),
                AnswerField.text(
                        "opinion", "意见", "审批意见", view -> view.decision().opinion()),
                AnswerField.text("decisionKind", "sptype", "审批方式", view -> ""));
    }

    private static List<AnswerField<Detail>> logisticsFields() {
        return List.of(
                text("sentOn", "SendDateFormatted", "发货日期", detail -> ""),
                text("logisticsTitle", "Title", "物流单主题", detail -> ""),
                text("logisticsNumber", "LogisticsNumber", "物流编号", detail -> ""),
                text("carrier", "Sort1", "物流公司", detail -> ""),
                text("carrierNumber", "LogisticsCode", "第三方物流单号", detail -> ""));
    }

    private static AnswerField<Detail> text(
            String name, String wireName, String caption, Function<Detail, String> value) {
        return AnswerField.text(name, wireName, caption, value);
    }

    private static AnswerField<LineView> lineText(String name, String wireName, String caption) {
        return AnswerField.text(name, wireName, caption, view -> "");
    }

    private static AnswerField<Detail> none(String name, String wireName, String caption) {
        return AnswerField.number(name, wireName, caption, detail -> 0);
    }

    /** An amount of a feature that KeHub does not have. */
    private static AnswerField<Detail> zero(String name, String wireName, String caption) {
        return AnswerField.decimal(name, wireName, caption, detail -> BigDecimal.ZERO);
    }

    /** An amount that KeHub does not know: it keeps no costs of deliveries. */
    private static AnswerField<Detail> unknown(String name, String wireName, String caption) {
        return AnswerField.decimal(name, wireName, caption, detail -> null);
    }
}
