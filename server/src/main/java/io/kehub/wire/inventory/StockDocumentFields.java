package io.kehub.wire.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockLine;
import io.kehub.wire.operation.AnswerField;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The fields of a stock document in each dialect. */
public final class StockDocumentFields {

    private final ZoneId zone;

    StockDocumentFields(ZoneId zone) {
        this.zone = zone;
    }

    /** Old clients index rows by position: the order never changes, new columns go last (wire.md, stock-in list). */
    List<AnswerField<StockDocumentView>> ov1() {
        return List.of(
                id("ord"),
                text("title", "title", "入库主题", row -> row.document().title()),
                text("number", "rkbh", "入库编号", row -> row.document().number()),
                AnswerField.decimal(
                        "quantity", "rknum", "数量", row -> row.document().quantity()),
                text("keeper", "kgname", "库管", StockDocumentView::keeper),
                text("applicant", "sqname", "申请人", StockDocumentView::applicant),
                text("state", "rkzt", "入库状态", row -> stateText(row.document().state(), Kind.STOCK_IN)),
                text("category", "rklb", "入库类别", row -> row.document().details().category()),
                AnswerField.time(
                        "appliedAt",
                        "datesq",
                        "申请日期",
                        zone,
                        row -> row.document().application().at()),
                AnswerField.time(
                        "confirmedAt",
                        "rkDate",
                        "入库日期",
                        zone,
                        row -> row.document().decision().at()),
                text(
                        "warehouses",
                        "ckTitle",
                        "仓库",
                        row -> row.document().content().warehouses()));
    }

    List<AnswerField<StockDocumentView>> v3StockIns() {
        var fields = new ArrayList<AnswerField<StockDocumentView>>();
        fields.add(text("title", "Title", "入库主题", row -> row.document().title()));
        fields.add(id("Kuin"));
        fields.addAll(common(Kind.STOCK_IN));
        fields.add(text("number", "Rkbh", "入库编号", row -> row.document().number()));
        fields.add(AnswerField.list("lines", "KuinList", "产品明细", StockDocumentView::lines, v3Lines()));
        return fields;
    }

    List<AnswerField<StockDocumentView>> v3StockOuts() {
        var fields = new ArrayList<AnswerField<StockDocumentView>>();
        fields.add(id("Kuout"));
        fields.add(text("title", "Title", "主题", row -> row.document().title()));
        fields.add(
                text("warehouses", "Ck", "仓库", row -> row.document().content().warehouses()));
        fields.addAll(common(Kind.STOCK_OUT));
        fields.add(text("number", "Ckbh", "出库编号", row -> row.document().number()));
        fields.add(text(
                "customer", "Company", "关联客户", row -> row.document().source().customer()));
        fields.add(text(
                "contract", "Contract", "关联合同", row -> row.document().source().title()));
        fields.add(AnswerField.list("lines", "KuoutList", "产品明细", StockDocumentView::lines, v3Lines()));
        return fields;
    }

    List<AnswerField<StockDocumentView>> v3AllStockOuts() {
        return List.of(
                text("title", "title", "出库主题", row -> row.document().title()),
                text("number", "ckbh", "出库编号", row -> row.document().number()),
                AnswerField.decimal(
                        "quantity", "num", "数量", row -> row.document().quantity()),
                text(
                        "category",
                        "chukutype",
                        "出库类别",
                        row -> row.document().details().category()),
                text("status", "status", "审批状态", row -> stateText(row.document().state(), Kind.STOCK_OUT)),
                text(
                        "state",
                        "chustate",
                        "出库状态",
                        row -> stateText(row.document().state(), Kind.STOCK_OUT)),
                AnswerField.time(
                        "appliedAt",
                        "date3",
                        "日期",
                        zone,
                        row -> row.document().application().at()),
                text("keeper", "kgs", "库管", StockDocumentView::keeper),
                text("applicant", "sqname", "人员", StockDocumentView::applicant),
                id("ord"));
    }

    private List<AnswerField<StockDocumentView>> common(Kind kind) {
        return List.of(
                text("state", "Complete1", "状态", row -> stateText(row.document().state(), kind)),
                text("applicant", "Cateid", "申请人", StockDocumentView::applicant),
                AnswerField.time(
                        "appliedAt",
                        "Date3",
                        "申请日期",
                        zone,
                        row -> row.document().application().at()),
                AnswerField.time(
                        "confirmedAt",
                        "Date5",
                        "确认日期",
                        zone,
                        row -> row.document().decision().at()),
                text(
                        "opinion",
                        "Intro2",
                        "审批意见",
                        row -> row.document().decision().opinion()),
                text("remark", "Intro", "备注", row -> row.document().details().remark()),
                text("keeper", "Kg", "库管", StockDocumentView::keeper),
                text("category", "Sort1", "类别", row -> row.document().details().category()),
                AnswerField.decimal(
                        "quantity", "Num1", "数量", row -> row.document().quantity()));
    }

    private static AnswerField<StockDocumentView> id(String wireName) {
        return AnswerField.id("id", wireName, "单据ID", row -> row.document().id().value());
    }

    private static AnswerField<StockDocumentView> text(
            String name, String wireName, String caption, Function<StockDocumentView, String> value) {
        return AnswerField.text(name, wireName, caption, value);
    }

    static List<AnswerField<StockLine>> v3Lines() {
        return List.of(
                AnswerField.id("line", "Id", "明细id", StockLine::id),
                AnswerField.id(
                        "product",
                        "ProductID",
                        "产品ID",
                        line -> line.product().id().value()),
                AnswerField.text(
                        "productName", "Title", "产品名称", line -> line.product().name()),
                AnswerField.text(
                        "productCode", "Order1", "产品编号", line -> line.product().code()),
                AnswerField.text(
                        "productModel", "Type1", "产品型号", line -> line.product().model()),
                AnswerField.id("unit", "Unit", "单位", line -> line.unit().id()),
                AnswerField.text(
                        "unitName", "UnitName", "单位名称", line -> line.unit().name()),
                AnswerField.decimal("quantity", "Num1", "数量", line -> line.quantity()),
                AnswerField.id(
                        "warehouse", "Ku", "仓库", line -> line.warehouse().id().value()),
                AnswerField.text(
                        "warehouseName",
                        "KuName",
                        "仓库名称",
                        line -> line.warehouse().name()),
                AnswerField.text("batch", "Ph", "批号", line -> line.batch().number()),
                AnswerField.text("serialNumbers", "Xlh", "序列号", StockLine::serialNumbers),
                AnswerField.day(
                        "producedOn", "Datesc", "生产日期", line -> line.batch().producedOn()),
                AnswerField.day(
                        "expiresOn", "Dateyx", "有效日期", line -> line.batch().expiresOn()),
                AnswerField.decimal("price", "Price1", "单价", StockLine::price));
    }

    /** Old clients index rows by position: the order never changes, new columns go last. */
    static List<AnswerField<StockLine>> ov1Lines() {
        return List.of(
                AnswerField.id(
                        "product", "ord", "产品ID", line -> line.product().id().value()),
                AnswerField.id("line", "id", "明细id", StockLine::id),
                AnswerField.text(
                        "productName", "title", "产品名称", line -> line.product().name()),
                AnswerField.text(
                        "productCode", "order1", "产品编号", line -> line.product().code()),
                AnswerField.text(
                        "productModel", "type1", "产品型号", line -> line.product().model()),
                AnswerField.text(
                        "unitName", "unitall", "单位", line -> line.unit().name()),
                AnswerField.decimal("quantity", "num1", "申请数量", line -> line.quantity()),
                AnswerField.decimal("stocked", "num2", "入库数量", line -> line.quantity()),
                AnswerField.decimal("price", "cprice", "单价", StockLine::price),
                AnswerField.decimal(
                        "amount", "cmoney", "金额", line -> line.price().multiply(line.quantity())),
                AnswerField.text("packaging", "bz", "包装", line -> ""),
                AnswerField.text("batch", "ph", "批号", line -> line.batch().number()),
                AnswerField.day(
                        "producedOn", "datesc", "生产日期", line -> line.batch().producedOn()),
                AnswerField.day(
                        "expiresOn", "dateyx", "有效日期", line -> line.batch().expiresOn()),
                AnswerField.text(
                        "warehouse", "fullPath", "仓库", line -> line.warehouse().name()));
    }

    /** Lower case, each id is followed by its name, as in the quick reference. */
    List<AnswerField<StockDocumentView>> quick() {
        return List.of(
                id("id"),
                text("number", "code", "单据编号", row -> row.document().number()),
                text("title", "title", "主题", row -> row.document().title()),
                AnswerField.number(
                        "state",
                        "status",
                        "状态",
                        row -> stateNumber(row.document().state())),
                text(
                        "stateName",
                        "statusname",
                        "状态名称",
                        row -> stateText(row.document().state(), row.document().kind())),
                text("category", "sort", "类别", row -> row.document().details().category()),
                text(
                        "supplier",
                        "supplier",
                        "供应商",
                        row -> row.document().details().supplier()),
                text(
                        "sourceNumber",
                        "contractcode",
                        "关联合同编号",
                        row -> row.document().source().number()),
                text(
                        "customer",
                        "custname",
                        "关联客户名称",
                        row -> row.document().source().customer()),
                AnswerField.decimal(
                        "quantity", "num", "数量", row -> row.document().quantity()),
                text(
                        "warehouses",
                        "warehousename",
                        "仓库",
                        row -> row.document().content().warehouses()),
                text("applicant", "applicant", "申请人", StockDocumentView::applicant),
                AnswerField.time(
                        "appliedAt",
                        "addtime",
                        "申请时间",
                        zone,
                        row -> row.document().application().at()),
                text("keeper", "keeper", "库管", StockDocumentView::keeper),
                AnswerField.time(
                        "confirmedAt",
                        "confirmtime",
                        "确认时间",
                        zone,
                        row -> row.document().decision().at()),
                text(
                        "opinion",
                        "opinion",
                        "库管意见",
                        row -> row.document().decision().opinion()),
                text("remark", "remark", "备注", row -> row.document().details().remark()),
                AnswerField.optionalId("reverses", "reversedid", "被冲销单据ID", row -> {
                    var reversed = row.document().reverses();
                    return reversed == null ? null : reversed.value();
                }),
                AnswerField.optionalId("transfer", "transferid", "调拨出库单ID", row -> {
                    var transfer = row.document().transfer();
                    return transfer == null ? null : transfer.departure().value();
                }),
                text("transferPart", "transferpart", "调拨环节", row -> {
                    var transfer = row.document().transfer();
                    return transfer == null ? "" : partText(transfer.part());
                }));
    }

    /** The fields of {@link #quick} and the lines. */
    public List<AnswerField<StockDocumentView>> quickDetail() {
        var fields = new ArrayList<>(quick());
        fields.add(AnswerField.list("lines", "lines", "产品明细", StockDocumentView::lines, quickLines()));
        return fields;
    }

    private static List<AnswerField<StockLine>> quickLines() {
        return List.of(
                AnswerField.text("id", "id", "明细ID", line -> Long.toString(line.id())),
                AnswerField.text(
                        "product",
                        "productid",
                        "产品ID",
                        line -> Long.toString(line.product().id().value())),
                AnswerField.text(
                        "productName",
                        "productname",
                        "产品名称",
                        line -> line.product().name()),
                AnswerField.text(
                        "productCode",
                        "productcode",
                        "产品编号",
                        line -> line.product().code()),
                AnswerField.text(
                        "productModel",
                        "productmodel",
                        "产品型号",
                        line -> line.product().model()),
                AnswerField.text(
                        "unit",
                        "unitid",
                        "单位ID",
                        line -> Long.toString(line.unit().id())),
                AnswerField.text(
                        "unitName", "unitname", "单位", line -> line.unit().name()),
                AnswerField.decimal("quantity", "num", "数量", line -> line.quantity()),
                AnswerField.decimal("baseQuantity", "basenum", "基本单位数量", line -> line.baseQuantity()),
                AnswerField.text(
                        "warehouse",
                        "warehouseid",
                        "仓库ID",
                        line -> Long.toString(line.warehouse().id().value())),
                AnswerField.text(
                        "warehouseName",
                        "warehousename",
                        "仓库",
                        line -> line.warehouse().name()),
                AnswerField.text("batch", "batch", "批号", line -> line.batch().number()),
                AnswerField.text("serialNumbers", "serialnumbers", "序列号", StockLine::serialNumbers),
                AnswerField.day(
                        "producedOn",
                        "producedate",
                        "生产日期",
                        line -> line.batch().producedOn()),
                AnswerField.day(
                        "expiresOn", "expiredate", "有效日期", line -> line.batch().expiresOn()),
                AnswerField.decimal("price", "price", "单价", StockLine::price),
                AnswerField.text("remark", "remark", "备注", StockLine::remark));
    }

    /** The number of a state, the same in every dialect. */
    public static int stateNumber(State state) {
        return switch (state) {
            case PENDING -> 1;
            case REFUSED -> 2;
            case CONFIRMED -> 3;
        };
    }

    private static String partText(Part part) {
        return switch (part) {
            case DEPARTURE -> "调出";
            case ARRIVAL -> "调入";
            case RETURN -> "退回";
            case LOSS -> "损耗";
            case REVERSAL -> "冲销";
        };
    }

    /** Name of a state as shown to users, in Chinese. */
    public static String stateText(State state, Kind kind) {
        return switch (state) {
            case PENDING -> "待" + kind.caption();
            case CONFIRMED -> "已" + kind.caption();
            case REFUSED -> "否决" + kind.caption();
        };
    }
}
