package io.kehub.wire.inventory;

import static io.kehub.wire.inventory.DocumentSubject.ADJUSTMENT;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_IN;
import static io.kehub.wire.inventory.DocumentSubject.STOCK_OUT;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockConfirmation.Header;
import io.kehub.erp.inventory.StockConfirmation.Rest;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLine;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.ChoiceType;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 入库确认, 出库确认, 盘点确认: confirms or refuses a document. A client of v3 may send the whole document back: values that the
 * document holds change nothing, and a different one either corrects the document or is refused by name.
 */
final class StockConfirmationOperations implements OperationGroup {

    private static final Parameter<StockDocumentId> RECORD = Parameter.<StockDocumentId>named("id", "单据ID")
            .quick("id", Types.id(StockDocumentId::new))
            .v3("ord", Types.id(StockDocumentId::new))
            .required();
    private static final ChoiceType.Option<Boolean> AGREE = Types.option(3, "同意", true);
    private static final ChoiceType.Option<Boolean> REFUSE = Types.option(2, "否决", false);
    private static final Parameter<Boolean> AGREED = Parameter.<Boolean>named("agreed", "确认结果")
            .quick("status", Types.choice(AGREE, REFUSE))
            .v3("Complete1", Types.numbered(List.of(AGREE, REFUSE)))
            .required(DialectId.QUICK);
    private static final Parameter<String> OPINION = Parameter.<String>named("opinion", "库管意见")
            .quick("opinion", Types.text(2000))
            .v3("Intro2", Types.text(2000));
    private static final Parameter<Rest> REST = Parameter.<Rest>named("rest", "调拨未到部分的处理")
            .quick(
                    "rest",
                    Types.choice(
                            Types.option(0, "仍在途", Rest.IN_TRANSIT),
                            Types.option(1, "退回", Rest.RETURNED),
                            Types.option(2, "损耗", Rest.LOST)));
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").v3("intro", Types.text(2000));
    private static final Parameter<WarehouseId> WAREHOUSE =
            Parameter.<WarehouseId>named("warehouse", "入库仓库").v3("ck", Types.id(WarehouseId::new));

    private static final String ONLY_ON_PAGES = "只用于网页";

    private final StockDocuments documents;
    private final StockDocumentViews views;
    private final StockDocumentFields fields;
    private final Bins bins;
    private final Clock clock;
    private final ZoneId zone;

    StockConfirmationOperations(
            StockDocuments documents,
            StockDocumentViews views,
            StockDocumentFields fields,
            Bins bins,
            Clock clock,
            ZoneId zone) {
        this.documents = documents;
        this.views = views;
        this.fields = fields;
        this.bins = bins;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(stockIn(), stockOut(), adjustment());
    }

    private Operation<StockDocumentView> stockIn() {
        var document = new ConfirmedDocument(STOCK_IN, zone);
        return declare(document)
                .takes(WAREHOUSE, document.scanned())
                .rejectsAll(DialectId.V3, ONLY_ON_PAGES, "addressRefreshEventbox")
                .rejectsAll(DialectId.V3, "没有物流地址", "shipaddresslist", "addresslist")
                .v3(
                        Answer.done("操作成功"),
                        new Route(
                                List.of("/webapi/v3/store/KuInApplyEdit/edit", "/webapi/v3/store/kuin/surekuin/edit"),
                                Map.of()))
                .handledBy((given, call) -> decide(document, given.find(WAREHOUSE), given, call));
    }

    private Operation<StockDocumentView> stockOut() {
        var document = new ConfirmedDocument(STOCK_OUT, zone);
        return declare(document)
                .rejectsAll(DialectId.V3, ONLY_ON_PAGES, "scanCodeType", "CurrentProductId")
                .v3(
                        Answer.done("操作成功"),
                        new Route(
                                List.of(
                                        "/webapi/v3/store/KuOutApplyEdit/edit",
                                        "/webapi/v3/store/kuout/surekuout/edit"),
                                Map.of()))
                .handledBy((given, call) -> decide(document, null, given, call));
    }

    private Operation<StockDocumentView> adjustment() {
        var document = new ConfirmedDocument(ADJUSTMENT, zone);
        return declare(document).handledBy((given, call) -> decide(document, null, given, call));
    }

    /** Corrections with the same id split that line. */
    private Operation.Builder<StockDocumentView> declare(ConfirmedDocument document) {
        var subject = document.subject();
        return Operation.<StockDocumentView>declare(
                        subject.id() + "-confirm", subject.kind().caption() + "确认", subject.navigation())
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD, AGREED, OPINION, REST, StockDocumentWriting.CONFIRMED_ON, REMARK)
                .takes(List.copyOf(document.custom().values()))
                .takes(document.header().parameters())
                .takes(document.lines())
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at(subject.office("confirm")));
    }

    private StockDocumentView decide(
            ConfirmedDocument document, @Nullable WarehouseId warehouse, Arguments given, ErpCall call) {
        var id = StockDocumentWriting.requireKind(documents, document.subject(), given.get(RECORD), RECORD)
                .id();
        var opinion =
                StockDocumentWriting.withDay(given.text(OPINION), "确认日期", given, LocalDate.now(clock.withZone(zone)));
        var rows = document.rows(given);
        var corrections = corrections(document, rows, warehouse, id, given, call);
        if (given.orElse(AGREED, true)) {
            var header = new Header(given.find(REMARK), StockCustomFields.filled(given, document.custom()));
            try {
                documents.confirm(
                        id,
                        new StockConfirmation(opinion, corrections, given.orElse(REST, Rest.IN_TRANSIT), header),
                        call.user());
            } catch (ProblemException e) {
                throw rows.named(e);
            }
        } else {
            documents.refuse(id, opinion, call.user());
        }
        return views.view(id);
    }

    /** @throws ProblemException with {@code Problem.Invalid} about every value that the document does not hold */
    private List<Correction> corrections(
            ConfirmedDocument document,
            ConfirmedDocument.Rows rows,
            @Nullable WarehouseId warehouse,
            StockDocumentId id,
            Arguments given,
            ErpCall call) {
        var view = views.view(id);
        var errors = new ArrayList<FieldError>();
        document.header().check(given, new ConfirmedDocument.Held(view, views.name(call.user())), "", errors);
        var lines = new HashMap<Long, ConfirmedDocument.HeldLine>();
        for (var index = 0; index < view.lines().size(); index++) {
            var line = view.lines().get(index);
            lines.put(line.id(), new ConfirmedDocument.HeldLine(line, view, index));
        }
        var places = bins.places();
        var corrections = new ArrayList<Correction>();
        for (var index = 0; index < rows.all().size(); index++) {
            var row = rows.all().get(index);
            var path = rows.name() + "[" + index + "].";
            var held = lines.get(document.line(row));
            if (held != null) {
                document.echoes().check(row, held, path, errors);
            }
            corrections.add(document.correction(row, places, path, errors));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(errors));
        }
        return warehouse == null ? corrections : moved(corrections, view.lines(), warehouse);
    }

    /**
     * The warehouse of the header is for lines that name none. A document that is in it already is only sent back, so its lines
     * stay where they are.
     */
    private static List<Correction> moved(List<Correction> corrections, List<StockLine> lines, WarehouseId warehouse) {
        if (lines.stream().anyMatch(line -> line.warehouse().id().equals(warehouse))) {
            return corrections;
        }
        var moved = new ArrayList<Correction>();
        var corrected = new HashSet<Long>();
        for (var each : corrections) {
            corrected.add(each.line());
            moved.add(
                    each.warehouse() == null
                            ? new Correction(each.line(), each.quantity(), warehouse, each.batch(), each.further())
                            : each);
        }
        lines.stream()
                .map(StockLine::id)
                .filter(line -> !corrected.contains(line))
                .forEach(line -> moved.add(new Correction(line, null, warehouse, null)));
        return moved;
    }
}
