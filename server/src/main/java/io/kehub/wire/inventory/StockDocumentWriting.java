package io.kehub.wire.inventory;

import static io.kehub.wire.inventory.DocumentSubject.ADJUSTMENT;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_IN;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_OUT;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.CustomTexts;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds, confirms, refuses and reverses stock documents, and changes the costs of a stock-in. */
final class StockDocumentWriting implements OperationGroup {

    private static final Parameter<StockDocumentId> RECORD = Parameter.<StockDocumentId>named("id", "单据ID")
            .quick("id", Types.id(StockDocumentId::new))
            .v3("ord", Types.id(StockDocumentId::new))
            .required();
    private static final Parameter<String> TITLE = Parameter.<String>named("title", "主题")
            .quick("title", Types.text(200))
            .v3("title", Types.text(200))
            .required(DialectId.V3);
    private static final Parameter<String> NUMBER = Parameter.<String>named("number", "单据编号")
            .quick("code", Types.text(50))
            .v3("rkbh", Types.text(50))
            .captioned(DialectId.V3, "入库编号");
    private static final Parameter<String> SUPPLIER = Parameter.<String>named("supplier", "供应商")
            .quick("supplier", Types.text(200))
            .v3("gysname", Types.text(200));
    private static final Parameter<String> STOCK_IN_CATEGORY =
            category(STOCK_IN).constant(DialectId.V3, "直接入库");
    private static final Parameter<String> STOCK_OUT_CATEGORY = category(STOCK_OUT);
    private static final Parameter<String> ADJUSTMENT_CATEGORY = category(ADJUSTMENT);
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").quick("remark", Types.text(2000));
    private static final Parameter<Boolean> AT_ONCE = Parameter.<Boolean>named("confirm", "是否直接确认")
            .quick("confirm", Types.flag())
            .constant(DialectId.V3, true);

    /** A document takes effect when it is confirmed; the ERP's clients state that day, too. */
    static final Parameter<LocalDate> CONFIRMED_ON =
            Parameter.<LocalDate>named("confirmedOn", "确认时间").v3("Date5", Types.day());

    private static final Map<Integer, Parameter<String>> CUSTOM = StockCustomFields.ofDocument(STOCK_IN);
    private static final Parameter<Long> LINE = Parameter.<Long>named("id", "明细id")
            .v3("Id", Types.id(Long::valueOf))
            .required();

    private static final Parameter<BigDecimal> COST = Parameter.<BigDecimal>named("price", "成本单价")
            .v3("Price1", Types.quantity())
            .required();
    private static final Parameter<List<StockDocuments.Price>> COSTS = Parameter.<List<StockDocuments.Price>>named(
                    "lines", "入库明细")
            .v3(
                    "KuinList",
                    new ListType<>(
                            List.of(LINE, COST),
                            given -> new StockDocuments.Price(given.get(LINE), given.get(COST)),
                            StockDocuments.MAX_LINES))
            .required();

    private final StockDocuments documents;
    private final StockDocumentViews views;
    private final StockDocumentFields fields;
    private final DocumentedLines lines;
    private final Clock clock;
    private final ZoneId zone;

    StockDocumentWriting(
            StockDocuments documents,
            StockDocumentViews views,
            StockDocumentFields fields,
            DocumentedLines lines,
            Clock clock,
            ZoneId zone) {
        this.lines = lines;
        this.clock = clock;
        this.zone = zone;
        this.documents = documents;
        this.views = views;
        this.fields = fields;
    }

    private static Parameter<String> category(DocumentSubject subject) {
        return Parameter.<String>named("category", "类别").quick("sort", Types.entryText(subject.categories()));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                stockInAdd(),
                adding(STOCK_OUT, STOCK_OUT_CATEGORY, StockLineParameters.LINES),
                adding(ADJUSTMENT, ADJUSTMENT_CATEGORY, StockLineParameters.DIFFERENCES),
                reversing(STOCK_IN),
                reversing(STOCK_OUT),
                reversing(ADJUSTMENT),
                costs());
    }

    private Operation<StockDocumentView> stockInAdd() {
        return declareAdding(STOCK_IN, STOCK_IN_CATEGORY, StockLineParameters.DOCUMENTED_LINES)
                .takes(List.copyOf(CUSTOM.values()))
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/store/kuin/add"))
                .handledBy((given, call) -> {
                    var drafts = lines.drafts(given.get(StockLineParameters.DOCUMENTED_LINES), call.dialect());
                    var custom = CustomTexts.NONE.with(StockCustomFields.filled(given, CUSTOM));
                    return add(STOCK_IN, STOCK_IN_CATEGORY, drafts, custom, given, call);
                });
    }

    private Operation<StockDocumentView> adding(
            DocumentSubject subject, Parameter<String> category, Parameter<List<StockLineDraft>> lines) {
        return declareAdding(subject, category, lines)
                .handledBy((given, call) -> add(subject, category, given.get(lines), CustomTexts.NONE, given, call));
    }

    private Operation.Builder<StockDocumentView> declareAdding(
            DocumentSubject subject, Parameter<String> category, Parameter<?> lines) {
        return Operation.<StockDocumentView>declare(
                        subject.id() + "-add", subject.kind().caption() + "单添加", subject.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(TITLE, NUMBER, category, SUPPLIER, REMARK, AT_ONCE, CONFIRMED_ON, lines)
                .quick(Answer.single("添加成功", fields.quickDetail()), Route.at(subject.office("add")));
    }

    private StockDocumentView add(
            DocumentSubject subject,
            Parameter<String> category,
            List<StockLineDraft> drafts,
            CustomTexts custom,
            Arguments given,
            ErpCall call) {
        var draft = StockDocumentDraft.of(drafts)
                .withCustom(custom)
                .withNumber(given.text(NUMBER))
                .withTitle(given.text(TITLE))
                .withCategory(given.text(category))
                .withSupplier(given.text(SUPPLIER))
                .withRemark(withDay(given.text(REMARK), "入库日期", given));
        return views.view(
                given.orElse(AT_ONCE, false)
                        ? documents.post(subject.kind(), draft, call.user())
                        : documents.apply(subject.kind(), draft, call.user()));
    }

    /** A document takes effect when it is confirmed; another day that the client states is recorded in the text. */
    private String withDay(String text, String caption, Arguments given) {
        return withDay(text, caption, given, LocalDate.now(clock.withZone(zone)));
    }

    static String withDay(String text, String caption, Arguments given, LocalDate today) {
        var stated = given.find(CONFIRMED_ON);
        return stated == null || stated.equals(today) ? text : text + "（" + caption + " " + stated + "）";
    }

    private StockDocumentId document(DocumentSubject subject, Arguments given) {
        return requireKind(documents, subject, given.get(RECORD), RECORD).id();
    }

    /**
     * The document.
     *
     * @throws ProblemException if there is none, or if it is of another kind
     */
    static StockDocument requireKind(
            StockDocuments documents, DocumentSubject subject, StockDocumentId id, Parameter<?> record) {
        var document = documents.find(id).orElseThrow(() -> StockDocuments.unknown(id));
        if (document.kind() != subject.kind()) {
            var caption = subject.kind().caption();
            throw new ProblemException(Problem.Invalid.field(
                    record.name(), "编号为 " + id.value() + " 的单据不是" + caption + "单", caption + "单的编号"));
        }
        return document;
    }

    /** Adds the document that undoes another, and returns it. */
    private Operation<StockDocumentView> reversing(DocumentSubject subject) {
        return Operation.<StockDocumentView>declare(
                        subject.id() + "-reverse", subject.kind().caption() + "冲销", subject.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at(subject.office("reverse")))
                .handledBy((given, call) -> views.view(documents.reverse(document(subject, given), call.user())));
    }

    private Operation<StockDocumentId> costs() {
        return Operation.<StockDocumentId>declare("stock-in-costs", "入库成本修改", STOCK_IN.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD, COSTS)
                .v3(Answer.done("修改成功"), Route.at("/webapi/v3/store/kuin/costmodify/edit"))
                .handledBy((given, call) -> {
                    documents.changePrices(given.get(RECORD), given.get(COSTS));
                    return given.get(RECORD);
                });
    }
}
