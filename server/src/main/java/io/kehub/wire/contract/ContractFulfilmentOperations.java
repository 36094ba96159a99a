package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.ContractClosure;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.contract.ContractFulfilment;
import io.kehub.erp.contract.ContractFulfilment.Line;
import io.kehub.erp.contract.ContractFulfilment.Overview;
import io.kehub.erp.contract.ContractFulfilment.Wanted;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.Reservations.Promise;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.inventory.StockDocumentFields;
import io.kehub.wire.inventory.StockDocumentView;
import io.kehub.wire.inventory.StockDocumentViews;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 合同执行: delivery state, stock-outs, closing and reopening of a contract. {@code contract-stock-out} is not a form of
 * {@code stock-out-add}: it takes lines of a contract, is limited to their open quantities, and never confirms at once.
 */
final class ContractFulfilmentOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同执行"};

    private static final Parameter<ContractId> RECORD = Parameter.<ContractId>named("id", "合同ID")
            .quick("id", Types.id(ContractId::new))
            .required();
    private static final Parameter<Long> LINE = Parameter.<Long>named("line", "合同明细ID")
            .quick("lineid", Types.id(Long::valueOf))
            .required();
    private static final Parameter<BigDecimal> QUANTITY =
            Parameter.<BigDecimal>named("quantity", "数量，不填为全部待申请数量").quick("num", Types.quantity());
    private static final Parameter<WarehouseId> WAREHOUSE =
            Parameter.<WarehouseId>named("warehouse", "仓库ID").quick("warehouseid", Types.id(WarehouseId::new));
    private static final Parameter<List<Wanted>> LINES = Parameter.<List<Wanted>>named("lines", "明细，不填为全部待申请数量")
            .quick(
                    "lines",
                    new ListType<>(
                            List.of(LINE, QUANTITY, WAREHOUSE),
                            given -> new Wanted(given.get(LINE), given.find(QUANTITY), given.find(WAREHOUSE)),
                            StockDocuments.MAX_LINES));
    private static final Parameter<String> REASON =
            Parameter.<String>named("reason", "原因").quick("reason", Types.text(500));
    private static final Parameter<String> STATE = Parameter.<String>named("state", "终止后的合同状态")
            .quick("status", Types.entryText(DictionaryName.CONTRACT_STATE));

    /** @param names of the users who closed or reopened the contract */
    private record View(Overview overview, Map<UserId, String> names) {

        List<ClosureView> closures() {
            return overview.closures().stream()
                    .map(each -> new ClosureView(each, names.getOrDefault(each.by(), "")))
                    .toList();
        }
    }

    private record ClosureView(ContractClosure closure, String name) {}

    private final ContractFulfilment fulfilment;
    private final StockDocumentViews documents;
    private final StockDocumentFields documentFields;
    private final Users users;
    private final ZoneId zone;

    ContractFulfilmentOperations(
            ContractFulfilment fulfilment,
            StockDocumentViews documents,
            StockDocumentFields documentFields,
            Users users,
            ZoneId zone) {
        this.fulfilment = fulfilment;
        this.documents = documents;
        this.documentFields = documentFields;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(overview(), stockOut(), closing(), reopening());
    }

    private Operation<View> overview() {
        return Operation.<View>declare("contract-fulfilment", "合同执行情况", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(RECORD)
                .quick(Answer.single("操作成功", fields()), Route.at("/webapi/v3/office/contract/fulfilment"))
                .handledBy((given, call) -> view(given.get(RECORD), call));
    }

    /** Requests a stock-out for some lines, or for everything that is open. */
    private Operation<StockDocumentView> stockOut() {
        return Operation.<StockDocumentView>declare("contract-stock-out", "合同申请出库", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(RECORD, LINES)
                .quick(
                        Answer.single("添加成功", documentFields.quickDetail()),
                        Route.at("/webapi/v3/office/contract/stockout"))
                .handledBy((given, call) -> documents.view(fulfilment.requestStockOut(
                        given.get(RECORD), given.orElse(LINES, List.of()), call.user(), call.scope())));
    }

    private Operation<View> closing() {
        return Operation.<View>declare("contract-close", "合同终止", NAVIGATION)
                .needs(Permission.APPROVE_CONTRACTS)
                .takes(RECORD, REASON, STATE)
                .quick(Answer.single("操作成功", fields()), Route.at("/webapi/v3/office/contract/close"))
                .handledBy((given, call) -> {
                    fulfilment.close(
                            given.get(RECORD), given.text(REASON), given.text(STATE), call.user(), call.scope());
                    return view(given.get(RECORD), call);
                });
    }

    private Operation<View> reopening() {
        return Operation.<View>declare("contract-reopen", "合同恢复", NAVIGATION)
                .needs(Permission.APPROVE_CONTRACTS)
                .takes(RECORD, REASON)
                .quick(Answer.single("操作成功", fields()), Route.at("/webapi/v3/office/contract/reopen"))
                .handledBy((given, call) -> {
                    fulfilment.reopen(given.get(RECORD), given.text(REASON), call.user(), call.scope());
                    return view(given.get(RECORD), call);
                });
    }

    private View view(ContractId id, ErpCall call) {
        var overview = fulfilment.of(id, call.scope());
        return new View(
                overview,
                users.names(
                        overview.closures().stream().map(ContractClosure::by).collect(Collectors.toSet())));
    }

    private List<AnswerField<View>> fields() {
        return List.of(
                AnswerField.id(
                        "id",
                        "id",
                        "合同ID",
                        view -> view.overview().contract().id().value()),
                AnswerField.text(
                        "number",
                        "code",
                        "合同编号",
                        view -> view.overview().contract().number()),
                AnswerField.text(
                        "state",
                        "status",
                        "合同状态",
                        view -> view.overview().contract().text(ContractField.STATE)),
                AnswerField.number(
                        "closed",
                        "closed",
                        "是否终止",
                        view -> view.overview().contract().closed() ? 1 : 0),
                AnswerField.text(
                        "deliveryProgress",
                        "ckjz",
                        "出库进展",
                        view -> ContractListOperations.progress(
                                "出库", view.overview().contract().deliveryProgress())),
                AnswerField.list(
                        "lines", "lines", "合同明细", view -> view.overview().lines(), lineFields()),
                AnswerField.list(
                        "stockOuts", "stockouts", "出库单", view -> view.overview().stockOuts(), stockOutFields()),
                AnswerField.list("closures", "closures", "终止与恢复记录", View::closures, closureFields()));
    }

    private static List<AnswerField<Line>> lineFields() {
        return List.of(
                AnswerField.text(
                        "id", "id", "明细ID", line -> Long.toString(line.line().id())),
                AnswerField.text(
                        "product",
                        "productid",
                        "产品ID",
                        line -> Long.toString(line.line().terms().product().value())),
                AnswerField.text(
                        "productName",
                        "productname",
                        "产品名称",
                        line -> line.line().labels().productName()),
                AnswerField.text(
                        "unitName",
                        "unitname",
                        "单位",
                        line -> line.line().labels().unitName()),
                AnswerField.decimal(
                        "quantity", "num", "数量", line -> line.line().terms().quantity()),
                AnswerField.decimal(
                        "baseQuantity", "basenum", "基本单位数量", line -> line.line().baseQuantity()),
                promiseQuantity("delivered", "delivered", "已出库数量", Promise::delivered),
                promiseQuantity("reserved", "reserved", "预定数量", Promise::reserved),
                promiseQuantity("waiting", "waiting", "待确认出库数量", Promise::waiting),
                promiseQuantity("open", "open", "待申请出库数量", Promise::unassigned));
    }

    /** A quantity in base units. */
    private static AnswerField<Line> promiseQuantity(
            String name, String wireName, String caption, Function<Promise, BigDecimal> value) {
        return AnswerField.decimal(name, wireName, caption, line -> quantity(line.promise(), value));
    }

    private static BigDecimal quantity(@Nullable Promise promise, Function<Promise, BigDecimal> value) {
        return promise == null ? BigDecimal.ZERO : value.apply(promise);
    }

    private static List<AnswerField<StockDocument>> stockOutFields() {
        return List.of(
                AnswerField.text(
                        "id",
                        "id",
                        "单据ID",
                        document -> Long.toString(document.id().value())),
                AnswerField.text("number", "code", "单据编号", StockDocument::number),
                AnswerField.number(
                        "state", "status", "状态", document -> StockDocumentFields.stateNumber(document.state())),
                AnswerField.text(
                        "stateName",
                        "statusname",
                        "状态名称",
                        document -> StockDocumentFields.stateText(document.state(), document.kind())),
                AnswerField.decimal("quantity", "num", "数量", StockDocument::quantity),
                AnswerField.text("reverses", "reversedid", "被冲销单据ID", document -> {
                    var reversed = document.reverses();
                    return reversed == null ? "" : Long.toString(reversed.value());
                }));
    }

    private List<AnswerField<ClosureView>> closureFields() {
        return List.of(
                AnswerField.number(
                        "closed", "closed", "是否终止", each -> each.closure().closed() ? 1 : 0),
                AnswerField.text(
                        "reason", "reason", "原因", each -> each.closure().reason()),
                AnswerField.text("by", "operator", "操作人", ClosureView::name),
                AnswerField.time(
                        "at", "time", "时间", zone, each -> each.closure().at()));
    }
}
