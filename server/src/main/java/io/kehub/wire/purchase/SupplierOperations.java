package io.kehub.wire.purchase;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.purchase.Supplier;
import io.kehub.erp.purchase.Supplier.Details;
import io.kehub.erp.purchase.Suppliers;
import io.kehub.kernel.Page;
import io.kehub.kernel.SupplierId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** 供应商: the suppliers that purchases name. */
final class SupplierOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"采购栏目", "供应商管理", "供应商"};

    private static final Parameter<String> KEYWORD =
            Parameter.<String>named("keyword", "快速检索条件").quick("keyword", Types.text(100));
    private static final Parameter<SupplierId> RECORD = Parameter.<SupplierId>named("id", "供应商ID")
            .quick("id", Types.id(SupplierId::new))
            .required();
    private static final Parameter<String> NAME =
            Parameter.<String>named("name", "供应商名称").quick("name", Types.text(200));
    private static final Parameter<String> NEW_NAME = NAME.required();
    private static final Parameter<String> CONTACT =
            Parameter.<String>named("contact", "联系人").quick("linkman", Types.text(50));
    private static final Parameter<String> PHONE =
            Parameter.<String>named("phone", "电话").quick("tel", Types.text(50));
    private static final Parameter<String> ADDRESS =
            Parameter.<String>named("address", "地址").quick("address", Types.text(500));
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").quick("remark", Types.text(2000));
    private static final Parameter<Boolean> ENABLED =
            Parameter.<Boolean>named("enabled", "状态").quick("status", states());

    /** @param addedBy name of the user */
    private record View(Supplier supplier, String addedBy) {}

    private final Suppliers suppliers;
    private final Users users;
    private final ZoneId zone;

    SupplierOperations(Suppliers suppliers, Users users, ZoneId zone) {
        this.suppliers = suppliers;
        this.users = users;
        this.zone = zone;
    }

    private static InputType<Boolean> states() {
        return Types.choice(Types.option(1, "正常", true), Types.option(0, "停用", false));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), adding(), changing());
    }

    private Operation<Page<View>> listing() {
        return Operation.<Page<View>>declare("supplier-list", "供应商列表", NAVIGATION)
                .needs(Permission.READ_PURCHASES)
                .takes(Paging.INDEX, Paging.SIZE, KEYWORD, ENABLED)
                .quick(Answer.paged("操作成功", fields()), Route.at("/webapi/v3/office/supplier/list"))
                .handledBy((given, call) -> {
                    var found = Paging.read(
                            given,
                            call,
                            page -> suppliers.list(given.text(KEYWORD), given.find(ENABLED), page),
                            supplier -> supplier.id().value());
                    var names = users.names(
                            found.items().stream().map(Supplier::addedBy).collect(Collectors.toSet()));
                    return found.map(supplier -> new View(supplier, names.getOrDefault(supplier.addedBy(), "")));
                });
    }

    private Operation<View> adding() {
        return Operation.<View>declare("supplier-add", "供应商添加", NAVIGATION)
                .needs(Permission.WRITE_PURCHASES)
                .takes(NEW_NAME, CONTACT, PHONE, ADDRESS, REMARK)
                .quick(Answer.single("添加成功", fields()), Route.at("/webapi/v3/office/supplier/add"))
                .handledBy((given, call) ->
                        view(suppliers.add(details(given, Details.named(given.get(NEW_NAME))), call.user())));
    }

    /** What is not sent stays as it is. */
    private Operation<View> changing() {
        return Operation.<View>declare("supplier-edit", "供应商修改", NAVIGATION)
                .needs(Permission.WRITE_PURCHASES)
                .takes(RECORD, NAME, CONTACT, PHONE, ADDRESS, REMARK, ENABLED)
                .quick(Answer.single("修改成功", fields()), Route.at("/webapi/v3/office/supplier/edit"))
                .handledBy((given, call) -> {
                    given.requireAny(DialectId.QUICK, NAME, CONTACT, PHONE, ADDRESS, REMARK, ENABLED);
                    var id = given.get(RECORD);
                    suppliers.change(id, current -> details(given, named(given, current)), given.find(ENABLED));
                    return view(id);
                });
    }

    private static Details named(Arguments given, Details current) {
        return new Details(
                given.text(NAME, current.name()),
                current.contact(),
                current.phone(),
                current.address(),
                current.remark());
    }

    private static Details details(Arguments given, Details current) {
        return new Details(
                current.name(),
                given.text(CONTACT, current.contact()),
                given.text(PHONE, current.phone()),
                given.text(ADDRESS, current.address()),
                given.text(REMARK, current.remark()));
    }

    private View view(SupplierId id) {
        var supplier = suppliers.find(id).orElseThrow(() -> Suppliers.unknown(id));
        return new View(supplier, users.names(List.of(supplier.addedBy())).getOrDefault(supplier.addedBy(), ""));
    }

    private List<AnswerField<View>> fields() {
        return List.of(
                AnswerField.id("id", "id", "供应商ID", view -> view.supplier().id().value()),
                AnswerField.text(
                        "name", "name", "供应商名称", view -> view.supplier().name()),
                AnswerField.text(
                        "contact",
                        "linkman",
                        "联系人",
                        view -> view.supplier().details().contact()),
                AnswerField.text(
                        "phone", "tel", "电话", view -> view.supplier().details().phone()),
                AnswerField.text(
                        "address",
                        "address",
                        "地址",
                        view -> view.supplier().details().address()),
                AnswerField.text(
                        "remark",
                        "remark",
                        "备注",
                        view -> view.supplier().details().remark()),
                AnswerField.number(
                        "enabled", "status", "状态", view -> view.supplier().enabled() ? 1 : 0),
                AnswerField.text("addedByName", "creator", "添加人", View::addedBy),
                AnswerField.time(
                        "addedAt",
                        "addtime",
                        "添加时间",
                        zone,
                        view -> view.supplier().addedAt()));
    }
}
