package io.kehub.wire.product;

import io.kehub.erp.access.Permission;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.ProductClass;
import io.kehub.erp.product.ProductClasses;
import io.kehub.erp.product.ProductField;
import io.kehub.erp.product.ProductFilter;
import io.kehub.erp.product.ProductText;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.Products;
import io.kehub.kernel.Page;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.FilterIds;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 产品管理: operations that read products (quick reference, 产品管理; catalog: 产品管理). */
final class ProductOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"库存栏目", "产品管理", "产品对接"};

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "产品名称/编号")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100));
    private static final Parameter<ProductClassId> CLASS = Parameter.<ProductClassId>named("productClass", "产品分类ID")
            .quick("sortid", Types.id(ProductClassId::new))
            .ov1("idProductClass", Types.id(ProductClassId::new));
    private static final Parameter<String> NAME =
            Parameter.<String>named("name", "产品名称").ov1("cpname", Types.text(100));
    private static final Parameter<String> CODE =
            Parameter.<String>named("code", "产品编号").ov1("cpbh", Types.text(50));
    private static final Parameter<String> MODEL =
            Parameter.<String>named("model", "产品型号").ov1("cpxh", Types.text(100));
    private static final Parameter<Instant> ADDED_FROM =
            Parameter.<Instant>named("addedFrom", "添加日期").ov1("adddate_0", Types.periodStart());
    private static final Parameter<Instant> ADDED_BEFORE =
            Parameter.<Instant>named("addedBefore", "添加日期").ov1("adddate_1", Types.periodEnd());
    private static final Parameter<ProductId> RECORD = Parameter.<ProductId>named("id", "产品ID")
            .ov1("ord", Types.id(ProductId::new))
            .required();

    /** @param classPath names of the classes from the root on, such as {@code 原料->钼材} */
    private record ClassifiedProduct(Product product, String classPath) {}

    private final Products products;
    private final ProductClasses classes;
    private final Dictionaries dictionaries;
    private final ZoneId zone;

    ProductOperations(Products products, ProductClasses classes, Dictionaries dictionaries, ZoneId zone) {
        this.products = products;
        this.classes = classes;
        this.dictionaries = dictionaries;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                listing(),
                form(),
                entries(
                        "product-unit-list",
                        "获取产品单位列表",
                        DictionaryName.PRODUCT_UNIT,
                        "Sales/Product/ProductHandler/GetProductUnitLists"),
                entries(
                        "invoice-type-list",
                        "获取发票类型列表",
                        DictionaryName.INVOICE_TYPE,
                        "Sales/Product/ProductHandler/GetInvoiceTypesLists"));
    }

    private Operation<Page<Product>> listing() {
        return Operation.<Page<Product>>declare("product-list", "获取产品列表", NAVIGATION)
                .needs(Permission.READ_PRODUCTS)
                .takes(Paging.INDEX, Paging.SIZE, KEYWORD, CLASS, NAME, CODE, MODEL, ADDED_FROM, ADDED_BEFORE)
                .rejectsAll(DialectId.OV1, "产品和价格不因往来单位而不同", "company", "specialCompany", "companyFromType")
                .rejectsAll(
                        DialectId.OV1,
                        "没有这种列表模式",
                        "htcateid",
                        "IsTools",
                        "bz",
                        "repairOrder",
                        "secpro",
                        "fromtype",
                        "totalNum",
                        "totalCount",
                        "flag",
                        "remind")
                .rejects(DialectId.OV1, "listadd", "没有这种列表模式", "0", "1")
                .rejectsAll(DialectId.OV1, "不能按产品编号列表检索", "ords")
                .rejectsAll(DialectId.OV1, "不能按条形码检索", "txm")
                .rejectsAll(DialectId.OV1, "不能按库存上下限检索", "kcxx_0", "kcxx_1", "kcsx_0", "kcsx_1")
                .rejectsAll(DialectId.OV1, "不能按添加人检索", "cateid")
                .rejectsSort(DialectId.OV1)
                .quick(Answer.paged("操作成功", quickFields()), Route.at("/webapi/v3/ov1/salesmanage/product/billlist"))
                .ov1(
                        Answer.paged("操作成功", this::classified, classifiedColumns()),
                        Route.ov1("salesmanage/product/billlist"))
                .handledBy((given, call) -> {
                    var texts = Map.of(
                            ProductText.KEYWORD, given.text(KEYWORD),
                            ProductText.NAME, given.text(NAME),
                            ProductText.CODE, given.text(CODE),
                            ProductText.MODEL, given.text(MODEL));
                    var filter = new ProductFilter(
                            texts, given.find(CLASS), null, given.find(ADDED_FROM), given.find(ADDED_BEFORE));
                    var found = Paging.read(
                            given,
                            call,
                            page -> products.list(filter, page),
                            product -> product.id().value());
                    FilterIds.requireKnown(
                            found, given, CLASS, id -> classes.find(id).isPresent(), ProductClassId::value, "产品分类");
                    return found;
                });
    }

    /** In the style of the quick reference's customer list: lower case, each id is followed by its name. */
    private List<AnswerField<Product>> quickFields() {
        return List.of(
                AnswerField.id("id", "id", "产品ID", product -> product.id().value()),
                AnswerField.text(
                        "name", "name", "产品名称", product -> product.details().name()),
                AnswerField.text(
                        "code", "code", "产品编号", product -> product.details().code()),
                AnswerField.text(
                        "model", "model", "产品型号", product -> product.details().model()),
                AnswerField.id(
                        "productClass",
                        "sortid",
                        "产品分类ID",
                        product -> product.details().productClass().value()),
                AnswerField.text("className", "sortname", "产品分类", Product::className),
                AnswerField.id(
                        "unit",
                        "unitid",
                        "基本单位ID",
                        product -> product.baseUnit().unit()),
                AnswerField.text(
                        "unitName",
                        "unitname",
                        "基本单位",
                        product -> product.baseUnit().name()),
                AnswerField.list("units", "units", "单位", Product::units, unitFields()),
                AnswerField.decimal(
                        "price",
                        "price",
                        "建议售价",
                        product -> product.baseUnit().prices().suggestedSale()),
                AnswerField.number("enabled", "status", "状态", product -> product.enabled() ? 1 : 0),
                AnswerField.text(
                        "description",
                        "intro",
                        "产品说明",
                        product -> product.details().field(ProductField.DESCRIPTION)),
                AnswerField.time("addedAt", "addtime", "添加时间", zone, Product::addedAt));
    }

    private static List<AnswerField<ProductUnit>> unitFields() {
        return List.of(
                AnswerField.text("unit", "unitid", "单位ID", unit -> Long.toString(unit.unit())),
                AnswerField.text("name", "unitname", "单位", ProductUnit::name),
                AnswerField.decimal("ratio", "ratio", "比例", ProductUnit::ratio),
                AnswerField.decimal(
                        "price", "price", "建议售价", unit -> unit.prices().suggestedSale()),
                AnswerField.text("barcode", "barcode", "条形码", ProductUnit::barcode));
    }

    /** Old clients index rows by position, {@code ord} at 0: the order never changes, new columns go last. */
    private List<AnswerField<Product>> columns() {
        return List.of(
                AnswerField.id("id", "ord", "数据唯一标识", product -> product.id().value()),
                AnswerField.text(
                        "name", "cpname", "产品名称", product -> product.details().name()),
                AnswerField.text(
                        "code", "cpbh", "产品编号", product -> product.details().code()),
                AnswerField.text(
                        "model", "cpxh", "产品型号", product -> product.details().model()),
                AnswerField.text(
                        "unitName",
                        "unitname",
                        "单位",
                        product -> product.baseUnit().name()),
                AnswerField.id(
                        "unit", "unitjb", "基本单位", product -> product.baseUnit().unit()),
                AnswerField.text("units", "units", "单位集合", ProductOperations::unitsAsJson),
                AnswerField.text("className", "fenlei", "产品分类", Product::className),
                AnswerField.decimal(
                        "price",
                        "price2jy",
                        "建议售价",
                        product -> product.baseUnit().prices().suggestedSale()),
                AnswerField.time("addedAt", "adddate", "添加日期", zone, Product::addedAt));
    }

    /** The columns, with the class shown from the root of the tree. */
    private List<AnswerField<ClassifiedProduct>> classifiedColumns() {
        return columns().stream()
                .map(column -> column.name().equals("className")
                        ? AnswerField.text(
                                column.name(), column.wireName(), column.caption(), ClassifiedProduct::classPath)
                        : column.within(ClassifiedProduct::product))
                .toList();
    }

    private Page<ClassifiedProduct> classified(Page<Product> products) {
        var byId = classes.all().stream().collect(Collectors.toMap(ProductClass::id, Function.identity()));
        return products.map(
                product -> new ClassifiedProduct(product, path(product.details().productClass(), byId)));
    }

    private static String path(@Nullable ProductClassId id, Map<ProductClassId, ProductClass> classes) {
        var node = id == null ? null : classes.get(id);
        if (node == null) {
            return "";
        }
        var above = path(node.parent(), classes);
        return above.isEmpty() ? node.name() : above + "->" + node.name();
    }

    /** A JSON object in a text field: unit id to unit name. */
    private static String unitsAsJson(Product product) {
        var units = new LinkedHashMap<String, WireValue>();
        product.units().forEach(unit -> units.put(Long.toString(unit.unit()), new WireValue.Text(unit.name())));
        return JsonText.of(new WireValue.Object(units));
    }

    private Operation<Product> form() {
        return Operation.<Product>declare("product-form", "产品详情", NAVIGATION)
                .needs(Permission.READ_PRODUCTS)
                .takes(RECORD)
                .rejectsPageInternals(DialectId.OV1)
                .rejectsAll(DialectId.OV1, "产品和价格不因往来单位或单据而不同", "company", "repairOrder", "PID")
                .rejects(DialectId.OV1, "remind", "没有这种提醒", "0")
                .ov1(
                        Answer.form(
                                "操作成功",
                                "product",
                                product -> "产品",
                                product -> product.id().value(),
                                List.of(new FormGroup<>("base", "基本信息", formFields()))),
                        Route.ov1("salesmanage/product/billservice"))
                .handledBy((given, call) ->
                        products.find(given.get(RECORD)).orElseThrow(() -> Products.unknown(given.get(RECORD))));
    }

    private List<FormField<Product>> formFields() {
        var fields = new ArrayList<FormField<Product>>();
        columns().stream().skip(1).forEach(column -> fields.add(FormField.shown(column)));
        for (var field : ProductField.values()) {
            fields.add(FormField.shown(AnswerField.text(
                    field.domainName(),
                    field.name().toLowerCase(Locale.ROOT),
                    field.caption(),
                    product -> product.details().field(field))));
        }
        return fields;
    }

    private Operation<List<InputType.Option>> entries(
            String id, String caption, DictionaryName dictionary, String handler) {
        return Operation.<List<InputType.Option>>declare(id, caption, NAVIGATION)
                .needs(Permission.READ_PRODUCTS)
                .helper(Answer.options("操作成功", options -> options), Route.helper(handler))
                .handledBy((given, call) -> dictionaries.entries(dictionary).stream()
                        .filter(Entry::enabled)
                        .map(entry -> new InputType.Option(Long.toString(entry.id()), entry.text()))
                        .toList());
    }
}
