package io.kehub.wire.organisation;

import io.kehub.erp.access.Department;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.Page;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.Types;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 部门列表, 部门添加, 部门修改, 部门详情 (catalog: 组织架构). */
final class DepartmentOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"组织架构", "部门管理"};

    private static final Parameter<String> NAME_PART =
            Parameter.<String>named("name", "部门名称").v3("orgsname", Types.text(50));
    private static final Parameter<DepartmentId> RECORD = Parameter.<DepartmentId>named("id", "单据ID")
            .v3("ord", Types.id(DepartmentId::new))
            .required();
    private static final Parameter<String> NAME =
            Parameter.<String>named("name", "部门名称").v3("name", Types.text(50)).required();
    private static final Parameter<String> SHORT_NAME =
            Parameter.<String>named("shortName", "部门简称").v3("shortname", Types.text(50));

    /** 0 means the top level. */
    private static final Parameter<Integer> PARENT = Parameter.<Integer>named("parent", "上级部门")
            .v3("pid", Types.integer(0, Integer.MAX_VALUE))
            .required();

    private static final Parameter<Boolean> PRICE_STRATEGY = Parameter.<Boolean>named("priceStrategy", "价格策略")
            .v3("openprice", Types.choice(Types.option(1, "开启", true), Types.option(0, "关闭", false)));
    private static final Parameter<Integer> IMPORTANCE =
            Parameter.<Integer>named("importance", "重要指数").v3("sort", Types.integer(0, 1_000_000));
    private static final Parameter<String> FUNCTION =
            Parameter.<String>named("function", "部门职能").v3("funtext", Types.text(500));
    private static final Parameter<String> SUMMARY =
            Parameter.<String>named("summary", "部门概要").v3("intro", Types.text(2000));
    private static final Parameter<Boolean> STOPPED =
            Parameter.<Boolean>named("stopped", "是否停用").v3("Stoped", Types.flag());

    /** A department with the name of the user who added it. */
    private record Row(Department department, String addedBy) {}

    private final Departments departments;
    private final Users users;
    private final ZoneId zone;

    DepartmentOperations(Departments departments, Users users, ZoneId zone) {
        this.departments = departments;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), adding(), changing(), detail());
    }

    private Operation<Page<Row>> listing() {
        return Operation.<Page<Row>>declare("department-list", "部门列表", NAVIGATION)
                .needs(Permission.READ_ORGANISATION)
                .takes(Paging.INDEX, Paging.SIZE, NAME_PART)
                .v3ReadByGet(
                        Answer.paged(
                                "操作成功",
                                List.of(
                                        AnswerField.id(
                                                "id",
                                                "NodeId",
                                                "部门标识",
                                                row -> row.department().id().value()),
                                        AnswerField.number(
                                                "parent", "ParentId", "上级部门标识", row -> parent(row.department())),
                                        AnswerField.text(
                                                "name",
                                                "NodeText",
                                                "部门名称",
                                                row -> row.department()
                                                        .details()
                                                        .name()),
                                        AnswerField.text(
                                                "fullPath",
                                                "fullpath",
                                                "名称全路径",
                                                row -> row.department().fullPath()),
                                        AnswerField.text("addedBy", "adduname", "添加人员", Row::addedBy),
                                        AnswerField.time(
                                                "addedAt",
                                                "addtime",
                                                "添加时间",
                                                zone,
                                                row -> row.department().addedAt()),
                                        AnswerField.number(
                                                "stopped",
                                                "stoped",
                                                "是否停用",
                                                row -> row.department()
                                                                .details()
                                                                .enabled()
                                                        ? 0
                                                        : 1),
                                        AnswerField.number(
                                                "importance",
                                                "fullsort",
                                                "排序",
                                                row -> row.department()
                                                        .details()
                                                        .importance()))),
                        Route.at("/webapi/v3/orgs/dept/list"))
                .handledBy((given, call) -> list(given));
    }

    /** Departments are few, so all are read and the page is taken from them. */
    private Page<Row> list(Arguments given) {
        var part = Text.folded(given.text(NAME_PART));
        var request = Paging.of(given);
        var found = departments.all().stream()
                .filter(each -> Text.folded(each.details().name()).contains(part))
                .toList();
        var shown = found.stream().skip(request.offset()).limit(request.size()).toList();
        Map<UserId, String> names = users.names(
                shown.stream().map(Department::addedBy).filter(Objects::nonNull).collect(Collectors.toSet()));
        return new Page<>(
                shown.stream()
                        .map(each -> new Row(
                                each,
                                Optional.ofNullable(each.addedBy())
                                        .map(names::get)
                                        .orElse("")))
                        .toList(),
                found.size(),
                request);
    }

    private static long parent(Department department) {
        var parent = department.parent();
        return parent == null ? 0 : parent.value();
    }

    private Operation<DepartmentId> adding() {
        return Operation.<DepartmentId>declare("department-add", "部门添加", NAVIGATION)
                .needs(Permission.WRITE_ORGANISATION)
                .takes(NAME, SHORT_NAME, PARENT, PRICE_STRATEGY, IMPORTANCE, FUNCTION, SUMMARY, STOPPED)
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/orgs/dept/add"))
                .handledBy((given, call) -> departments.add(parentOf(given), details(given, NOTHING), call.user()));
    }

    private Operation<DepartmentId> changing() {
        return Operation.<DepartmentId>declare("department-edit", "部门修改", NAVIGATION)
                .needs(Permission.WRITE_ORGANISATION)
                .takes(RECORD, NAME, SHORT_NAME, PARENT, PRICE_STRATEGY, IMPORTANCE, FUNCTION, SUMMARY, STOPPED)
                .v3(Answer.done("修改成功"), Route.at("/webapi/v3/orgs/dept/edit"))
                .handledBy((given, call) -> {
                    var id = given.get(RECORD);
                    var present = departments.find(id).orElseThrow(() -> Departments.unknown(id));
                    departments.change(id, parentOf(given), details(given, present.details()));
                    return id;
                });
    }

    private static final Department.Details NOTHING = new Department.Details("", "", false, 0, "", "", true);

    private static @Nullable DepartmentId parentOf(Arguments given) {
        int parent = given.get(PARENT);
        return parent == 0 ? null : new DepartmentId(parent);
    }

    private static Department.Details details(Arguments given, Department.Details present) {
        return new Department.Details(
                given.get(NAME),
                given.text(SHORT_NAME, present.shortName()),
                given.orElse(PRICE_STRATEGY, present.priceStrategy()),
                given.orElse(IMPORTANCE, present.importance()),
                given.text(FUNCTION, present.function()),
                given.text(SUMMARY, present.summary()),
                !given.orElse(STOPPED, !present.enabled()));
    }

    private Operation<Department> detail() {
        return Operation.<Department>declare("department-detail", "部门详情", NAVIGATION)
                .needs(Permission.READ_ORGANISATION)
                .takes(RECORD)
                .v3ReadByGet(
                        Answer.single(
                                "操作成功",
                                List.of(
                                        AnswerField.text(
                                                "name",
                                                "name",
                                                "部门名称",
                                                each -> each.details().name()),
                                        AnswerField.text(
                                                "shortName",
                                                "shortname",
                                                "部门简称",
                                                each -> each.details().shortName()),
                                        AnswerField.number("parent", "pid", "上级部门", DepartmentOperations::parent),
                                        AnswerField.text(
                                                "priceStrategy",
                                                "openprice",
                                                "价格策略",
                                                each -> each.details().priceStrategy() ? "1" : "0"),
                                        AnswerField.number(
                                                "importance",
                                                "sort",
                                                "重要指数",
                                                each -> each.details().importance()),
                                        AnswerField.text(
                                                "function",
                                                "funtext",
                                                "部门职能",
                                                each -> each.details().function()),
                                        AnswerField.text(
                                                "summary",
                                                "intro",
                                                "部门概要",
                                                each -> each.details().summary()),
                                        AnswerField.number(
                                                "stopped",
                                                "Stoped",
                                                "是否停用",
                                                each -> each.details().enabled() ? 0 : 1))),
                        Route.at("/webapi/v3/orgs/dept/detail"))
                .handledBy((given, call) ->
                        departments.find(given.get(RECORD)).orElseThrow(() -> Departments.unknown(given.get(RECORD))));
    }
}
