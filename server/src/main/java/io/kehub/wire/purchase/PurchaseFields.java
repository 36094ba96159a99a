package io.kehub.wire.purchase;

import io.kehub.erp.purchase.Purchase;
import io.kehub.erp.purchase.PurchaseLine;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.purchase.PurchaseView.DecisionView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The fields of a purchase in each dialect. */
final class PurchaseFields {

    private final ZoneId zone;

    PurchaseFields(ZoneId zone) {
        this.zone = zone;
    }

    /** The order is part of the contract: clients read rows by position. New columns go last. */
    List<AnswerField<PurchaseRow>> ov1Columns() {
        return List.of(
                id("ord"),
                text("title", "title", "采购主题", purchase -> purchase.terms().title()),
                text("number", "cgid", "采购编号", Purchase::number),
                text("supplierName", "TelName", "供应商名称", Purchase::supplierName),
                AnswerField.text("buyerName", "cateid", "采购人员", PurchaseRow::buyer),
                text("category", "cgsort", "采购分类", purchase -> purchase.terms().category()),
                AnswerField.decimal(
                        "amount", "money1", "采购总额", row -> row.purchase().amount()),
                text("currency", "bz", "币种", purchase -> purchase.terms().currency()),
                text("state", "spzt", "审批状态", purchase -> purchase.state().caption()),
                text(
                        "arrival",
                        "rkStatus",
                        "入库状态",
                        purchase -> purchase.arrival().caption()),
                AnswerField.day(
                        "orderedOn",
                        "date3",
                        "采购日期",
                        row -> row.purchase().terms().orderedOn()),
                AnswerField.day(
                        "arrivesOn",
                        "date2",
                        "到货日期",
                        row -> row.purchase().terms().arrivesOn()),
                AnswerField.time(
                        "addedAt", "date7", "添加时间", zone, row -> row.purchase().addedAt()),
                text("summary", "intro", "采购概要", purchase -> purchase.terms().summary()),
                AnswerField.id(
                        "supplier",
                        "company",
                        "供应商ID",
                        row -> row.purchase().terms().supplier().value()));
    }

    List<AnswerField<PurchaseRow>> quick() {
        return List.of(
                id("id"),
                text("number", "code", "采购编号", Purchase::number),
                text("title", "title", "采购主题", purchase -> purchase.terms().title()),
                AnswerField.id(
                        "supplier",
                        "supplierid",
                        "供应商ID",
                        row -> row.purchase().terms().supplier().value()),
                text("supplierName", "suppliername", "供应商名称", Purchase::supplierName),
                AnswerField.id(
                        "buyer",
                        "charge",
                        "采购人员ID",
                        row -> row.purchase().buyer().value()),
                AnswerField.text("buyerName", "chargename", "采购人员", PurchaseRow::buyer),
                text("category", "sort", "采购分类", purchase -> purchase.terms().category()),
                text("currency", "currency", "币种", purchase -> purchase.terms().currency()),
                AnswerField.decimal(
                        "amount", "money", "采购总额", row -> row.purchase().amount()),
                text("state", "status", "审批状态", purchase -> purchase.state().caption()),
                text(
                        "arrival",
                        "arrival",
                        "入库状态",
                        purchase -> purchase.arrival().caption()),
                AnswerField.day(
                        "orderedOn",
                        "orderdate",
                        "采购日期",
                        row -> row.purchase().terms().orderedOn()),
                AnswerField.day(
                        "arrivesOn",
                        "arrivedate",
                        "到货日期",
                        row -> row.purchase().terms().arrivesOn()),
                text("summary", "summary", "采购概要", purchase -> purchase.terms().summary()),
                AnswerField.text("addedByName", "creator", "添加人", PurchaseRow::addedBy),
                AnswerField.time(
                        "addedAt",
                        "addtime",
                        "添加时间",
                        zone,
                        row -> row.purchase().addedAt()));
    }

    List<AnswerField<PurchaseView>> quickDetail() {
        var fields = new ArrayList<AnswerField<PurchaseView>>();
        quick().forEach(field -> fields.add(field.within(PurchaseView::row)));
        fields.add(AnswerField.list("lines", "lines", "采购明细", PurchaseView::lines, quickLines()));
        fields.add(AnswerField.list("decisions", "decisions", "审批记录", PurchaseView::decisions, decisions()));
        return fields;
    }

    List<FormGroup<PurchaseView>> ov1Form() {
        var base = new ArrayList<FormField<PurchaseView>>();
        ov1Columns().forEach(field -> base.add(FormField.shown(field.within(PurchaseView::row))));
        base.add(FormField.shown(AnswerField.text(
                "addedByName", "addcate", "添加人", view -> view.row().addedBy())));
        return List.of(
                new FormGroup<>("base", "基本信息", base),
                new FormGroup<>(
                        "lines",
                        "采购明细",
                        List.of(FormField.shown(
                                AnswerField.list("lines", "caigoulist", "采购明细", PurchaseView::lines, ov1Lines())))),
                new FormGroup<>(
                        "decisions",
                        "审批记录",
                        List.of(FormField.shown(AnswerField.list(
                                "decisions", "splist", "审批记录", PurchaseView::decisions, decisions())))));
    }

    private static List<AnswerField<PurchaseLine>> ov1Lines() {
        return List.of(
                AnswerField.id("line", "id", "明细ID", PurchaseLine::id),
                AnswerField.id(
                        "product", "ord", "产品ID", line -> line.terms().product().value()),
                AnswerField.text(
                        "productName", "title", "产品名称", line -> line.labels().productName()),
                AnswerField.text(
                        "productCode", "order1", "产品编号", line -> line.labels().productCode()),
                AnswerField.text(
                        "productModel", "type1", "产品型号", line -> line.labels().productModel()),
                AnswerField.text("unitName", "unit", "单位", line -> line.labels().unitName()),
                AnswerField.decimal(
                        "quantity", "num1", "数量", line -> line.terms().quantity()),
                AnswerField.decimal(
                        "price", "price1", "单价", line -> line.terms().price()),
                AnswerField.decimal("amount", "money1", "金额", PurchaseLine::amount),
                AnswerField.decimal("received", "num2", "已入库数量，按基本单位", PurchaseLine::received),
                AnswerField.text("remark", "intro", "备注", line -> line.terms().remark()));
    }

    /** Ids within a list are written as text. */
    private static List<AnswerField<PurchaseLine>> quickLines() {
        return List.of(
                AnswerField.text("line", "id", "明细ID", line -> Long.toString(line.id())),
                AnswerField.text(
                        "product",
                        "productid",
                        "产品ID",
                        line -> Long.toString(line.terms().product().value())),
                AnswerField.text(
                        "productName",
                        "productname",
                        "产品名称",
                        line -> line.labels().productName()),
                AnswerField.text(
                        "productCode",
                        "productcode",
                        "产品编号",
                        line -> line.labels().productCode()),
                AnswerField.text("unit", "unitid", "单位ID", line -> Long.toString(line.unit())),
                AnswerField.text("unitName", "unit", "单位", line -> line.labels().unitName()),
                AnswerField.decimal(
                        "quantity", "num", "数量", line -> line.terms().quantity()),
                AnswerField.decimal("price", "price", "单价", line -> line.terms().price()),
                AnswerField.decimal("amount", "money", "金额", PurchaseLine::amount),
                AnswerField.decimal("received", "received", "已入库数量，按基本单位", PurchaseLine::received),
                AnswerField.text("remark", "remark", "备注", line -> line.terms().remark()));
    }

    private List<AnswerField<DecisionView>> decisions() {
        return List.of(
                AnswerField.text(
                        "result",
                        "result",
                        "审批结果",
                        view -> view.decision().result().caption()),
                AnswerField.text(
                        "opinion", "opinion", "审批意见", view -> view.decision().opinion()),
                AnswerField.text("by", "operator", "操作人", DecisionView::name),
                AnswerField.time(
                        "at", "time", "审批时间", zone, view -> view.decision().at()));
    }

    private static AnswerField<PurchaseRow> id(String wireName) {
        return AnswerField.id(
                "id", wireName, "采购单ID", row -> row.purchase().id().value());
    }

    private static AnswerField<PurchaseRow> text(
            String name, String wireName, String caption, Function<Purchase, String> value) {
        return AnswerField.text(name, wireName, caption, row -> value.apply(row.purchase()));
    }
}
