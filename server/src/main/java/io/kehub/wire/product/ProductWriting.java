package io.kehub.wire.product;

import io.kehub.erp.access.Permission;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.product.ProductDetails;
import io.kehub.erp.product.ProductField;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.ProductUnit.UnitPrices;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.EchoedFields;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 产品添加, 产品修改, 产品批量添加 (catalog: 产品管理). There are no prices by department: the first price given for a unit counts. */
final class ProductWriting implements OperationGroup {

    private static final String[] NAVIGATION = {"库存栏目", "产品管理", "产品对接"};

    private static final Parameter<ProductId> RECORD = Parameter.<ProductId>named("id", "单据ID")
            .v3("ord", Types.id(ProductId::new))
            .required();
    private static final Parameter<String> NAME =
            Parameter.<String>named("name", "产品名称").v3("Title", Types.text(200));
    private static final Parameter<String> CODE =
            Parameter.<String>named("code", "产品编号").v3("Code", Types.text(50));
    private static final Parameter<String> MODEL =
            Parameter.<String>named("model", "产品型号").v3("Model", Types.text(100));
    private static final Parameter<ProductClassId> CLASS =
            Parameter.<ProductClassId>named("productClass", "产品分类").v3("Sort1", Types.id(ProductClassId::new));
    private static final Parameter<Long> BASE_UNIT =
            Parameter.<Long>named("unit", "基本单位").v3("Unitjb", Types.entry(DictionaryName.PRODUCT_UNIT));
    private static final Parameter<ProductClassId> NEW_CLASS = CLASS.required(DialectId.V3);
    private static final Parameter<Long> NEW_BASE_UNIT = BASE_UNIT.required(DialectId.V3);
    private static final Map<ProductField, Parameter<String>> FIELDS = fields();

    private static final Parameter<BigDecimal> RATIO =
            Parameter.<BigDecimal>named("ratio", "单位比例").v3("Bl", Types.ratio()).required();
    private static final Parameter<Long> UNIT = Parameter.<Long>named("unit", "单位ID")
            .v3("UnitID", Types.entry(DictionaryName.PRODUCT_UNIT))
            .required();
    private static final Parameter<String> BARCODE =
            Parameter.<String>named("barcode", "条形码").v3("Txm", Types.text(50));
    private static final Parameter<BigDecimal> SUGGESTED_PURCHASE = price("suggestedPurchase", "建议进价", "Price1jy");
    private static final Parameter<BigDecimal> HIGHEST_PURCHASE = price("highestPurchase", "最高进价", "Price1");
    private static final Parameter<BigDecimal> SUGGESTED_SALE = price("suggestedSale", "建议售价", "Price2jy");
    private static final Parameter<BigDecimal> LOWEST_SALE = price("lowestSale", "最低售价", "Price2");

    /** Who adds the product, and when. */
    private record Author(UserId by, Instant at, ZoneId zone) {}

    private static final EchoedFields<Author> AUTHOR = EchoedFields.<Author>in(DialectId.V3)
            .with(
                    "InDate",
                    "创建时间",
                    "创建时间由系统记录",
                    author -> AnswerField.day(author.at().atZone(author.zone()).toLocalDate()))
            .with(
                    "Addcate",
                    "添加人ID",
                    "添加人是提交请求的用户",
                    author -> WireValue.Number.of(author.by().value()));

    /**
     * The product that a row of prices belongs to.
     *
     * @param id 0 for a new product
     */
    private record Priced(long id, ProductDetails details) {}

    private static final String OF_THIS_PRODUCT = "价格属于本产品";
    private static final EchoedFields<Priced> PRICED = EchoedFields.<Priced>in(DialectId.V3)
            .with("ProductID", "产品id", OF_THIS_PRODUCT, priced -> WireValue.Number.of(priced.id()))
            .withText(
                    "Title", "产品名称", OF_THIS_PRODUCT, priced -> priced.details().name())
            .withText(
                    "Code", "产品编号", OF_THIS_PRODUCT, priced -> priced.details().code())
            .withText(
                    "Model", "产品型号", OF_THIS_PRODUCT, priced -> priced.details().model());

    /** A row of prices with what else the request says of it. */
    private record PriceRow(ProductUnit unit, Arguments given) {}

    private static final Parameter<List<PriceRow>> UNITS =
            Parameter.<List<PriceRow>>named("units", "产品价格策略信息").v3("PackingPrices", units(), "pricelvw");

    private static final Parameter<List<Arguments>> PRODUCTS = Parameter.<List<Arguments>>named("products", "产品明细")
            .v3("productlvw", new ListType<>(batchColumns(), given -> given, Products.MAX_AT_ONCE))
            .required();

    private final Products products;
    private final Clock clock;
    private final ZoneId zone;

    ProductWriting(Products products, Clock clock, ZoneId zone) {
        this.products = products;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(adding(), changing(), addingMany());
    }

    private Operation<ProductId> adding() {
        return Operation.<ProductId>declare("product-add", "产品添加", NAVIGATION)
                .needs(Permission.WRITE_PRODUCTS)
                .takes(columns(true))
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/store/product/add"))
                .handledBy((given, call) -> {
                    var draft = added(given);
                    ProblemException.refuse(errors(given, draft, call.user(), ""));
                    return products.add(draft, call.user());
                });
    }

    private Operation<ProductId> changing() {
        return Operation.<ProductId>declare("product-edit", "产品修改", NAVIGATION)
                .needs(Permission.WRITE_PRODUCTS)
                .takes(RECORD)
                .takes(columns(false))
                .v3(Answer.done("修改成功"), Route.at("/webapi/v3/store/product/edit"))
                .keeps((given, call) -> products.find(given.get(RECORD))
                        .map(present -> Map.of(
                                UNIT.name(),
                                present.units().stream().map(ProductUnit::unit).toList()))
                        .orElseGet(Map::of))
                .handledBy((given, call) -> {
                    var present =
                            products.find(given.get(RECORD)).orElseThrow(() -> Products.unknown(given.get(RECORD)));
                    ProblemException.refuse(errors(
                            given,
                            new Author(present.addedBy(), present.addedAt(), zone),
                            new Priced(present.id().value(), present.details()),
                            ""));
                    products.change(given.get(RECORD), before -> changed(given, before));
                    return given.get(RECORD);
                });
    }

    private Operation<List<ProductId>> addingMany() {
        return Operation.<List<ProductId>>declare("product-add-batch", "产品批量添加", NAVIGATION)
                .needs(Permission.WRITE_PRODUCTS)
                .takes(PRODUCTS)
                .v3(
                        Answer.done("添加成功", ids -> "添加成功，共 " + ids.size() + " 个产品"),
                        Route.at("/webapi/v3/store/productbatch/add"))
                .handledBy((given, call) -> products.addAll(added(given.get(PRODUCTS), call.user()), call.user()));
    }

    private List<Products.Draft> added(List<Arguments> rows, UserId by) {
        var errors = new ArrayList<FieldError>();
        var drafts = new ArrayList<Products.Draft>();
        for (var index = 0; index < rows.size(); index++) {
            var draft = added(rows.get(index));
            errors.addAll(errors(rows.get(index), draft, by, "products[" + index + "]."));
            drafts.add(draft);
        }
        ProblemException.refuse(errors);
        return drafts;
    }

    private List<FieldError> errors(Arguments given, Products.Draft draft, UserId by, String path) {
        return errors(given, new Author(by, clock.instant(), zone), new Priced(0, draft.details()), path);
    }

    /** The values that the request only sends back and that differ from what the product has. */
    private static List<FieldError> errors(Arguments given, Author author, Priced priced, String path) {
        var errors = new ArrayList<FieldError>();
        AUTHOR.check(given, author, path, errors);
        var rows = given.orElse(UNITS, List.of());
        for (var index = 0; index < rows.size(); index++) {
            PRICED.check(rows.get(index).given(), priced, path + "units[" + index + "].", errors);
        }
        return errors;
    }

    private static List<Parameter<?>> columns(boolean forNew) {
        var columns = new ArrayList<Parameter<?>>(
                List.of(NAME, CODE, MODEL, forNew ? NEW_CLASS : CLASS, forNew ? NEW_BASE_UNIT : BASE_UNIT, UNITS));
        columns.addAll(FIELDS.values());
        columns.addAll(AUTHOR.parameters());
        return columns;
    }

    private static List<Parameter<?>> batchColumns() {
        return columns(true);
    }

    private static Products.Draft added(Arguments given) {
        var details = new ProductDetails(
                given.text(NAME), given.text(CODE), given.text(MODEL), given.get(NEW_CLASS), fields(given, Map.of()));
        return new Products.Draft(details, units(given.get(NEW_BASE_UNIT), units(given.find(UNITS))));
    }

    private static List<ProductUnit> units(@Nullable List<PriceRow> rows) {
        return rows == null ? List.of() : rows.stream().map(PriceRow::unit).toList();
    }

    private static Products.Draft changed(Arguments given, Products.Draft present) {
        var before = present.details();
        var details = new ProductDetails(
                given.text(NAME, before.name()),
                given.text(CODE, before.code()),
                given.text(MODEL, before.model()),
                given.orElse(CLASS, before.productClass()),
                fields(given, before.fields()));
        var base = given.find(BASE_UNIT);
        var units = given.find(UNITS);
        if (base == null && units == null) {
            return new Products.Draft(details, present.units());
        }
        var presentBase = present.units().stream()
                .filter(ProductUnit::base)
                .findFirst()
                .orElseThrow()
                .unit();
        var more = new ArrayList<>(units(units));
        // units that the request does not name stay
        present.units().stream()
                .filter(unit -> more.stream().noneMatch(each -> each.unit() == unit.unit()))
                .forEach(more::add);
        return new Products.Draft(details, units(base == null ? presentBase : base, more));
    }

    private static Map<ProductField, String> fields(Arguments given, Map<ProductField, String> present) {
        var fields = new EnumMap<ProductField, String>(ProductField.class);
        fields.putAll(present);
        FIELDS.forEach((field, parameter) -> fields.put(field, given.text(parameter, present.getOrDefault(field, ""))));
        return fields;
    }

    /** The base unit first, then the others in the given order; of several rows for one unit, the first counts. */
    private static List<ProductUnit> units(long base, List<ProductUnit> given) {
        var units = new ArrayList<ProductUnit>();
        var prices = given.stream().filter(unit -> unit.unit() == base).findFirst();
        units.add(new ProductUnit(
                base,
                "",
                BigDecimal.ONE,
                true,
                prices.map(ProductUnit::barcode).orElse(""),
                prices.map(ProductUnit::prices).orElse(UnitPrices.NONE)));
        for (var unit : given) {
            if (units.stream().noneMatch(each -> each.unit() == unit.unit())) {
                units.add(new ProductUnit(unit.unit(), "", unit.ratio(), false, unit.barcode(), unit.prices()));
            }
        }
        return units;
    }

    private static InputType<List<PriceRow>> units() {
        var columns = new ArrayList<Parameter<?>>(List.of(
                UNIT,
                RATIO,
                BARCODE,
                SUGGESTED_PURCHASE,
                HIGHEST_PURCHASE,
                SUGGESTED_SALE,
                LOWEST_SALE,
                Parameter.rejected(DialectId.V3, "ID", "价格由单位 UnitID 确定", "0"),
                Parameter.rejected(DialectId.V3, "Bm", "没有按部门的价格", "0"),
                Parameter.rejected(DialectId.V3, "Price3", "没有按客户分类的价格", "0"),
                Parameter.rejected(DialectId.V3, "Sort", "没有按客户分类的价格", "0")));
        columns.addAll(PRICED.parameters());
        return new ListType<>(columns, ProductWriting::priceRow, 100);
    }

    private static PriceRow priceRow(Arguments given) {
        var prices = new UnitPrices(
                orZero(given.find(SUGGESTED_PURCHASE)),
                orZero(given.find(HIGHEST_PURCHASE)),
                orZero(given.find(SUGGESTED_SALE)),
                orZero(given.find(LOWEST_SALE)));
        return new PriceRow(
                new ProductUnit(given.get(UNIT), "", given.get(RATIO), false, given.text(BARCODE), prices), given);
    }

    private static BigDecimal orZero(@Nullable BigDecimal price) {
        return price == null ? BigDecimal.ZERO : price;
    }

    private static Parameter<BigDecimal> price(String name, String caption, String wireName) {
        return Parameter.<BigDecimal>named(name, caption).v3(wireName, Types.quantity());
    }

    /** The ERP documents some fields twice. */
    private static String[] alsoKnownAs(ProductField field) {
        return switch (field) {
            case SHELF_LIFE -> new String[] {"Yxq"};
            case SHELF_LIFE_UNIT -> new String[] {"Unit_yxq"};
            default -> new String[0];
        };
    }

    private static Map<ProductField, Parameter<String>> fields() {
        var all = new EnumMap<ProductField, Parameter<String>>(ProductField.class);
        Map.ofEntries(
                        Map.entry(ProductField.PINYIN, "Pym"),
                        Map.entry(ProductField.DESCRIPTION, "Intro1"),
                        Map.entry(ProductField.PARAMETERS, "Intro2"),
                        Map.entry(ProductField.PICTURES, "Intro3"),
                        Map.entry(ProductField.ROLES, "Roles"),
                        Map.entry(ProductField.PRICE_MODE, "PriceMode"),
                        Map.entry(ProductField.TAX_INCLUDED, "IncludeTax"),
                        Map.entry(ProductField.INVOICE_TYPES, "InvoiceTypes"),
                        Map.entry(ProductField.STOCKED, "CanOutStore"),
                        Map.entry(ProductField.BATCHES, "PhManage"),
                        Map.entry(ProductField.SERIAL_NUMBERS, "XlhManage"),
                        Map.entry(ProductField.QUALITY_CHECK, "HasQC"),
                        Map.entry(ProductField.POINTS, "Jf"),
                        Map.entry(ProductField.LOWEST_STOCK, "Aleat1"),
                        Map.entry(ProductField.HIGHEST_STOCK, "Aleat2"),
                        Map.entry(ProductField.SAFE_STOCK, "SafeNum"),
                        Map.entry(ProductField.SHELF_LIFE, "CpyxqNum"),
                        Map.entry(ProductField.SHELF_LIFE_UNIT, "CpyxqUnit"),
                        Map.entry(ProductField.PURCHASE_DAYS, "PurchaleadDays"),
                        Map.entry(ProductField.SUPPLIER, "Company"),
                        Map.entry(ProductField.CALLABLE_BY, "User_List"),
                        Map.entry(ProductField.SALES_CYCLE, "Period"),
                        Map.entry(ProductField.EXPIRY_NOTICE, "RemindNum"),
                        Map.entry(ProductField.EXPIRY_NOTICE_UNIT, "RemindUnit"),
                        Map.entry(ProductField.MAINTENANCE_CYCLE, "MaintainNum"),
                        Map.entry(ProductField.MAINTENANCE_CYCLE_UNIT, "MaintainUnit"),
                        Map.entry(ProductField.REMINDED_PEOPLE, "RemindPerson"),
                        Map.entry(ProductField.PRODUCTION_DAYS, "ProduceleadDays"),
                        Map.entry(ProductField.VARIABLE_DAYS, "ExtleadDays"),
                        Map.entry(ProductField.VARIABLE_BATCH, "ExtleadNum"),
                        Map.entry(ProductField.WASTAGE, "WastAge"),
                        Map.entry(ProductField.COMMISSION_RATE, "Num_tc"),
                        Map.entry(ProductField.COMMISSION_BASE, "Tcsort1"),
                        Map.entry(ProductField.COMMISSION_MODE, "Tcsort2"),
                        Map.entry(ProductField.OUTSOURCER, "WWSupplier"),
                        Map.entry(ProductField.PRODUCTION_CYCLE, "Num_sc"),
                        Map.entry(ProductField.STOCK_IN_EXCESS, "LimitExcess"),
                        Map.entry(ProductField.STOCK_OUT_EXCESS, "KuoutLimitExcess"),
                        Map.entry(ProductField.SMALLEST_SUPPLY, "LimitMASQNum"),
                        Map.entry(ProductField.SMALLEST_PURCHASE, "LimitBuyNum"),
                        Map.entry(ProductField.SMALLEST_PACKAGE, "LimitPackNum"),
                        Map.entry(ProductField.PURCHASE_UNIT, "CgMainUnit"),
                        Map.entry(ProductField.MAIN_WAREHOUSE, "MainStore"),
                        Map.entry(ProductField.WAREHOUSE_CAPACITY, "StoreCapacity"),
                        Map.entry(ProductField.PACKAGE_CODES, "PackManage"),
                        Map.entry(ProductField.SHORTAGE_URGENCY, "Per1"),
                        Map.entry(ProductField.QUALITY_PLAN, "QualityType"),
                        Map.entry(ProductField.CUSTOM_1, "zdy1"),
                        Map.entry(ProductField.CUSTOM_2, "zdy2"),
                        Map.entry(ProductField.CUSTOM_3, "zdy3"),
                        Map.entry(ProductField.CUSTOM_4, "zdy4"),
                        Map.entry(ProductField.CUSTOM_5, "zdy5"),
                        Map.entry(ProductField.CUSTOM_6, "zdy6"))
                .forEach((field, wireName) -> all.put(
                        field,
                        Parameter.<String>named(field.domainName(), field.caption())
                                .v3(
                                        wireName,
                                        field.kind() == ProductField.Kind.NUMBER
                                                ? Types.quantity().map(BigDecimal::toPlainString)
                                                : Types.text(field.maxLength()),
                                        alsoKnownAs(field))));
        return all;
    }
}
