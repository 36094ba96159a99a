package io.kehub.wire.inventory;

import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockConfirmation.Further;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLine;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.EchoedFields;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of a document that is confirmed: what its header and its lines take, and what they only send back. */
final class ConfirmedDocument {

    private static final String FIXED_HEADER = "确认时不能修改抬头";
    private static final String FIXED_LINE = "由明细的产品和单据决定";
    private static final int RATIO_SCALE = 6;

    /** @param caller name of the user who confirms */
    record Held(StockDocumentView view, String caller) {}

    /** @param index of the line in its document, from 0 */
    record HeldLine(StockLine line, StockDocumentView view, int index) {}

    /**
     * The rows of a request.
     *
     * @param name the domain's name of the list that holds them
     */
    record Rows(String name, List<Arguments> all) {

        /** The same error with the fields of the list that the request has used. */
        ProblemException named(ProblemException error) {
            if (!(error.problem() instanceof Problem.Invalid invalid) || name.equals(LINES)) {
                return error;
            }
            var errors = invalid.errors().stream()
                    .map(each -> each.field().startsWith(LINES + "[")
                            ? new FieldError(
                                    name + each.field().substring(LINES.length()), each.message(), each.allowed())
                            : each)
                    .toList();
            var message = errors.isEmpty()
                            || !invalid.message()
                                    .startsWith(invalid.errors().getFirst().field())
                    ? invalid.message()
                    : FieldError.summary(errors, errors.size());
            return new ProblemException(new Problem.Invalid(invalid.code(), message, errors));
        }
    }

    private static final String LINES = "lines";

    private static final Parameter<Long> LINE = Parameter.<Long>named("id", "明细id")
            .quick("id", Types.id(Long::valueOf))
            .v3("Id", Types.id(Long::valueOf))
            .required()
            .captioned(DialectId.QUICK, "明细ID");
    private static final Parameter<BigDecimal> QUANTITY = Parameter.<BigDecimal>named("quantity", "数量")
            .quick("num", Types.decimal(14, 4, true))
            .v3("Num1", Types.quantity());
    private static final Parameter<String> BATCH = Parameter.<String>named("batch", "批号")
            .quick("batch", Types.text(50))
            .v3("Ph", Types.text(50));
    private static final Parameter<String> SERIALS =
            Parameter.<String>named("serialNumbers", "序列号").v3("Xlh", Types.text(2000));
    private static final Parameter<LocalDate> PRODUCED_ON =
            Parameter.<LocalDate>named("producedOn", "生产日期").v3("Datesc", Types.day());
    private static final Parameter<LocalDate> EXPIRES_ON =
            Parameter.<LocalDate>named("expiresOn", "有效日期").v3("Dateyx", Types.day());
    private static final Parameter<LocalDate> ARRIVED_ON =
            Parameter.<LocalDate>named("arrivedOn", "到货日期").v3("Date2", Types.day());
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").v3("intro", Types.text(500));
    private static final Parameter<Optional<WarehouseId>> BIN = Parameter.<Optional<WarehouseId>>named("bin", "库位ID")
            .v3("WareHousePositionID", Types.optionalId(WarehouseId::new));
    private static final Map<Integer, Parameter<String>> LINE_CUSTOM = StockCustomFields.ofLine();

    private final DocumentSubject subject;
    private final Map<Integer, Parameter<String>> custom;
    private final EchoedFields<Held> header;
    private final EchoedFields<HeldLine> echoes;
    private final Parameter<WarehouseId> warehouse;
    private final Parameter<List<Arguments>> lines;
    private final Parameter<List<Arguments>> scanned;

    ConfirmedDocument(DocumentSubject subject, ZoneId zone) {
        this.subject = subject;
        this.custom = subject == DocumentSubject.ADJUSTMENT ? Map.of() : StockCustomFields.ofDocument(subject);
        this.header = header(subject, zone);
        this.echoes = echoed();
        this.warehouse = Parameter.<WarehouseId>named("warehouse", "仓库ID")
                .quick("warehouseid", Types.id(WarehouseId::new))
                .v3(
                        subject == DocumentSubject.STOCK_OUT ? "Ck" : "Ku",
                        Types.id(WarehouseId::new),
                        subject == DocumentSubject.STOCK_OUT ? "Ku" : "Ck")
                .captioned(DialectId.V3, "仓库");
        this.lines = Parameter.<List<Arguments>>named(LINES, "产品明细")
                .quick("lines", rows())
                .v3(
                        subject == DocumentSubject.STOCK_OUT ? "KuoutList" : "KuinList",
                        rows(),
                        subject == DocumentSubject.STOCK_OUT ? "KuinList" : "KuoutList");
        this.scanned = Parameter.<List<Arguments>>named("scanned", "扫码录入的明细").v3("Scanflist", rows());
    }

    private static EchoedFields<Held> header(DocumentSubject subject, ZoneId zone) {
        var title = EchoedFields.<Held>in(DialectId.V3)
                .withText(
                        "title",
                        "主题",
                        FIXED_HEADER,
                        held -> held.view().document().title())
                .withText(
                        "sort1",
                        "类别",
                        FIXED_HEADER,
                        held -> held.view().document().details().category());
        return subject != DocumentSubject.STOCK_OUT
                ? title
                : title.with(
                                "kgs",
                                "库管",
                                "库管是确认单据的用户",
                                held -> new WireValue.Text(held.view().keeper()),
                                held -> new WireValue.Text(held.caller()))
                        .withText(
                                "catename",
                                "申请人员",
                                FIXED_HEADER,
                                held -> held.view().applicant())
                        .with(
                                "date3",
                                "申请日期",
                                FIXED_HEADER,
                                held -> AnswerField.time(
                                        held.view().document().application().at(), zone));
    }

    private static EchoedFields<HeldLine> echoed() {
        return EchoedFields.<HeldLine>in(DialectId.V3)
                .with(
                        "ord",
                        "产品ID",
                        FIXED_LINE,
                        held -> number(held.line().product().id().value()))
                .with(
                        "ProductID",
                        "产品ID",
                        FIXED_LINE,
                        held -> number(held.line().product().id().value()))
                .withText(
                        "title",
                        "产品名称",
                        FIXED_LINE,
                        held -> held.line().product().name())
                .withText(
                        "order1",
                        "编号",
                        FIXED_LINE,
                        held -> held.line().product().code())
                .withText(
                        "type1", "型号", FIXED_LINE, held -> held.line().product().model())
                .with(
                        "unit",
                        "单位",
                        FIXED_LINE,
                        held -> number(held.line().unit().id()))
                .withText(
                        "unitname",
                        "单位名称",
                        FIXED_LINE,
                        held -> held.line().unit().name())
                .withText(
                        "KuName",
                        "仓库名称",
                        "仓库写编号",
                        held -> held.line().warehouse().name())
                .with(
                        "price1",
                        "单价",
                        "成本用入库成本修改接口修改",
                        held -> AnswerField.decimal(held.line().price()))
                .with(
                        "maxnum",
                        "最大数量",
                        FIXED_LINE,
                        held -> AnswerField.decimal(held.line().quantity()))
                .with(
                        "zdNum1",
                        "指定数量",
                        "数量写 num1",
                        held -> AnswerField.decimal(held.line().quantity()))
                .with("bl", "单位比例", FIXED_LINE, held -> AnswerField.decimal(ratio(held.line())))
                .with("rowinx", "行号", FIXED_LINE, held -> number(held.index()), held -> number(held.index() + 1L))
                .withText("detail", "明细说明", "说明写 intro", held -> "")
                .withText(
                        "sort1",
                        "类别",
                        FIXED_LINE,
                        held -> held.view().document().details().category())
                .with(
                        "caigoulist",
                        "关联明细",
                        FIXED_LINE,
                        held -> number(held.line().sourceLine()))
                .with("FromID", "关联明细", FIXED_LINE, held -> number(held.line().sourceLine()))
                .with(
                        "MergeKuoutListIds",
                        "合并的明细",
                        FIXED_LINE,
                        held -> new WireValue.Text(""),
                        held -> number(held.line().id()));
    }

    private static WireValue number(long number) {
        return WireValue.Number.of(number);
    }

    private static BigDecimal ratio(StockLine line) {
        return line.quantity().signum() == 0
                ? BigDecimal.ONE
                : line.baseQuantity().divide(line.quantity(), RATIO_SCALE, RoundingMode.HALF_UP);
    }

    /** What the ERP documents for confirmed lines and KeHub does not have. */
    private static List<Parameter<?>> unsupported() {
        return Stream.of(
                        Parameter.rejectedAll(
                                DialectId.V3,
                                "产品没有辅助单位和属性",
                                "ProductAttr1",
                                "ProductAttr2",
                                "AssistUnit",
                                "AssistNum",
                                "assistunitname"),
                        Parameter.rejectedAll(DialectId.V3, "没有包装", "bz", "js", "UDI", "PackCode", "packCanIn"),
                        Parameter.rejectedAll(DialectId.V3, "没有附件", "FileID"),
                        Parameter.rejectedAll(DialectId.V3, "初始入库时间由系统记录", "SourceInDate"),
                        Parameter.rejectedAll(DialectId.V3, "确认时不能修改关联采购", "caigou"),
                        Parameter.rejectedAll(DialectId.V3, "没有生产订单", "M2_OrderID"),
                        Parameter.rejectedAll(DialectId.V3, "只用于网页", "CkPageType"),
                        Parameter.rejectedAll(
                                DialectId.V3, "没有扫码出库", "Scan_Txm", "Scan_WebsiteQRCode", "Scan_TextQRCode"))
                .flatMap(List::stream)
                .toList();
    }

    private InputType<List<Arguments>> rows() {
        var columns = new ArrayList<Parameter<?>>(List.of(LINE, QUANTITY, warehouse, BATCH));
        columns.addAll(List.of(SERIALS, PRODUCED_ON, EXPIRES_ON, ARRIVED_ON, REMARK, BIN));
        columns.addAll(LINE_CUSTOM.values());
        columns.addAll(echoes.parameters());
        columns.addAll(unsupported());
        return new ListType<>(columns, given -> given, StockDocuments.MAX_LINES);
    }

    DocumentSubject subject() {
        return subject;
    }

    Map<Integer, Parameter<String>> custom() {
        return custom;
    }

    EchoedFields<Held> header() {
        return header;
    }

    EchoedFields<HeldLine> echoes() {
        return echoes;
    }

    Parameter<List<Arguments>> lines() {
        return lines;
    }

    /** Lines that were scanned; they are corrected like the others. */
    Parameter<List<Arguments>> scanned() {
        return scanned;
    }

    /** @throws ProblemException with {@code Problem.Invalid} if a request has both kinds of rows */
    Rows rows(Arguments given) {
        var all = given.orElse(lines, List.of());
        var others = subject == DocumentSubject.STOCK_IN
                ? given.orElse(scanned, List.<Arguments>of())
                : List.<Arguments>of();
        if (!all.isEmpty() && !others.isEmpty()) {
            throw new ProblemException(
                    Problem.Invalid.field(scanned.name(), "明细写了两处，无法确定以哪一处为准", "明细只写在 KuinList 或 Scanflist 中的一处"));
        }
        return others.isEmpty() ? new Rows(LINES, all) : new Rows(scanned.name(), others);
    }

    long line(Arguments row) {
        return row.get(LINE);
    }

    Correction correction(Arguments row, Bins.Places places, String path, List<FieldError> errors) {
        return new Correction(
                row.get(LINE),
                row.find(QUANTITY),
                places.place(row.find(warehouse), row.find(BIN), path, errors),
                row.find(BATCH),
                new Further(
                        row.find(SERIALS),
                        row.find(PRODUCED_ON),
                        row.find(EXPIRES_ON),
                        row.find(REMARK),
                        row.find(ARRIVED_ON),
                        StockCustomFields.filled(row, LINE_CUSTOM)));
    }
}
