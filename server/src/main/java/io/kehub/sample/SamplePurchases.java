package io.kehub.sample;

import io.kehub.sample.ErpOverHttp.AnswerObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the suppliers and purchases of the sample firm and brings each purchase to its state: approval, arrival, its end. */
final class SamplePurchases {

    private static final String PURCHASE = "office/purchase/";
    private static final String SUPPLIER = "office/supplier/";

    private enum Stage {
        WAITING,
        REFUSED,
        ORDERED,
        PARTLY_ARRIVED,
        ARRIVED,
        CANCELLED
    }

    private record Supplier(String name, String contact, String phone) {}

    /** @param arrivesOn agreed date of arrival; empty if none is agreed */
    private record Purchase(
            String code, String title, Stage stage, String supplier, String product, int quantity, String arrivesOn) {}

    private static final List<Supplier> SUPPLIERS = List.of(
            new Supplier("重庆渝能线缆有限公司", "周明", "023-61230001"),
            new Supplier("深圳恒充电子有限公司", "罗琳", "0755-61230002"),
            new Supplier("成都蓝桥服务有限公司", "向阳", "028-61230003"));

    /** The ids follow this order; {@code sample/firm.properties} names the first six. */
    private static final List<Purchase> PURCHASES = List.of(
            purchase(1, Stage.WAITING, 0, "YL-CAB-5", 200, ""),
            purchase(2, Stage.WAITING, 0, "YL-CAB-10", 60, "2025-09-01"),
            purchase(3, Stage.WAITING, 1, "YL-GUN-16", 40, "2025-09-10"),
            purchase(4, Stage.WAITING, 1, "YL-GUN-32", 40, ""),
            purchase(5, Stage.ORDERED, 1, "YL-GUN-250", 20, "2025-09-15"),
            purchase(6, Stage.WAITING, 1, "YL-BAT-1", 12, ""),
            purchase(7, Stage.REFUSED, 0, "YL-CARD", 1000, ""),
            purchase(8, Stage.CANCELLED, 1, "YL-BOX-1", 80, "2025-08-20"),
            purchase(9, Stage.PARTLY_ARRIVED, 0, "YL-CAB-5", 120, "2025-08-25"),
            purchase(10, Stage.ARRIVED, 1, "YL-GUN-16", 60, "2025-07-25"),
            purchase(11, Stage.ORDERED, 0, "YL-CAB-10", 90, "2099-12-31"),
            purchase(12, Stage.ORDERED, 2, "YL-SV-INST", 5, ""));

    private final ErpOverHttp erp;
    private final Steps steps;
    private final String buyer;
    private final Map<String, String> products;

    /**
     * Prepares the step.
     *
     * @param buyer id of the user who buys
     * @param products their ids by code
     */
    SamplePurchases(ErpOverHttp erp, Steps steps, String buyer, Map<String, String> products) {
        this.erp = erp;
        this.steps = steps;
        this.buyer = buyer;
        this.products = products;
    }

    private static Purchase purchase(
            int number, Stage stage, int supplier, String product, int quantity, String arrivesOn) {
        return new Purchase(
                "YL-CG-%02d".formatted(number),
                "%s采购".formatted(product),
                stage,
                SUPPLIERS.get(supplier).name(),
                product,
                quantity,
                arrivesOn);
    }

    /** Adds what is missing, and takes the steps that are missing in each purchase. */
    void add() {
        var suppliers = new HashMap<String, String>();
        erp.rows(SUPPLIER + "list").forEach(row -> suppliers.put(row.text("name"), row.text("id")));
        steps.each("供应商 / Suppliers", SUPPLIERS, supplier -> {
            if (!suppliers.containsKey(supplier.name())) {
                var added = erp.quick(
                        SUPPLIER + "add",
                        Map.of("name", supplier.name(), "linkman", supplier.contact(), "tel", supplier.phone()));
                suppliers.put(supplier.name(), added.text("id"));
            }
        });
        var known = new HashMap<String, String>();
        erp.rows(PURCHASE + "list").forEach(row -> known.put(row.text("code"), row.text("id")));
        steps.each("采购单 / Purchases", PURCHASES, purchase -> {
            var id = known.get(purchase.code());
            advance(
                    purchase,
                    id == null
                            ? add(purchase, Steps.required(suppliers, purchase.supplier()))
                            : erp.quick(PURCHASE + "detail", Map.of("id", id)));
        });
    }

    private AnswerObject add(Purchase purchase, String supplier) {
        return erp.quick(
                PURCHASE + "add",
                Map.of(
                        "code",
                        purchase.code(),
                        "title",
                        purchase.title(),
                        "supplierid",
                        supplier,
                        "charge",
                        buyer,
                        "sort",
                        purchase.arrivesOn().isEmpty() ? "备货采购" : "订单采购",
                        "orderdate",
                        "2025-01-10",
                        "arrivedate",
                        purchase.arrivesOn(),
                        "lines",
                        List.of(Map.of(
                                "productid", Steps.required(products, purchase.product()),
                                "num", purchase.quantity(),
                                "price", 100))));
    }

    /** Takes the steps that are left to the state that the purchase is meant to have. */
    private void advance(Purchase purchase, AnswerObject found) {
        var id = found.text("id");
        var stage = purchase.stage();
        if (stage != Stage.WAITING && found.text("status").equals("待审批")) {
            erp.quick(
                    PURCHASE + "approve", Map.of("id", id, "result", stage == Stage.REFUSED ? 2 : 1, "opinion", "示例"));
        }
        switch (stage) {
            case PARTLY_ARRIVED -> stockIn(found, purchase.quantity() / 2);
            case ARRIVED -> stockIn(found, purchase.quantity());
            case CANCELLED -> {
                if (!found.text("status").equals("已取消")) {
                    erp.quick(PURCHASE + "cancel", Map.of("id", id, "reason", "改用自制件"));
                }
            }
            case WAITING, REFUSED, ORDERED -> {}
        }
    }

    private void stockIn(AnswerObject purchase, int quantity) {
        if (purchase.text("arrival").equals("未入库")) {
            var line = purchase.rows("lines").getFirst().text("id");
            var document = erp.quick(
                    PURCHASE + "stockin",
                    Map.of("id", purchase.text("id"), "lines", List.of(Map.of("lineid", line, "num", quantity))));
            erp.quick("office/stockin/confirm", Map.of("id", document.text("id"), "status", 3, "opinion", "到货"));
        }
    }
}
