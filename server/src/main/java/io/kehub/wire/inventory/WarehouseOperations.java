package io.kehub.wire.inventory;

import io.kehub.erp.access.Permission;
import io.kehub.erp.inventory.Warehouse;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.Page;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 仓库, 库位 (catalog: 库存查看仓库). */
final class WarehouseOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"库存栏目", "库存查看", "仓库对接"};

    private static final Parameter<String> NAME = Parameter.<String>named("name", "仓库名称")
            .quick("name", Types.text(50))
            .v3("Sort1", Types.text(50), "Title");
    private static final Parameter<WarehouseId> PARENT = Parameter.<WarehouseId>named("parent", "所属仓库ID")
            .quick("parentid", Types.id(WarehouseId::new))
            .v3("Store", Types.id(WarehouseId::new));
    private static final Parameter<Boolean> DISABLED = Parameter.<Boolean>named("disabled", "状态")
            .quick("status", Types.choice(Types.option(1, "正常", false), Types.option(0, "停用", true)))
            .v3("Del", Types.numbered(List.of(Types.option(1, "正常", false), Types.option(2, "停用", true))))
            .constant(DialectId.HELPER, false);

    private static final Parameter<Boolean> BIN_DISABLED = Parameter.<Boolean>named("disabled", "库位状态")
            .v3("Status", Types.choice(Types.option(1, "正常", false), Types.option(2, "停用", true)));

    private static final Parameter<WarehouseId> RECORD = Parameter.<WarehouseId>named("id", "仓库ID")
            .quick("id", Types.id(WarehouseId::new))
            .required();
    private static final Parameter<String> NEW_NAME = Parameter.<String>named("name", "仓库名称")
            .quick("name", Types.text(50))
            .required();
    private static final Parameter<String> CODE =
            Parameter.<String>named("code", "条码").quick("code", Types.text(50));
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").quick("remark", Types.text(500));
    private static final Parameter<Boolean> ENABLED = Parameter.<Boolean>named("enabled", "状态")
            .quick("status", Types.choice(Types.option(1, "正常", true), Types.option(0, "停用", false)));

    /** All warehouses of a list, and the requested page of them. */
    private record Found(List<Warehouse> all, Page<Warehouse> page) {}

    private final Warehouses warehouses;
    private final ZoneId zone;

    WarehouseOperations(Warehouses warehouses, ZoneId zone) {
        this.zone = zone;
        this.warehouses = warehouses;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), bins(), adding(), changing());
    }

    private Operation<Found> listing() {
        return Operation.<Found>declare("warehouse-list", "获取仓库列表", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, NAME, DISABLED)
                .without(DialectId.HELPER, Paging.INDEX, Paging.SIZE)
                .quick(Answer.paged("操作成功", Found::page, quickFields()), Route.at("/webapi/v3/office/warehouse/list"))
                .helper(
                        Answer.options("操作成功", WarehouseOperations::options),
                        Route.helper("Store/Stock/StockHandler/GetWarehouses"))
                .v3ReadByGet(
                        Answer.paged(
                                "操作成功",
                                Found::page,
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
                .handledBy((given, call) -> found(given, call, given.find(DISABLED), each -> each.parent() == null));
    }

    private Operation<Found> bins() {
        return Operation.<Found>declare("warehouse-place-list", "库位列表", NAVIGATION)
                .needs(Permission.READ_STOCK)
                .takes(Paging.INDEX, Paging.SIZE, NAME, PARENT, DISABLED, BIN_DISABLED)
                .without(DialectId.V3, DISABLED)
                .quick(Answer.paged("操作成功", Found::page, quickFields()), Route.at("/webapi/v3/office/place/list"))
                .v3ReadByGet(
                        Answer.paged(
                                "操作成功",
                                Found::page,
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
                                        AnswerField.text("fullPath", "FullPath", "树形全路径", Warehouse::fullPath),
                                        // a bin takes any products and batches, and has no coordinates
                                        AnswerField.text("productMixing", "ProductMixing", "产品混放", each -> "允许"),
                                        AnswerField.text("batchMixing", "BatchMixing", "批次混放", each -> "允许"),
                                        AnswerField.text("order", "Order", "库位顺序", each -> ""),
                                        AnswerField.text("area", "Area", "区域", each -> ""),
                                        AnswerField.text("row", "Row", "排", each -> ""),
                                        AnswerField.text("column", "Column", "列", each -> ""),
                                        AnswerField.text("layer", "Layer", "层", each -> ""),
                                        AnswerField.text("cell", "Cell", "格", each -> ""),
                                        AnswerField.optionalId(
                                                "addedBy",
                                                "Creator",
                                                "创建人ID",
                                                each -> id(each.history().addedBy())),
                                        AnswerField.time(
                                                "addedAt",
                                                "InDate",
                                                "添加时间",
                                                zone,
                                                each -> each.history().addedAt()),
                                        AnswerField.optionalId(
                                                "changedBy",
                                                "UpUser",
                                                "修改人ID",
                                                each -> id(each.history().changedBy())),
                                        AnswerField.time(
                                                "changedAt",
                                                "UpTime",
                                                "修改时间",
                                                zone,
                                                each -> each.history().changedAt()))),
                        Route.at("/webapi/v3/uview/stock/Pages/WareHouse/SettingApiList"))
                .handledBy((given, call) -> {
                    var parent = given.find(PARENT);
                    var disabled = given.find(BIN_DISABLED);
                    return found(
                            given,
                            call,
                            disabled == null ? given.find(DISABLED) : disabled,
                            each -> each.parent() != null && (parent == null || parent.equals(each.parent())));
                });
    }

    private static @Nullable Long id(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    /** There are few warehouses: reads all and cuts the page out of them. */
    private Found found(Arguments given, ErpCall call, @Nullable Boolean disabled, Predicate<Warehouse> wanted) {
        var part = Text.folded(given.text(NAME));
        var found = warehouses.all().reversed().stream()
                .filter(wanted)
                .filter(each -> Text.folded(each.name()).contains(part))
                .filter(each -> disabled == null || disabled != each.enabled())
                .toList();
        return new Found(found, Paging.cut(given, call, found, each -> each.id().value()));
    }

    /** All warehouses, oldest first. */
    private static List<InputType.Option> options(Found found) {
        return found.all().reversed().stream()
                .map(each -> new InputType.Option(Long.toString(each.id().value()), each.name()))
                .toList();
    }

    private static List<AnswerField<Warehouse>> quickFields() {
        return List.of(
                AnswerField.id("id", "id", "仓库ID", each -> each.id().value()),
                AnswerField.optionalId(
                        "parent",
                        "parentid",
                        "所属仓库ID",
                        each -> each.parent() == null ? null : each.parent().value()),
                AnswerField.text("name", "name", "仓库名称", Warehouse::name),
                AnswerField.text("fullPath", "fullpath", "全路径", Warehouse::fullPath),
                AnswerField.text("code", "code", "条码", Warehouse::code),
                AnswerField.text("remark", "remark", "备注", Warehouse::remark),
                AnswerField.number("enabled", "status", "状态", each -> each.enabled() ? 1 : 0));
    }

    /** Adds a warehouse, or a bin if a parent is given. */
    private Operation<Warehouse> adding() {
        return Operation.<Warehouse>declare("warehouse-add", "仓库添加", NAVIGATION)
                .needs(Permission.WRITE_STOCK)
                .takes(PARENT, NEW_NAME, CODE, REMARK)
                .quick(Answer.single("添加成功", quickFields()), Route.at("/webapi/v3/office/warehouse/add"))
                .handledBy((given, call) -> find(warehouses.add(
                        given.find(PARENT), given.get(NEW_NAME), given.text(CODE), given.text(REMARK), call.user())));
    }

    private Operation<Warehouse> changing() {
        return Operation.<Warehouse>declare("warehouse-edit", "仓库修改", NAVIGATION)
                .needs(Permission.WRITE_STOCK)
                .takes(RECORD, NAME, CODE, REMARK, ENABLED)
                .quick(Answer.single("修改成功", quickFields()), Route.at("/webapi/v3/office/warehouse/edit"))
                .handledBy((given, call) -> {
                    given.requireAny(call.dialect(), NAME, CODE, REMARK, ENABLED);
                    warehouses.change(
                            given.get(RECORD),
                            present -> new Warehouse(
                                    present.id(),
                                    present.parent(),
                                    given.text(NAME, present.name()),
                                    given.text(CODE, present.code()),
                                    given.text(REMARK, present.remark()),
                                    given.orElse(ENABLED, present.enabled()),
                                    present.usable(),
                                    present.fullPath(),
                                    present.history()),
                            call.user());
                    return find(given.get(RECORD));
                });
    }

    private Warehouse find(WarehouseId id) {
        return warehouses.find(id).orElseThrow();
    }
}
