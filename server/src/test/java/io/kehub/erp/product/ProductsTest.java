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

    private final ProductTestbed bed = new ProductTestbed();

    @AfterEach
    void close() {
        bed.close();
    }

    private ProductId add(String name, String code) {
        return bed.products.add(bed.draft(name, code), bed.user);
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
        return new Products.Draft(bed.draft("产品", "").details(), List.of(units));
    }

    private ProductUnit unit(String text, String ratio, boolean base) {
        return new ProductUnit(bed.unit(text), "", new BigDecimal(ratio), base, "", UnitPrices.NONE);
    }

    @Test
    void whatIsAddedIsReadBackWithItsUnits() {
        var product = bed.products.find(add("充电桩", "CP-A")).orElseThrow();

        assertThat(product.details().code()).isEqualTo("CP-A");
        assertThat(product.className()).isEqualTo("默认分类");
        assertThat(product.baseUnit().name()).isEqualTo("个");
        assertThat(product.unit(bed.unit("箱")).orElseThrow().ratio()).isEqualByComparingTo("12");
        assertThat(product.unit(bed.unit("吨"))).isEmpty();
    }

    @Test
    void aTakenCodeIsRefusedWhateverItsCaseAndWidth() {
        add("甲", "cp-a");

        assertThat(refused(() -> add("乙", "ＣＰ-A"))).isInstanceOf(Problem.Conflict.class);
        assertThat(bed.count("product")).isOne();
    }

    @Test
    void noCodeIsGivenTwiceHoweverManyAddAtOnce() throws InterruptedException, ExecutionException {
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
        bed.products
                .findAll(ids)
                .values()
                .forEach(product -> codes.add(product.details().code()));
        assertThat(codes).hasSize(64).allMatch(code -> code.matches("CP20250101\\d{4,}"));
    }

    @Test
    void ofManyAllAreAddedOrNone() {
        var drafts = List.of(bed.draft("甲", "A"), bed.draft("", "B"), bed.draft("丙", "C"));

        assertThat(errors(() -> bed.products.addAll(drafts, bed.user))).containsExactly("products[1].name");
        assertThat(bed.count("product")).isZero();
    }

    @Test
    void unitsNeedOneBaseAndEachOnlyOnce() {
        assertThat(errors(() -> bed.products.add(withUnits(), bed.user))).containsExactly("units");
        assertThat(errors(() -> bed.products.add(withUnits(unit("个", "1", false)), bed.user)))
                .containsExactly("units");
        assertThat(errors(() -> bed.products.add(withUnits(unit("个", "1", true), unit("个", "2", false)), bed.user)))
                .containsExactly("units[1].unit");
        assertThat(errors(() -> bed.products.add(withUnits(unit("个", "1", true), unit("箱", "0", false)), bed.user)))
                .containsExactly("units[1].ratio");
    }

    @Test
    void aForeignUnitIsRefusedWithTheValidOnesNamed() {
        var foreign = new ProductUnit(987_654, "", BigDecimal.ONE, true, "", UnitPrices.NONE);

        assertThat(refused(() -> bed.products.add(withUnits(foreign), bed.user)).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.allowed()).contains("（个）"));
    }

    @Test
    void aUnitThatStockIsCountedInStaysWhatItIs() {
        var id = add("产品", "A");

        assertThat(errors(() -> bed.products.change(id, present -> withUnits(unit("个", "1", true)))))
                .containsExactly("units");
        assertThat(errors(() ->
                        bed.products.change(id, present -> withUnits(unit("箱", "1", true), unit("个", "1", false)))))
                .contains("units");
        bed.products.change(
                id, present -> withUnits(unit("个", "1", true), unit("箱", "12", false), unit("吨", "1000", false)));
        assertThat(bed.products.find(id).orElseThrow().units()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.333333", "0.33333", "0.142857", "0.00001", "12.00001", "0.3333333333333333"})
    void aUnitThatIsNoExactQuantityOfBaseUnitsIsRefusedAndTurnedRound(String ratio) {
        var problem =
                refused(() -> bed.products.add(withUnits(unit("个", "1", true), unit("箱", ratio, false)), bed.user));

        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("units[1].ratio");
            assertThat(error.allowed()).contains("以较小的单位作基本单位", "比例写 3");
        });
        var id = add("产品", "A");
        assertThat(errors(() -> bed.products.change(
                        id,
                        present -> withUnits(unit("个", "1", true), unit("箱", "12", false), unit("吨", ratio, false)))))
                .containsExactly("units[2].ratio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "0.25", "0.0001", "12", "1000.125", "999999999999"})
    void oneOfAUnitIsAnExactQuantityOfBaseUnits(String ratio) {
        var id = bed.products.add(withUnits(unit("个", "1", true), unit("箱", ratio, false)), bed.user);
        var box = bed.products.find(id).orElseThrow().unit(bed.unit("箱")).orElseThrow();

        assertThat(box.toBase(BigDecimal.ONE).orElseThrow()).isEqualByComparingTo(ratio);
        assertThat(box.fromBase(new BigDecimal(ratio)).orElseThrow()).isEqualByComparingTo("1");
    }

    @Test
    void aProductWhoseOldUnitIsNotExactIsReadAndStillChanged() {
        var id = add("产品", "A");
        bed.jdbc.sql("update product_unit set ratio = 0.333333 where not base").update();

        bed.products.change(
                id, present -> new Products.Draft(new ProductDetails("改名", "A", "", TOP, Map.of()), present.units()));

        var product = bed.products.find(id).orElseThrow();
        assertThat(product.details().name()).isEqualTo("改名");
        assertThat(product.unit(bed.unit("箱")).orElseThrow().ratio()).isEqualByComparingTo("0.333333");
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
    void whatIsConvertedToBaseUnitsAndBackIsTheSame(long seed) {
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
    void aClassAndTheOnesBelowAreListedTogetherAndCounted() {
        var below = bed.classes.add(TOP, "充电设备");
        var deeper = bed.classes.add(below, "直流桩");
        var other = bed.classes.add(null, "配件");
        var ids = new ArrayList<ProductId>();
        for (var productClass : List.of(TOP, below, deeper, other)) {
            var draft = bed.draft("产品", "");
            ids.add(bed.products.add(
                    new Products.Draft(new ProductDetails("产品", "", "", productClass, Map.of()), draft.units()),
                    bed.user));
        }

        var page = new PageRequest(1, 2);
        var all = bed.products.list(ProductFilter.quick("", null), page);
        assertThat(all.total()).isEqualTo(4);
        assertThat(all.items()).extracting(Product::id).containsExactly(ids.get(3), ids.get(2));
        var found = bed.products.list(ProductFilter.quick("", below), page);
        assertThat(found.total()).isEqualTo(2);
        assertThat(found.items()).extracting(Product::id).containsExactly(ids.get(2), ids.get(1));
    }

    @Test
    void theKeywordFindsAnyPartOfNameCodeAndModel() {
        var name = add("直流充电桩", "X1");
        var code = add("其他", "充电-9");
        add("无关", "Y1");

        var found = bed.products.list(ProductFilter.quick("充电", null), new PageRequest(1, 20));

        assertThat(found.items()).extracting(Product::id).containsExactly(code, name);
        assertThat(found.total()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyPageInTurnGivesEveryProductOnceWhileMoreAreAdded(long seed) {
        var random = new Random(seed);
        var before = new HashSet<ProductId>();
        for (var number = 0; number < 40; number++) {
            before.add(add("产品" + number, ""));
        }
        var size = 1 + random.nextInt(7);
        var seen = new ArrayList<ProductId>();
        var page = new PageRequest(1, size);
        for (var index = 1; index <= 40 / size + 1; index++) {
            bed.products.list(ProductFilter.quick("", null), page).items().forEach(product -> seen.add(product.id()));
            page = new PageRequest(index + 1, size).after(seen.getLast().value());
            for (var more = random.nextInt(5); more > 0; more--) {
                add("后来的", "");
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aClassIsNeverPutBelowItself() {
        var first = bed.classes.add(TOP, "一");
        var second = bed.classes.add(first, "二");

        assertThat(errors(() -> bed.classes.change(first, present -> new ProductClass(first, second, "一", true))))
                .containsExactly("parent");
        assertThat(errors(() -> bed.classes.change(first, present -> new ProductClass(first, first, "一", true))))
                .containsExactly("parent");
        assertThat(refused(() -> bed.classes.add(TOP, "一"))).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void twoMovesAtOnceNeverCloseACircle() throws InterruptedException {
        var first = bed.classes.add(TOP, "一");
        var second = bed.classes.add(TOP, "二");
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
            bed.classes.change(changed.id(), present -> changed);
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }
}
