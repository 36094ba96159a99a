package io.kehub.erp.product;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The products 产品. They are disabled but never deleted, because documents refer to them. Writers commit before they return,
 * or join the caller's transaction; the caller checks permissions.
 */
public final class Products {

    /** The columns by which the list can be sorted. */
    public static final Set<String> SORTED_BY = ProductSort.COLUMNS.names();

    /** Maximum number of products that one call adds. */
    public static final int MAX_AT_ONCE = 500;

    private final ProductsJdbc products;
    private final ProductListJdbc lists;
    private final ProductRules rules;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    Products(
            ProductsJdbc products,
            ProductListJdbc lists,
            ProductRules rules,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.lists = lists;
        this.products = products;
        this.rules = rules;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /** The data of a new or changed product. */
    public record Draft(ProductDetails details, List<ProductUnit> units) {
        public Draft {
            units = List.copyOf(units);
        }
    }

    /**
     * The enabled products with exactly these texts, compared folded; empty texts match all.
     *
     * @param name must not be empty unless {@code code} is filled
     */
    public List<Product> named(String name, String code, String model, int max) {
        return products.named(name, code, model, max);
    }

    /**
     * Adds an enabled product. Generates a code if it has none; generated codes are never reused.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every invalid field, with {@link Problem.Conflict}
     *     if another product has the code, ignoring case and width
     */
    public ProductId add(Draft draft, UserId by) {
        return addAll(List.of(draft), by).getFirst();
    }

    /** Adds all products or none. With several products, errors name the row: {@code products[2].name}. */
    public List<ProductId> addAll(List<Draft> drafts, UserId by) {
        if (drafts.isEmpty() || drafts.size() > MAX_AT_ONCE) {
            throw new ProblemException(
                    Problem.Invalid.field("products", "共 " + drafts.size() + " 个产品", "一次 1 至 " + MAX_AT_ONCE + " 个"));
        }
        return transaction.execute(status -> {
            var errors = new ArrayList<FieldError>();
            var accepted = new ArrayList<Draft>();
            for (var index = 0; index < drafts.size(); index++) {
                var own = new ArrayList<FieldError>();
                accepted.add(accept(drafts.get(index), null, own));
                var path = drafts.size() == 1 ? "" : "products[" + index + "].";
                own.forEach(
                        error -> errors.add(new FieldError(path + error.field(), error.message(), error.allowed())));
            }
            ProblemException.refuse(errors);
            return accepted.stream().map(draft -> insert(draft, by)).toList();
        });
    }

    private Draft accept(Draft draft, @Nullable Product present, List<FieldError> errors) {
        var details = rules.accept(draft.details(), present, errors);
        rules.check(draft.units(), present, errors);
        return new Draft(details, draft.units());
    }

    private ProductId insert(Draft draft, UserId by) {
        var details = draft.details().code().isEmpty() ? draft.details().withCode(nextCode()) : draft.details();
        var id = products.insert(details, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        products.replaceUnits(id, draft.units());
        return id;
    }

    private String nextCode() {
        return "CP%s%04d"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        products.nextCode());
    }

    /**
     * Changes a product. Concurrent changes are serialized; each sees the result of the one before. Existing units and their ratios
     * cannot change, because stock and documents use them.
     *
     * @param change returns the changed data
     * @throws ProblemException with {@link Problem.NotFound} for an unknown id; otherwise as {@link #add}
     */
    public void change(ProductId id, UnaryOperator<Draft> change) {
        transaction.executeWithoutResult(status -> {
            products.lock(id);
            var present = find(id).orElseThrow(() -> unknown(id));
            var errors = new ArrayList<FieldError>();
            var accepted = accept(change.apply(new Draft(present.details(), present.units())), present, errors);
            checkUnitsStay(present, accepted.units(), errors);
            ProblemException.refuse(errors);
            var details = accepted.details().code().isEmpty()
                    ? accepted.details().withCode(present.details().code())
                    : accepted.details();
            products.update(id, details, present.enabled());
            products.replaceUnits(id, accepted.units());
        });
    }

    private static void checkUnitsStay(Product present, List<ProductUnit> units, List<FieldError> errors) {
        for (var unit : present.units()) {
            if (units.stream().noneMatch(unit::countsLike)) {
                errors.add(
                        new FieldError("units", "单位“" + unit.name() + "”不能去掉，也不能改变比例：库存和单据以它计数", "保留已有单位及其比例，可以增加新单位"));
            }
        }
    }

    /** Allows or forbids new documents to use the product. */
    public void enable(ProductId id, boolean enabled) {
        transaction.executeWithoutResult(status -> {
            products.lock(id);
            var present = find(id).orElseThrow(() -> unknown(id));
            products.update(id, present.details(), enabled);
        });
    }

    /** The product with this id; empty if there is none. */
    public Optional<Product> find(ProductId id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    /** The products with these ids, in one query; unknown ids are left out. */
    public Map<ProductId, Product> findAll(Collection<ProductId> ids) {
        return ids.isEmpty() ? Map.of() : products.findAll(ids);
    }

    /** The product with this code, ignoring case and width; empty if there is none. */
    public Optional<Product> findByCode(String code) {
        return products.findByCode(code);
    }

    /**
     * The products with these codes, in one query, keyed by the code as given; unknown codes are left out. Data from before an
     * upgrade may have several products whose codes differ in case or width only: the exact spelling wins, else the oldest.
     */
    public Map<String, Product> findByCodes(Collection<String> codes) {
        var found = codes.isEmpty() ? List.<Product>of() : products.findByCodes(codes);
        var byKey = new HashMap<String, Product>();
        var bySpelling = new HashMap<String, Product>();
        for (var product : found) {
            byKey.putIfAbsent(Text.key(product.details().code()), product);
            bySpelling.put(product.details().code(), product);
        }
        var byCode = new HashMap<String, Product>();
        for (var code : codes) {
            var product = bySpelling.getOrDefault(code, byKey.get(Text.key(code)));
            if (product != null) {
                byCode.put(code, product);
            }
        }
        return byCode;
    }

    /** One page of the matching products, newest first, with the total. */
    public Page<Product> list(ProductFilter filter, PageRequest page) {
        return lists.list(filter, page);
    }

    /** The error for an unknown product id. */
    public static ProblemException unknown(ProductId id) {
        var message = "没有编号为 " + id.value() + " 的产品";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有产品的编号"))));
    }
}
