package io.kehub.wire.inventory;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.Warehouse;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.Page;
import io.kehub.kernel.Text;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.InputType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** 仓库, 库位 (catalog: 库存查看仓库). */
final class WarehouseOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"库存栏目", "库存查看", "仓库对接"};

    private static final Parameter<String> NAME =
            Parameter.<String>named("name", "名称").v3("Sort1", Types.words(50), "Title");
    private static final Parameter<WarehouseId> PARENT =
            Parameter.<WarehouseId>named("parent", "所属仓库").v3("Store", Types.id(WarehouseId::new));
    private static final Parameter<Boolean> DISABLED = Parameter.<Boolean>named("disabled", "状态")
            .v3("Del", Types.numbered(List.of(Types.option(1, "正常", false), Types.option(2, "停用", true))));

    private final Warehouses warehouses;

    WarehouseOperations(Warehouses warehouses) {
        this.warehouses = warehouses;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), places(), options());
    }

    private Operation<Page<Warehouse>> listing() {
        return Operation.<Page<Warehouse>>declare("warehouse-list", "获取仓库列表", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, NAME, DISABLED)
                .v3ReadByGet(
                        Answer.paged(
                                "操作成功",
                                List.of(
                                        AnswerField.id(
                                                "id",
                                                "Ord",
                                                "仓库ID",
                                                each -> each.id().value()),
                                        AnswerField.text("name", "Sort1", "仓库名称", Warehouse::name),
                                        AnswerField.text("importance", "Gate1", "重要指数", each -> ""),
                                        AnswerField.text("state", "Del", "状态", each -> each.enabled() ? "正常" : "停用"),
                                        AnswerField.text("code", "StoreCode", "条码", Warehouse::code),
                                        AnswerField.text("remark", "StoreComment", "备注", Warehouse::remark),
                                        AnswerField.text("fullPath", "FullPath", "仓库对应全路径", Warehouse::fullPath),
                                        AnswerField.text(
                                                "rootPath",
                                                "RootPath",
                                                "仓库对应根分类",
                                                each -> each.fullPath().split("/", 2)[0]))),
                        Route.at("/webapi/v3/store/WareHouseStructList"))
                .handledBy((given, call) -> page(given, call, each -> each.parent() == null));
    }

    private Operation<Page<Warehouse>> places() {
        return Operation.<Page<Warehouse>>declare("warehouse-place-list", "库位列表", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, NAME, PARENT)
                .v3ReadByGet(
                        Answer.paged(
                                "操作成功",
                                List.of(
                                        AnswerField.id(
                                                "id",
                                                "ID",
                                                "库位ID",
                                                each -> each.id().value()),
                                        AnswerField.text("name", "Title", "库位名称", Warehouse::name),
                                        AnswerField.optionalId(
                                                "parent",
                                                "Sortck",
                                                "所属仓库ID",
                                                each -> each.parent() == null
                                                        ? null
                                                        : each.parent().value()),
                                        AnswerField.text(
                                                "state", "Status", "库位状态", each -> each.enabled() ? "正常" : "停用"),
                                        AnswerField.text("remark", "Intro", "备注", Warehouse::remark),
                                        AnswerField.text("fullPath", "FullPath", "树形全路径", Warehouse::fullPath))),
                        Route.at("/webapi/v3/uview/stock/Pages/WareHouse/SettingApiList"))
                .handledBy((given, call) -> {
                    var parent = given.find(PARENT);
                    return page(
                            given,
                            call,
                            each -> each.parent() != null && (parent == null || parent.equals(each.parent())));
                });
    }

    /** Warehouses are few: all are read, and the page is cut out of them. */
    private Page<Warehouse> page(Arguments given, ErpCall call, Predicate<Warehouse> wanted) {
        var part = Text.folded(given.text(NAME));
        var disabled = given.find(DISABLED);
        var found = warehouses.all().reversed().stream()
                .filter(wanted)
                .filter(each -> Text.folded(each.name()).contains(part))
                .filter(each -> disabled == null || disabled != each.enabled())
                .toList();
        return Paging.cut(given, call, found, each -> each.id().value());
    }

    private Operation<List<InputType.Option>> options() {
        return Operation.<List<InputType.Option>>declare("warehouse-options", "获取仓库列表", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .helper(
                        Answer.options("操作成功", options -> options),
                        Route.helper("Store/Stock/StockHandler/GetWarehouses"))
                .handledBy((given, call) -> warehouses.all().stream()
                        .filter(Warehouse::enabled)
                        .filter(each -> each.parent() == null)
                        .map(each ->
                                new InputType.Option(Long.toString(each.id().value()), each.name()))
                        .toList());
    }
}
