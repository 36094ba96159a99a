package io.kehub.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the planned receipts of the sample firm's contracts; payments that the contracts have already fill them. */
final class SampleReceivables {

    private static final String RECEIVABLE = "office/receivable/";

    /**
     * A plan; its remark is its key.
     *
     * @param contract index of the contract
     * @param percent of what the contract is worth
     */
    private record Plan(String remark, int contract, int percent, String plannedOn, boolean isCancelled) {}

    /** The ids follow this order; {@code sample/firm.properties} names some. */
    private static final List<Plan> PLANS = List.of(
            new Plan("YL-SK-01 预付款", 4, 30, "2025-07-01", false),
            new Plan("YL-SK-02 发货款", 4, 40, "2025-09-01", false),
            new Plan("YL-SK-03 尾款", 4, 30, "2099-12-31", false),
            new Plan("YL-SK-04 货款", 5, 100, "2025-08-15", false),
            new Plan("YL-SK-05 货款", 6, 100, "2025-08-01", false),
            new Plan("YL-SK-06 预付款", 12, 30, "2025-07-10", false),
            new Plan("YL-SK-07 尾款", 12, 70, "2025-10-01", true),
            new Plan("YL-SK-08 货款", 13, 100, "2025-08-20", false),
            new Plan("YL-SK-09 货款", 19, 100, "2099-12-31", false));

    private final ErpOverHttp erp;
    private final SampleFirm firm;
    private final Steps steps;

    SampleReceivables(ErpOverHttp erp, SampleFirm firm, Steps steps) {
        this.erp = erp;
        this.firm = firm;
        this.steps = steps;
    }

    /** Adds what is missing. */
    void add() {
        var known = new HashMap<String, ErpOverHttp.AnswerObject>();
        erp.rows(RECEIVABLE + "list").forEach(row -> known.put(row.text("remark"), row));
        var contracts = new HashMap<String, String>();
        erp.rows("ov1/salesmanage/contract/billlist").forEach(row -> contracts.put(row.text("code"), row.text("id")));
        steps.each("收款计划 / Receivables", PLANS, plan -> {
            var row = known.get(plan.remark());
            if (row == null) {
                var contract = firm.contracts().get(plan.contract());
                row = erp.quick(
                        RECEIVABLE + "plan",
                        Map.of(
                                "contractid", Steps.required(contracts, contract.number()),
                                "plandate", plan.plannedOn(),
                                "money", contract.amountOf(plan.percent()),
                                "paytype", "银行转账",
                                "remark", plan.remark()));
            }
            if (plan.isCancelled() && !row.text("status").equals("已取消")) {
                erp.quick(RECEIVABLE + "cancel", Map.of("id", row.text("id")));
            }
        });
    }
}
