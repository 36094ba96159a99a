package io.kehub.erp.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.product.ProductUnit.UnitPrices;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {

    private static final ProductClassId TOP = new ProductClassId(1);

    private final ProductTestContext context = new ProductTestContext();

    @AfterEach
    void close() {
        context.close();
    }

    private ProductId add(String name, String code) {
        return context.products.add(context.draft(name, code), context.user);
    }

    private static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    private static List<String> errors(Runnable call) {
        return refused(call).errors().stream().map(error -> error.field()).toList();
    }

    private Products.Draft withUnits(ProductUnit... units) {
        return new Products.Draft(context.draft("产品", "").details(), List.of(units));
    }

    private ProductUnit unit(String text, String ratio, boolean base) {
        return new ProductUnit(context.unit(text), "", new BigDecimal(ratio), base, "", UnitPrices.NONE);
    }

    @Test
    void anAddedProductIsReadBackWithItsUnits() {
        var product = context.products.find(add("充电桩", "CP-A")).orElseThrow();

        assertThat(product.details().code()).isEqualTo("CP-A");
        assertThat(product.className()).isEqualTo("默认分类");
        assertThat(product.baseUnit().name()).isEqualTo("个");
        assertThat(product.unit(context.unit("箱")).orElseThrow().ratio()).isEqualByComparingTo("12");
        assertThat(product.unit(context.unit("吨"))).isEmpty();
    }

    @Test
    void aDuplicateCodeIsRefusedRegardlessOfCaseAndWidth() {
        add("甲", "cp-a");

        assertThat(refused(() -> add("乙", "ＣＰ-A"))).isInstanceOf(Problem.Conflict.class);
        assertThat(context.count("product")).isOne();
    }

    @Test
    void concurrentAddsGetDistinctCodes() throws InterruptedException, ExecutionException {
        var ids = new ArrayList<ProductId>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var adds = IntStream.range(0, 64)
                    .<Callable<ProductId>>mapToObj(number -> () -> add("产品" + number, ""))
                    .toList();
            for (var added : threads.invokeAll(adds)) {
                ids.add(added.get());
            }
        }
        var codes = new HashSet<String>();
        context.products
                .findAll(ids)
                .values()
                .forEach(product -> codes.add(product.details().code()));
        assertThat(codes).hasSize(64).allMatch(code -> code.matches("CP20250101\\d{4,}"));
    }

    @Test
    void severalProductsAreAddedCompletelyOrNotAtAll() {
        var drafts = List.of(context.draft("甲", "A"), context.draft("", "B"), context.draft("丙", "C"));

        assertThat(errors(() -> context.products.addAll(drafts, context.user))).containsExactly("products[1].name");
        assertThat(context.count("product")).isZero();
    }

    @Test
    void aProductHasOneBaseUnitAndEachUnitOnce() {
        assertThat(errors(() -> context.products.add(withUnits(), context.user)))
                .containsExactly("units");
        assertThat(errors(() -> context.products.add(withUnits(unit("个", "1", false)), context.user)))
                .containsExactly("units");
        assertThat(errors(() ->
                        context.products.add(withUnits(unit("个", "1", true), unit("个", "2", false)), context.user)))
                .containsExactly("units[1].unit");
        assertThat(errors(() ->
                        context.products.add(withUnits(unit("个", "1", true), unit("箱", "0", false)), context.user)))
                .containsExactly("units[1].ratio");
    }

    @Test
    void anUnknownUnitIsRefusedAndTheErrorListsTheValidOnes() {
        var foreign = new ProductUnit(987_654, "", BigDecimal.ONE, true, "", UnitPrices.NONE);

        assertThat(refused(() -> context.products.add(withUnits(foreign), context.user))
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.allowed()).contains("（个）"));
    }

    @Test
    void existingUnitsCannotBeRemovedOrChanged() {
        var id = add("产品", "A");

        assertThat(errors(() -> context.products.change(id, present -> withUnits(unit("个", "1", true)))))
                .containsExactly("units");
        assertThat(errors(() ->
                        context.products.change(id, present -> withUnits(unit("箱", "1", true), unit("个", "1", false)))))
                .contains("units");
        context.products.change(
                id, present -> withUnits(unit("个", "1", true), unit("箱", "12", false), unit("吨", "1000", false)));
        assertThat(context.products.find(id).orElseThrow().units()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.333333", "0.33333", "0.142857", "0.00001", "12.00001", "0.3333333333333333"})
    void anInexactRatioIsRefusedAndTheErrorProposesTheInverse(String ratio) {
        var problem = refused(
                () -> context.products.add(withUnits(unit("个", "1", true), unit("箱", ratio, false)), context.user));

        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("units[1].ratio");
            assertThat(error.allowed()).contains("以较小的单位作基本单位", "比例写 3");
        });
        var id = add("产品", "A");
        assertThat(errors(() -> context.products.change(
                        id,
                        present -> withUnits(unit("个", "1", true), unit("箱", "12", false), unit("吨", ratio, false)))))
                .containsExactly("units[2].ratio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "0.25", "0.0001", "12", "1000.125", "999999999999"})
    void anExactRatioConvertsBothWays(String ratio) {
        var id = context.products.add(withUnits(unit("个", "1", true), unit("箱", ratio, false)), context.user);
        var box =
                context.products.find(id).orElseThrow().unit(context.unit("箱")).orElseThrow();

        assertThat(box.toBase(BigDecimal.ONE).orElseThrow()).isEqualByComparingTo(ratio);
        assertThat(box.fromBase(new BigDecimal(ratio)).orElseThrow()).isEqualByComparingTo("1");
    }

    @Test
    void aProductWithAnOldInexactUnitCanStillBeReadAndChanged() {
        var id = add("产品", "A");
        context.jdbc
                .sql("update product_unit set ratio = 0.333333 where not base")
                .update();

        context.products.change(
                id, present -> new Products.Draft(new ProductDetails("改名", "A", "", TOP, Map.of()), present.units()));

        var product = context.products.find(id).orElseThrow();
        assertThat(product.details().name()).isEqualTo("改名");
        assertThat(product.unit(context.unit("箱")).orElseThrow().ratio()).isEqualByComparingTo("0.333333");
    }

    @ParameterizedTest
    @CsvSource({"12, 0.0001", "0.5, 0.0002", "0.333333, 100", "0.0625, 0.0016", "0.000003, 100", "1000, 0.0001"})
    void everyExactQuantityIsAMultipleOfTheStep(String ratio, BigDecimal step) {
        var unit = new ProductUnit(1, "箱", new BigDecimal(ratio), false, "", UnitPrices.NONE);

        assertThat(unit.step()).isEqualByComparingTo(step);
        assertThat(unit.toBase(step)).isPresent();
        assertThat(unit.toBase(step.multiply(BigDecimal.valueOf(7)))).isPresent();
        var between = step.subtract(new BigDecimal("0.0001"));
        assertThat(between.signum() == 0 || unit.toBase(between).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void conversionToBaseUnitsAndBackIsLossless(long seed) {
        var random = new Random(seed);
        for (var step = 0; step < 500; step++) {
            var ratio = BigDecimal.valueOf(1 + random.nextInt(50_000), random.nextInt(5));
            var unit = new ProductUnit(1, "箱", ratio, false, "", UnitPrices.NONE);
            var quantity = BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(5));

            unit.toBase(quantity)
                    .ifPresent(base ->
                            assertThat(unit.fromBase(base).orElseThrow()).isEqualByComparingTo(quantity));
            assertThat(unit.toBase(BigDecimal.valueOf(1 + random.nextInt(1000))))
                    .isPresent();
        }
    }

    @Test
    void theClassFilterIncludesSubclassesInRowsAndTotal() {
        var below = context.classes.add(TOP, "充电设备");
        var deeper = context.classes.add(below, "直流桩");
        var other = context.classes.add(null, "配件");
        var ids = new ArrayList<ProductId>();
        for (var productClass : List.of(TOP, below, deeper, other)) {
            var draft = context.draft("产品", "");
            ids.add(context.products.add(
                    new Products.Draft(new ProductDetails("产品", "", "", productClass, Map.of()), draft.units()),
                    context.user));
        }

        var page = new PageRequest(1, 2);
        var all = context.products.list(ProductFilter.quick("", null), page);
        assertThat(all.total()).isEqualTo(4);
        assertThat(all.items()).extracting(Product::id).containsExactly(ids.get(3), ids.get(2));
        var found = context.products.list(ProductFilter.quick("", below), page);
        assertThat(found.total()).isEqualTo(2);
        assertThat(found.items()).extracting(Product::id).containsExactly(ids.get(2), ids.get(1));
    }

    @Test
    void theKeywordMatchesAnyPartOfNameCodeOrModel() {
        var name = add("直流充电桩", "X1");
        var code = add("其他", "充电-9");
        add("无关", "Y1");

        var found = context.products.list(ProductFilter.quick("充电", null), new PageRequest(1, 20));

        assertThat(found.items()).extracting(Product::id).containsExactly(code, name);
        assertThat(found.total()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readingAllPagesReturnsEveryProductOnceWhileMoreAreAdded(long seed) {
        var random = new Random(seed);
        var before = new HashSet<ProductId>();
        for (var number = 0; number < 40; number++) {
            before.add(add("产品" + number, ""));
        }
        var size = 1 + random.nextInt(7);
        var seen = new ArrayList<ProductId>();
        var page = new PageRequest(1, size);
        for (var index = 1; index <= 40 / size + 1; index++) {
            context.products
                    .list(ProductFilter.quick("", null), page)
                    .items()
                    .forEach(product -> seen.add(product.id()));
            page = new PageRequest(index + 1, size).after(seen.getLast().value());
            for (var more = random.nextInt(5); more > 0; more--) {
                add("后来的", "");
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aClassCannotBeMovedBelowItself() {
        var first = context.classes.add(TOP, "一");
        var second = context.classes.add(first, "二");

        assertThat(errors(() -> context.classes.change(first, present -> new ProductClass(first, second, "一", true))))
                .containsExactly("parent");
        assertThat(errors(() -> context.classes.change(first, present -> new ProductClass(first, first, "一", true))))
                .containsExactly("parent");
        assertThat(refused(() -> context.classes.add(TOP, "一"))).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void concurrentMovesCannotCreateACycle() throws InterruptedException {
        var first = context.classes.add(TOP, "一");
        var second = context.classes.add(TOP, "二");
        var done = Collections.synchronizedList(new ArrayList<Boolean>());
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(List.of(
                    () -> done.add(moved(new ProductClass(first, second, "一", true))),
                    () -> done.add(moved(new ProductClass(second, first, "二", true)))));
        }
        assertThat(done).containsExactlyInAnyOrder(true, false);
    }

    private boolean moved(ProductClass changed) {
        try {
            context.classes.change(changed.id(), present -> changed);
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }
}
