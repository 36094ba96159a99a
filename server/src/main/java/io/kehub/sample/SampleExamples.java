package io.kehub.sample;

import io.kehub.sample.ErpOverHttp.AnswerObject;
import io.kehub.sample.SampleFirm.Document;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds the records that only the examples of the help pages and the OpenAPI documents need: one for each state that an
 * operation changes. Their ids are in {@code sample/firm.properties}.
 */
final class SampleExamples {

    private static final String CUSTOMER_LIST = "ov1/salesmanage/custom/list";
    private static final String CONTRACT_LIST = "ov1/salesmanage/contract/billlist";
    private static final String DRAFT_LINES = "salesmanage/contract/contractlist";

    private final ErpOverHttp erp;
    private final SampleFirm firm;
    private final Steps steps;

    SampleExamples(ErpOverHttp erp, SampleFirm firm, Steps steps) {
        this.erp = erp;
        this.firm = firm;
        this.steps = steps;
    }

    /**
     * Adds what is missing.
     *
     * @param customers their ids by name
     * @param product id of {@link SampleFirm#EXAMPLE_PRODUCT}
     * @param warehouse where its stock is
     */
    void add(Map<String, String> customers, String product, String warehouse) {
        steps.each("示例单据 / Documents for examples", SampleFirm.DOCUMENTS, new Documents(product, warehouse)::add);
        steps.each(
                "示例合同 / Contracts for examples",
                List.of(SampleFirm.TO_DELIVER),
                index -> refuseStockOut(firm.contracts().get(index).number()));
        steps.each("示例客户 / Customers for examples", SampleFirm.ROLES, role -> {
            switch (role) {
                case PROTECTED -> protect(id(customers, role));
                case IN_POOL -> returnToPool(id(customers, role));
                case APPLIED_FOR -> applyFor(id(customers, role));
                case TO_REVIEW -> waitForReview();
                case DRAFTS -> draftLines(id(customers, role), product, 2);
                case FIRST -> draftLines(id(customers, role), product, 1);
            }
        });
    }

    /** Approval makes a stock-out; without it, the contract can be delivered by another one. */
    private void refuseStockOut(String number) {
        erp.quick(CONTRACT_LIST, Map.of("keyword", number)).rows("list").stream()
                .filter(row -> row.text("code").equals(number))
                .forEach(contract -> refuseStockOutOf(contract.text("id")));
    }

    private void refuseStockOutOf(String contract) {
        var documents =
                erp.quick("office/contract/fulfilment", Map.of("id", contract)).rows("stockouts");
        if (documents.stream().allMatch(document -> document.text("status").equals("1"))) {
            documents.forEach(document -> erp.quick(
                    "office/stockout/confirm", Map.of("id", document.text("id"), "status", 2, "opinion", "分批发货")));
        }
    }

    private String id(Map<String, String> customers, SampleFirm.Role role) {
        return Steps.required(customers, firm.customers().get(role.customer()).name());
    }

    private AnswerObject customer(String id) {
        return erp.quick("ov1/salesmanage/custom/add?edit=1&apihelptype=get", Map.of("id", id));
    }

    private void protect(String customer) {
        if (!customer(customer).text("protect").equals("1")) {
            erp.ov1("salesmanage/custom/add?__msgid=profect", Map.of("ord", customer));
        }
    }

    private void returnToPool(String customer) {
        if (!customer(customer).text("chargename").isEmpty()) {
            erp.ov1("salesmanage/custom/takeback", Map.of("ord", customer));
        }
    }

    /** {@link Sample} switches the approval of claims off before, in case a run stopped in between. */
    private void applyFor(String customer) {
        var pending = erp.quick("office/customerapplication/list", Map.of("state", 1, "custid", customer));
        if (pending.text("total").equals("0")) {
            returnToPool(customer);
            erp.put("admin/customer-settings", Map.of("claim_approval_required", true));
            try {
                erp.ov1("salesmanage/custom/apply", Map.of("ord", customer, "intro", "原联系人推荐"));
            } finally {
                erp.put("admin/customer-settings", Map.of("claim_approval_required", false));
            }
        }
    }

    /** {@link Sample} switches the review off before, in case a run stopped in between. */
    private void waitForReview() {
        var name = SampleFirm.TO_REVIEW;
        var known = erp.quick(CUSTOMER_LIST, Map.of("keyword", name)).rows("list");
        if (known.stream().noneMatch(row -> row.text("name").equals(name))) {
            erp.put("admin/customer-settings", Map.of("review_required", true));
            try {
                erp.quick("sales/customer/add", Map.of("name", name, "sort", 1));
            } finally {
                erp.put("admin/customer-settings", Map.of("review_required", false));
            }
        }
    }

    private void draftLines(String customer, String product, int count) {
        var listed = erp.ov1(DRAFT_LINES + "?cmdkey=refresh", Map.of("company", customer));
        var rows = listed.record("source").record("table").fields().get("rows") instanceof List<?> found
                ? found.size()
                : 0;
        for (var missing = count - rows; missing > 0; missing--) {
            erp.ov1(DRAFT_LINES + "?__msgid=addtocontract", Map.of("ord", product, "num1", "3", "company", customer));
        }
    }

    /** Adds the stock documents; the code of each is its key. */
    private final class Documents {

        private final String product;
        private final String warehouse;
        private final Map<String, Set<String>> known = new HashMap<>();

        Documents(String product, String warehouse) {
            this.product = product;
            this.warehouse = warehouse;
        }

        void add(Document document) {
            var folder = "office/" + document.kind() + "/";
            var codes = known.computeIfAbsent(
                    folder,
                    each -> erp.rows(each + "list").stream()
                            .map(row -> row.text("code"))
                            .collect(Collectors.toCollection(HashSet::new)));
            if (codes.contains(document.code())) {
                return;
            }
            erp.quick(
                    folder + "add",
                    Map.of(
                            "code",
                            document.code(),
                            "title",
                            document.title(),
                            "confirm",
                            document.isConfirmed() ? 1 : 0,
                            "lines",
                            List.of(Map.of(
                                    "productid",
                                    product,
                                    "warehouseid",
                                    warehouse,
                                    "num",
                                    document.quantity(),
                                    "batch",
                                    document.batch()))));
        }
    }
}
