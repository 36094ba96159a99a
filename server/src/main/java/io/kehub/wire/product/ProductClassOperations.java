package io.kehub.wire.product;

import io.kehub.erp.access.Permission;
import io.kehub.erp.product.ProductClass;
import io.kehub.erp.product.ProductClasses;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.ResponseView;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.Types;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 产品分类: the tree of product classes (catalog: 产品管理). */
final class ProductClassOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"库存栏目", "产品管理", "产品对接"};

    private static final Parameter<ProductClassId> RECORD = Parameter.<ProductClassId>named("id", "产品分类ID")
            .quick("id", Types.id(ProductClassId::new))
            .required();
    private static final Parameter<ProductClassId> PARENT =
            Parameter.<ProductClassId>named("parent", "上级分类ID").quick("parentid", Types.id(ProductClassId::new));
    private static final Parameter<Boolean> TOP =
            Parameter.<Boolean>named("top", "是否移到最上级").quick("top", Types.flag());
    private static final Parameter<String> NEW_NAME = Parameter.<String>named("name", "分类名称")
            .quick("name", Types.text(50))
            .required();
    private static final Parameter<String> NAME =
            Parameter.<String>named("name", "分类名称").quick("name", Types.text(50));
    private static final Parameter<Boolean> ENABLED = Parameter.<Boolean>named("enabled", "状态")
            .quick("status", Types.choice(Types.option(1, "正常", true), Types.option(0, "停用", false)));

    private final ProductClasses classes;

    ProductClassOperations(ProductClasses classes) {
        this.classes = classes;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), adding(), changing());
    }

    private Operation<List<ProductClass>> listing() {
        return Operation.<List<ProductClass>>declare("product-class-list", "数据源", NAVIGATION)
                .needs(Permission.READ_PRODUCTS)
                .quick(
                        Answer.single(
                                "操作成功", List.of(AnswerField.list("classes", "list", "产品分类", all -> all, listFields()))),
                        Route.at("/webapi/v3/office/productclass/list"))
                .ov1(
                        Answer.tree("操作成功", all -> children(null, all)),
                        Route.ov1("systemmanage/product_sort_list", "stype=check"),
                        Route.ov1("systemmanage/product_sort_list"))
                .handledBy((given, call) -> classes.all());
    }

    private static List<ResponseView.Node> children(@Nullable ProductClassId parent, List<ProductClass> all) {
        return all.stream()
                .filter(ProductClass::enabled)
                .filter(each -> Objects.equals(each.parent(), parent))
                .map(each ->
                        new ResponseView.Node(Long.toString(each.id().value()), each.name(), children(each.id(), all)))
                .toList();
    }

    /** Ids in a list are texts. */
    private static List<AnswerField<ProductClass>> listFields() {
        return List.of(
                AnswerField.text(
                        "id", "id", "产品分类ID", each -> Long.toString(each.id().value())),
                AnswerField.text(
                        "parent",
                        "parentid",
                        "上级分类ID",
                        each -> each.parent() == null
                                ? ""
                                : Long.toString(each.parent().value())),
                name(),
                enabled());
    }

    private static List<AnswerField<ProductClass>> fields() {
        return List.of(
                AnswerField.id("id", "id", "产品分类ID", each -> each.id().value()),
                AnswerField.optionalId(
                        "parent",
                        "parentid",
                        "上级分类ID",
                        each -> each.parent() == null ? null : each.parent().value()),
                name(),
                enabled());
    }

    private static AnswerField<ProductClass> name() {
        return AnswerField.text("name", "name", "分类名称", ProductClass::name);
    }

    private static AnswerField<ProductClass> enabled() {
        return AnswerField.number("enabled", "status", "状态", each -> each.enabled() ? 1 : 0);
    }

    private Operation<ProductClass> adding() {
        return Operation.<ProductClass>declare("product-class-add", "产品分类添加", NAVIGATION)
                .needs(Permission.WRITE_PRODUCTS)
                .takes(PARENT, NEW_NAME)
                .quick(Answer.single("添加成功", fields()), Route.at("/webapi/v3/office/productclass/add"))
                .handledBy((given, call) -> find(classes.add(given.find(PARENT), given.get(NEW_NAME))));
    }

    /** Moves the class if a parent or {@code top} is given. */
    private Operation<ProductClass> changing() {
        return Operation.<ProductClass>declare("product-class-edit", "产品分类修改", NAVIGATION)
                .needs(Permission.WRITE_PRODUCTS)
                .takes(RECORD, PARENT, TOP, NAME, ENABLED)
                .quick(Answer.single("修改成功", fields()), Route.at("/webapi/v3/office/productclass/edit"))
                .handledBy((given, call) -> {
                    given.requireAny(call.dialect(), PARENT, TOP, NAME, ENABLED);
                    var parent = given.find(PARENT);
                    boolean top = given.orElse(TOP, false);
                    if (top && parent != null) {
                        throw new ProblemException(Problem.Invalid.field(TOP.name(), "不能与上级分类同时填写", "二者填一"));
                    }
                    classes.change(given.get(RECORD), present -> {
                        var newParent = parent == null ? present.parent() : parent;
                        return new ProductClass(
                                present.id(),
                                top ? null : newParent,
                                given.text(NAME, present.name()),
                                given.orElse(ENABLED, present.enabled()));
                    });
                    return find(given.get(RECORD));
                });
    }

    private ProductClass find(ProductClassId id) {
        return classes.find(id).orElseThrow();
    }
}
