package io.kehub.sample;

import io.kehub.sample.ErpOverHttp.AnswerObject;
import io.kehub.sample.SampleFirm.Contract;
import io.kehub.sample.SampleFirm.Stage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the contracts of the sample firm and brings each to its state: approval, shipping, payments, invoices, its end. */
final class SampleContracts {

    private static final String CONTRACT_LIST = "ov1/salesmanage/contract/billlist";

    private final ErpOverHttp erp;
    private final SampleFirm firm;
    private final Steps steps;
    private final String warehouse;

    /** @param warehouse id of the warehouse that ships */
    SampleContracts(ErpOverHttp erp, SampleFirm firm, Steps steps, String warehouse) {
        this.erp = erp;
        this.firm = firm;
        this.steps = steps;
        this.warehouse = warehouse;
    }

    /**
     * Adds the contracts that were never added, and takes the steps that are missing in each.
     *
     * @param customers the names of the customers that are there
     */
    void add(Set<String> customers) {
        var numbers =
                erp.rows(CONTRACT_LIST).stream().map(row -> row.text("code")).toList();
        steps.eachMissing(
                "合同 / Contracts",
                firm.contracts(),
                Contract::number,
                contract -> numbers.contains(contract.number()),
                numbers.size(),
                contract -> {
                    if (customers.contains(
                            firm.customers().get(contract.customer()).name())) {
                        add(contract);
                    } else {
                        steps.missing("合同 / Contracts", contract.number());
                    }
                });
        firm.contracts().forEach(contract -> row(contract).forEach(row -> advance(contract, row)));
    }

    private List<AnswerObject> row(Contract contract) {
        return erp.quick(CONTRACT_LIST, Map.of("keyword", contract.number())).rows("list").stream()
                .filter(row -> row.text("code").equals(contract.number()))
                .toList();
    }

    private void add(Contract contract) {
        var customer = firm.customers().get(contract.customer());
        erp.v3(
                "sale/contract/add",
                Map.ofEntries(
                        Map.entry("Title", contract.title()),
                        Map.entry("HTId", contract.number()),
                        Map.entry("CompanyName", customer.name()),
                        Map.entry("SignDate", contract.signedOn()),
                        Map.entry("BeginDate", contract.signedOn()),
                        Map.entry(
                                "SeleManName",
                                SampleFirm.SALESPEOPLE.get(customer.owner()).name()),
                        Map.entry("SortName", "产品销售"),
                        Map.entry("Currency", "人民币"),
                        Map.entry("StatusName", "生效执行中"),
                        Map.entry("PaymentStatus", 0),
                        Map.entry("PaybackMode", 0),
                        Map.entry("InvoiceStatus", 0),
                        Map.entry("InvoiceMode", 0),
                        Map.entry(
                                "contractList",
                                contract.lines().stream()
                                        .map(line -> Map.of(
                                                "ProductCode", line.product().code(),
                                                "productUnitName",
                                                        line.product().unit(),
                                                "Num", line.quantity(),
                                                "Price", line.product().price()))
                                        .toList())));
    }

    /** Takes the steps that are left to the state that the contract is meant to have. */
    private void advance(Contract contract, AnswerObject row) {
        var id = row.text("id");
        var stage = contract.stage();
        if (stage != Stage.WAITING && row.text("approval").equals("待审批")) {
            var result = switch (stage) {
                case RETURNED -> "退回";
                case REFUSED -> "否决";
                default -> "同意";
            };
            erp.v3("sales/contract/approve/edit", Map.of("ord", id, "approveResult", result, "approveMessage", "示例"));
        }
        switch (stage) {
            case PARTLY_SHIPPED, CLOSED -> shipHalf(id);
            case SHIPPED, SETTLED -> shipAll(id);
            default -> {}
        }
        if (stage == Stage.PARTLY_SHIPPED || stage == Stage.SHIPPED) {
            settle(id, 1, contract.amountOf(30), contract.number() + "-SK");
        }
        if (stage == Stage.SHIPPED || stage == Stage.SETTLED) {
            settle(id, 2, contract.amountOf(100), contract.number() + "-KP");
        }
        if (stage == Stage.SETTLED) {
            settle(id, 1, contract.amountOf(100), contract.number() + "-SK");
        }
        if (stage == Stage.CLOSED && fulfilment(id).text("closed").equals("0")) {
            erp.quick("office/contract/close", Map.of("id", id, "reason", "客户变更需求", "status", "意外终止"));
        }
    }

    private AnswerObject fulfilment(String contract) {
        return erp.quick("office/contract/fulfilment", Map.of("id", contract));
    }

    private void shipHalf(String contract) {
        var documents = fulfilment(contract).rows("stockouts");
        if (documents.stream().noneMatch(document -> document.text("status").equals("3"))) {
            waiting(documents).forEach(document -> confirm(document, 2));
        }
    }

    private void shipAll(String contract) {
        waiting(fulfilment(contract).rows("stockouts")).forEach(document -> confirm(document, 1));
    }

    private static List<AnswerObject> waiting(List<AnswerObject> documents) {
        return documents.stream()
                .filter(document -> document.text("status").equals("1"))
                .toList();
    }

    /** @param divisor 1 ships everything, 2 half of each line */
    private void confirm(AnswerObject document, int divisor) {
        var lines = erp.quick("office/stockout/detail", Map.of("id", document.text("id"))).rows("lines").stream()
                .map(line -> Map.of(
                        "id",
                        line.text("id"),
                        "num",
                        Integer.parseInt(line.text("num")) / divisor,
                        "warehouseid",
                        warehouse))
                .toList();
        erp.quick("office/stockout/confirm", Map.of("id", document.text("id"), "status", 3, "lines", lines));
    }

    private void settle(String contract, int kind, String amount, String code) {
        erp.quick(
                "office/settlement/add",
                Map.of(
                        "contractid", contract,
                        "kind", kind,
                        "money", amount,
                        "settledate", "2025-08-01",
                        "code", code));
    }
}
