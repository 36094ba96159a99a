package io.kehub.wire.receivable;

import io.kehub.erp.receivable.Receivable;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.receivable.ReceivableView.ReceiptView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a receivable in each dialect. */
final class ReceivableFields {

    private final ZoneId zone;

    ReceivableFields(ZoneId zone) {
        this.zone = zone;
    }

    /** The order is part of the contract: clients read rows by position. New columns go last. */
    List<AnswerField<ReceivableView>> ov1Columns() {
        return List.of(
                id("id", "ord", "收款计划ID", receivable -> receivable.id().value()),
                text(
                        "customerName",
                        "name",
                        "客户名称",
                        receivable -> receivable.contract().customerName()),
                text(
                        "customerNumber",
                        "khid",
                        "客户编号",
                        receivable -> receivable.contract().customerNumber()),
                text(
                        "contractTitle",
                        "htname",
                        "单据主题",
                        receivable -> receivable.contract().title()),
                text(
                        "contractNumber",
                        "htid",
                        "单据编号",
                        receivable -> receivable.contract().number()),
                decimal(
                        "amount",
                        "money1",
                        "计划金额",
                        receivable -> receivable.plan().amount()),
                decimal("received", "hkmoney", "已收金额", Receivable::received),
                decimal("outstanding", "wsmoney", "未收金额", Receivable::outstanding),
                text("currency", "bz", "币种", receivable -> receivable.contract().currency()),
                day(
                        "plannedOn",
                        "jhDate",
                        "计划收款日期",
                        receivable -> receivable.plan().plannedOn()),
                day("receivedOn", "skDate", "收款日期", Receivable::receivedOn),
                text("state", "hkzt", "收款状态", receivable -> receivable.state().caption()),
                text(
                        "contractPlan",
                        "hkjh",
                        "收款计划",
                        receivable -> receivable.contract().plan()),
                text("method", "hktype", "收款方式", receivable -> receivable.plan().method()),
                text(
                        "contractKind",
                        "hkmode",
                        "收款类型",
                        receivable -> receivable.contract().kind()),
                AnswerField.text("ownerName", "a_cateid", "销售人员", ReceivableView::owner),
                text("remark", "intro", "备注", receivable -> receivable.plan().remark()),
                time("addedAt", "addDate"),
                id(
                        "customer",
                        "company",
                        "客户ID",
                        receivable -> receivable.contract().customer().value()),
                id(
                        "contract",
                        "contract",
                        "合同ID",
                        receivable -> receivable.contract().id().value()));
    }

    List<FormGroup<ReceivableView>> ov1Form() {
        var base = new ArrayList<FormField<ReceivableView>>();
        ov1Columns().forEach(field -> base.add(FormField.shown(field)));
        base.add(FormField.shown(AnswerField.text("addedByName", "addcate", "添加人", ReceivableView::addedBy)));
        return List.of(
                new FormGroup<>("base", "基本信息", base),
                new FormGroup<>(
                        "receipts",
                        "收款记录",
                        List.of(FormField.shown(AnswerField.list(
                                "receipts", "sklist", "收款记录", ReceivableView::receiptViews, receipts())))));
    }

    List<AnswerField<ReceivableView>> quick() {
        return List.of(
                id("id", "id", "收款计划ID", receivable -> receivable.id().value()),
                id(
                        "contract",
                        "contractid",
                        "合同ID",
                        receivable -> receivable.contract().id().value()),
                text(
                        "contractNumber",
                        "contractcode",
                        "合同编号",
                        receivable -> receivable.contract().number()),
                text(
                        "contractTitle",
                        "contracttitle",
                        "合同名称",
                        receivable -> receivable.contract().title()),
                id(
                        "customer",
                        "custid",
                        "客户ID",
                        receivable -> receivable.contract().customer().value()),
                text(
                        "customerName",
                        "custname",
                        "客户名称",
                        receivable -> receivable.contract().customerName()),
                id(
                        "owner",
                        "charge",
                        "负责人ID",
                        receivable -> receivable.contract().owner().value()),
                AnswerField.text("ownerName", "chargename", "负责人姓名", ReceivableView::owner),
                text(
                        "currency",
                        "currency",
                        "币种",
                        receivable -> receivable.contract().currency()),
                day(
                        "plannedOn",
                        "plandate",
                        "计划收款日期",
                        receivable -> receivable.plan().plannedOn()),
                decimal(
                        "amount",
                        "money",
                        "计划金额",
                        receivable -> receivable.plan().amount()),
                decimal("received", "received", "已收金额", Receivable::received),
                decimal("outstanding", "outstanding", "未收金额", Receivable::outstanding),
                day("receivedOn", "receivedate", "收款日期", Receivable::receivedOn),
                text("state", "status", "收款状态", receivable -> receivable.state().caption()),
                text(
                        "method",
                        "paytype",
                        "收款方式",
                        receivable -> receivable.plan().method()),
                text("remark", "remark", "备注", receivable -> receivable.plan().remark()),
                AnswerField.text("addedByName", "creator", "添加人", ReceivableView::addedBy),
                time("addedAt", "addtime"));
    }

    List<AnswerField<ReceivableView>> quickDetail() {
        var fields = new ArrayList<>(quick());
        fields.add(AnswerField.list("receipts", "receipts", "收款记录", ReceivableView::receiptViews, receipts()));
        return fields;
    }

    /** Ids within a list are written as text. */
    private List<AnswerField<ReceiptView>> receipts() {
        return List.of(
                AnswerField.text(
                        "receipt",
                        "id",
                        "收款ID",
                        view -> Long.toString(view.receipt().id())),
                AnswerField.text("number", "code", "单号", view -> view.receipt().number()),
                AnswerField.decimal(
                        "amount", "money", "收款金额", view -> view.receipt().amount()),
                AnswerField.day(
                        "receivedOn",
                        "receivedate",
                        "收款日期",
                        view -> view.receipt().receivedOn()),
                AnswerField.text("state", "status", "状态", ReceiptView::state),
                AnswerField.text(
                        "remark", "remark", "备注", view -> view.receipt().remark()),
                AnswerField.text("by", "operator", "操作人", ReceiptView::name),
                AnswerField.time(
                        "at", "addtime", "登记时间", zone, view -> view.receipt().at()));
    }

    private static AnswerField<ReceivableView> id(
            String name, String wireName, String caption, Function<Receivable, Long> value) {
        return AnswerField.id(name, wireName, caption, view -> value.apply(view.receivable()));
    }

    private static AnswerField<ReceivableView> text(
            String name, String wireName, String caption, Function<Receivable, String> value) {
        return AnswerField.text(name, wireName, caption, view -> value.apply(view.receivable()));
    }

    private static AnswerField<ReceivableView> decimal(
            String name, String wireName, String caption, Function<Receivable, BigDecimal> value) {
        return AnswerField.decimal(name, wireName, caption, view -> value.apply(view.receivable()));
    }

    private static AnswerField<ReceivableView> day(
            String name, String wireName, String caption, Function<Receivable, @Nullable LocalDate> value) {
        return AnswerField.day(name, wireName, caption, view -> value.apply(view.receivable()));
    }

    private AnswerField<ReceivableView> time(String name, String wireName) {
        return AnswerField.time(
                name, wireName, "添加时间", zone, view -> view.receivable().addedAt());
    }
}
