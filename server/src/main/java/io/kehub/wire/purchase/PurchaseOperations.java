package io.kehub.wire.purchase;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.product.Products;
import io.kehub.erp.purchase.Purchase.Arrival;
import io.kehub.erp.purchase.Purchase.State;
import io.kehub.erp.purchase.PurchaseFilter;
import io.kehub.erp.purchase.PurchaseFilter.Text;
import io.kehub.erp.purchase.PurchaseFilter.Times;
import io.kehub.erp.purchase.Purchases;
import io.kehub.erp.purchase.Suppliers;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.Sort;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of purchases and one purchase (catalog: 所有采购单, 采购详情). */
final class PurchaseOperations implements OperationGroup {

    static final String[] NAVIGATION = {"采购栏目", "采购管理", "采购单"};

    /** 即将到货: due within so many days, or overdue. */
    private static final int ARRIVING_DAYS = 7;

    private static final int MAX_IDS = 100;

    /** 列表模式 */
    private enum Mode {
        ALL,
        TO_APPROVE,
        ARRIVING,
        REFUSED
    }

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "快速检索条件")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100));
    private static final Parameter<String> TITLE = text("title", "采购主题", "title", "title", 200);
    private static final Parameter<String> NUMBER = text("number", "采购编号", "code", "cgid", 50);
    private static final Parameter<String> SUMMARY = text("summary", "采购概要", "summary", "intro", 200);
    private static final Parameter<String> SUPPLIER_NAME =
            text("supplierName", "供应商名称", "suppliername", "TelName", 200);
    private static final Parameter<List<PurchaseId>> IDS = Parameter.<List<PurchaseId>>named("ids", "采购单ID")
            .quick("ids", Types.ids(PurchaseId::new, MAX_IDS))
            .ov1("caigouId", Types.ids(PurchaseId::new, MAX_IDS));
    private static final Parameter<List<UserId>> BUYERS = Parameter.<List<UserId>>named("buyer", "采购人员ID")
            .quick("charge", Types.ids(UserId::new, MAX_IDS))
            .ov1("cateid", Types.ids(UserId::new, MAX_IDS));
    private static final Parameter<List<String>> CATEGORIES = Parameter.<List<String>>named("category", "采购分类")
            .quick("sort", Types.entryFilter(DictionaryName.PURCHASE_CLASS).map(List::of))
            .ov1("cgsort", Types.entryIdsFilter(DictionaryName.PURCHASE_CLASS));
    private static final Parameter<State> STATE = Parameter.<State>named("state", "审批状态")
            .quick(
                    "status",
                    Types.choice(
                            Types.option(1, State.PENDING.caption(), State.PENDING),
                            Types.option(2, State.APPROVED.caption(), State.APPROVED),
                            Types.option(3, State.REFUSED.caption(), State.REFUSED),
                            Types.option(4, State.CANCELLED.caption(), State.CANCELLED)));
    private static final Parameter<Arrival> ARRIVAL = Parameter.<Arrival>named("arrival", "入库状态")
            .quick("arrival", arrivals())
            .ov1("rkStatus", arrivals());
    private static final Parameter<SupplierId> SUPPLIER =
            Parameter.<SupplierId>named("supplier", "供应商ID").quick("supplierid", Types.id(SupplierId::new));
    private static final Parameter<ProductId> PRODUCT =
            Parameter.<ProductId>named("product", "产品ID").quick("productid", Types.id(ProductId::new));
    private static final Parameter<Instant> ADDED_FROM = Parameter.<Instant>named("addedFrom", "添加时间")
            .quick("addtime1", Types.periodStart())
            .ov1("date7_0", Types.periodStart());
    private static final Parameter<Instant> ADDED_BEFORE = Parameter.<Instant>named("addedBefore", "添加时间")
            .quick("addtime2", Types.periodEnd())
            .ov1("date7_1", Types.periodEnd());
    private static final Parameter<Mode> MODE = Parameter.<Mode>named("mode", "列表模式")
            .ov1(
                    "stype",
                    Types.numbered(List.of(
                            Types.option(0, "所有采购单", Mode.ALL),
                            Types.option(1, "待审批", Mode.TO_APPROVE),
                            Types.option(2, ARRIVING_DAYS + " 天内到货或已逾期", Mode.ARRIVING),
                            Types.option(3, "审批否决", Mode.REFUSED))));
    private static final Parameter<String> DATA_TYPE = Parameter.<String>named("dataType", "列表模式")
            .ov1(
                    "datatype",
                    Types.pattern(
                            Pattern.compile("(?i)tel|product"),
                            "tel（某个供应商的采购单，ord 为供应商编号）、product（某个产品的采购单，ord 为产品编号）"));
    private static final Parameter<Long> OF_RECORD =
            Parameter.<Long>named("record", "列表数据检索条件").ov1("ord", Types.id(Long::valueOf));

    private static final Parameter<PurchaseId> RECORD = Parameter.<PurchaseId>named("id", "采购单ID")
            .quick("id", Types.id(PurchaseId::new))
            .ov1("ord", Types.id(PurchaseId::new))
            .required();

    private final Purchases purchases;
    private final PurchaseViews views;
    private final PurchaseFields fields;
    private final Suppliers suppliers;
    private final Products products;
    private final Users users;
    private final Clock clock;
    private final ZoneId zone;

    PurchaseOperations(
            Purchases purchases,
            PurchaseViews views,
            PurchaseFields fields,
            Suppliers suppliers,
            Products products,
            Users users,
            Clock clock,
            ZoneId zone) {
        this.purchases = purchases;
        this.views = views;
        this.fields = fields;
        this.suppliers = suppliers;
        this.products = products;
        this.users = users;
        this.clock = clock;
        this.zone = zone;
    }

    private static InputType<Arrival> arrivals() {
        return Types.choice(
                Types.option(1, Arrival.NONE.caption(), Arrival.NONE),
                Types.option(2, Arrival.PART.caption(), Arrival.PART),
                Types.option(3, Arrival.ALL.caption(), Arrival.ALL),
                Types.option(4, Arrival.NOT_NEEDED.caption(), Arrival.NOT_NEEDED));
    }

    private static Parameter<String> text(String name, String caption, String quick, String ov1, int maxLength) {
        return Parameter.<String>named(name, caption)
                .quick(quick, Types.text(maxLength))
                .ov1(ov1, Types.text(maxLength));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), detail());
    }

    private Operation<Page<PurchaseRow>> listing() {
        var order = Paging.sort(fields.ov1Columns(), Purchases.SORTED_BY);
        return Operation.<Page<PurchaseRow>>declare("purchase-list", "所有采购单", NAVIGATION)
                .needs(Permission.READ_PURCHASES)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        TITLE,
                        NUMBER,
                        SUMMARY,
                        SUPPLIER_NAME,
                        IDS,
                        BUYERS,
                        CATEGORIES,
                        STATE,
                        ARRIVAL,
                        SUPPLIER,
                        PRODUCT,
                        ADDED_FROM,
                        ADDED_BEFORE,
                        MODE,
                        DATA_TYPE,
                        OF_RECORD,
                        order)
                .rejects(DialectId.OV1, "remind", "没有这种提醒", "0")
                .rejects(DialectId.OV1, "yugouId", "没有预购单", "0")
                .rejects(DialectId.OV1, "ScanFlag", "没有扫码检索", "0")
                .quick(Answer.paged("操作成功", fields.quick()), Route.at("/webapi/v3/office/purchase/list"))
                .ov1(Answer.paged("操作成功", fields.ov1Columns()), Route.ov1("storemanage/caigou/list"))
                .handledBy((given, call) -> list(order, given, call));
    }

    private Page<PurchaseRow> list(Parameter<Sort> order, Arguments given, ErpCall call) {
        var mode = given.orElse(MODE, Mode.ALL);
        var ofRecord = ofRecord(given);
        var filter = new PurchaseFilter(
                Map.of(
                        Text.KEYWORD, given.text(KEYWORD),
                        Text.NUMBER, given.text(NUMBER),
                        Text.TITLE, given.text(TITLE),
                        Text.SUMMARY, given.text(SUMMARY),
                        Text.SUPPLIER_NAME, given.text(SUPPLIER_NAME)),
                given.orElse(IDS, List.of()),
                given.orElse(BUYERS, List.of()),
                given.orElse(CATEGORIES, List.of()),
                switch (mode) {
                    case ALL, ARRIVING -> given.find(STATE);
                    case TO_APPROVE -> State.PENDING;
                    case REFUSED -> State.REFUSED;
                },
                given.find(ARRIVAL),
                ofRecord.supplier(),
                ofRecord.product(),
                new Times(
                        given.find(ADDED_FROM),
                        given.find(ADDED_BEFORE),
                        mode == Mode.ARRIVING
                                ? LocalDate.ofInstant(clock.instant(), zone).plusDays(ARRIVING_DAYS)
                                : null));
        checkKnown(filter, call);
        return views.rows(Paging.read(
                given,
                call,
                order,
                page -> purchases.list(filter, call.scope(), page),
                purchase -> purchase.id().value()));
    }

    private record OfRecord(
            @Nullable SupplierId supplier, @Nullable ProductId product) {}

    private static OfRecord ofRecord(Arguments given) {
        var record = given.find(OF_RECORD);
        var kind = given.text(DATA_TYPE).toLowerCase(Locale.ROOT);
        if ((record == null) != kind.isEmpty()) {
            var missing = record == null ? OF_RECORD : DATA_TYPE;
            throw new ProblemException(Problem.Invalid.field(missing.name(), "datatype 和 ord 只能一起使用", "两个都提交，或都不提交"));
        }
        return record == null
                ? new OfRecord(given.find(SUPPLIER), given.find(PRODUCT))
                : kind.equals("tel")
                        ? new OfRecord(new SupplierId(record), null)
                        : new OfRecord(null, new ProductId(record));
    }

    /** An id that names no record is rejected, as every other invalid value of a filter is. */
    private void checkKnown(PurchaseFilter filter, ErpCall call) {
        var errors = new ArrayList<FieldError>();
        var supplier = filter.supplier();
        if (supplier != null && suppliers.find(supplier).isEmpty()) {
            errors.add(unknown(call.dialect() == DialectId.QUICK ? SUPPLIER : OF_RECORD, supplier.value(), "供应商"));
        }
        var product = filter.product();
        if (product != null && products.find(product).isEmpty()) {
            errors.add(unknown(call.dialect() == DialectId.QUICK ? PRODUCT : OF_RECORD, product.value(), "产品"));
        }
        filter.buyers().stream()
                .filter(id -> users.find(id).isEmpty())
                .forEach(id -> errors.add(unknown(BUYERS, id.value(), "用户")));
        filter.ids().stream()
                .filter(id -> purchases.find(id, call.scope()).isEmpty())
                .forEach(id -> errors.add(unknown(IDS, id.value(), "采购单")));
        ProblemException.refuse(errors);
    }

    private static FieldError unknown(Parameter<?> parameter, long id, String subject) {
        return new FieldError(parameter.name(), "没有编号为 " + id + " 的" + subject, "已有" + subject + "的编号");
    }

    private Operation<PurchaseView> detail() {
        return Operation.<PurchaseView>declare("purchase-detail", "采购详情", NAVIGATION)
                .needs(Permission.READ_PURCHASES)
                .takes(RECORD)
                .rejectsPageInternals(DialectId.OV1)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at("/webapi/v3/office/purchase/detail"))
                .ov1(
                        Answer.form(
                                "操作成功",
                                "caigou",
                                view -> view.row().purchase().terms().title(),
                                view -> view.row().purchase().id().value(),
                                fields.ov1Form()),
                        Route.ov1("storemanage/caigou/add"))
                .handledBy((given, call) -> views.view(given.get(RECORD), call.scope()));
    }
}
