package io.kehub.erp.product;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.TextField;
import io.kehub.kernel.TextRule;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validation rules of a product and its units. */
final class ProductRules {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,14}(\\.[0-9]{1,4})?");
    private static final int MAX_UNITS = 20;
    private static final BigDecimal MAX_RATIO = new BigDecimal("999999999999");
    private static final String RATIOS = "大于 0、整数最多 12 位、小数最多 4 位的数字";
    private static final String EXACT_RATIOS = RATIOS + "；除不尽时请以较小的单位作基本单位：1 大 = 3 小，比例写 3，不写 0.333333";
    private static final BigDecimal MAX_PRICE = new BigDecimal("99999999999999");

    private final Dictionaries dictionaries;
    private final ProductClasses classes;

    ProductRules(Dictionaries dictionaries, ProductClasses classes) {
        this.dictionaries = dictionaries;
        this.classes = classes;
    }

    /**
     * Validates the details and returns them as they are stored. Adds every error to {@code errors}.
     *
     * @param present the changed product, which may keep a disabled class; null for a new one
     */
    ProductDetails accept(ProductDetails details, @Nullable Product present, List<FieldError> errors) {
        new TextRule("name", "产品名称", 200).checkFilled(details.name(), errors);
        FieldError.checkText("code", "产品编号", details.code(), 50, errors);
        FieldError.checkText("model", "产品型号", details.model(), 100, errors);
        var known = classes.find(details.productClass());
        if (known.isEmpty()) {
            errors.add(new FieldError(
                    "productClass",
                    "没有编号为 " + details.productClass().value() + " 的产品分类",
                    classes.all().stream()
                            .filter(ProductClass::enabled)
                            .limit(50)
                            .map(each -> each.id().value() + "（" + each.name() + "）")
                            .collect(Collectors.joining("、"))));
        } else if (!known.get().enabled()
                && (present == null || !present.details().productClass().equals(details.productClass()))) {
            errors.add(new FieldError("productClass", "产品分类“" + known.get().name() + "”已停用", "已启用的产品分类"));
        }
        return new ProductDetails(
                details.name(),
                details.code(),
                details.model(),
                details.productClass(),
                fields(details.fields(), errors));
    }

    private static Map<ProductField, String> fields(Map<ProductField, String> given, List<FieldError> errors) {
        var accepted = TextField.accept(ProductField.class, given, errors);
        accepted.forEach((field, value) -> {
            if (field.kind() == ProductField.Kind.NUMBER
                    && !NUMBER.matcher(value).matches()) {
                errors.add(new FieldError(field.domainName(), field.caption() + "不是不小于 0 的数字", "整数最多 14 位，小数最多 4 位"));
            }
        });
        return accepted;
    }

    /**
     * Validates the units: one base unit with the ratio 1, no unit twice, each an enabled dictionary entry and exactly
     * convertible to base units.
     *
     * @param present the changed product, whose existing units stay valid; null for a new one
     */
    void check(List<ProductUnit> units, @Nullable Product present, List<FieldError> errors) {
        if (units.isEmpty() || units.size() > MAX_UNITS) {
            errors.add(new FieldError("units", "产品有 " + units.size() + " 个单位", "1 至 " + MAX_UNITS + " 个单位"));
            return;
        }
        if (units.stream().filter(ProductUnit::base).count() != 1) {
            errors.add(new FieldError("units", "必须有且只有一个基本单位", "一个比例为 1 的基本单位"));
        }
        var seen = new HashSet<Long>();
        var known = dictionaries.entries(DictionaryName.PRODUCT_UNIT).stream()
                .filter(entry -> entry.enabled()
                        || (present != null && present.unit(entry.id()).isPresent()))
                .collect(Collectors.toMap(Entry::id, Entry::text));
        for (var index = 0; index < units.size(); index++) {
            var unit = units.get(index);
            var path = "units[" + index + "].";
            check(unit, path, seen, known, errors);
            if (present == null || present.units().stream().noneMatch(unit::countsLike)) {
                checkRatio(unit, path, errors);
            }
        }
    }

    private static void checkRatio(ProductUnit unit, String path, List<FieldError> errors) {
        var ratio = unit.ratio();
        if (ratio.signum() <= 0 || ratio.compareTo(MAX_RATIO) > 0) {
            errors.add(new FieldError(path + "ratio", "单位比例不对", RATIOS));
        } else if (unit.toBase(BigDecimal.ONE).isEmpty()) {
            errors.add(new FieldError(
                    path + "ratio", "1 个该单位换算成基本单位后小数超过 " + ProductUnit.DECIMALS + " 位，库存无法精确计数", EXACT_RATIOS));
        } else if (unit.base() && ratio.compareTo(BigDecimal.ONE) != 0) {
            errors.add(new FieldError(path + "ratio", "基本单位的比例不是 1", "1"));
        }
    }

    private static void check(
            ProductUnit unit, String path, HashSet<Long> seen, Map<Long, String> known, List<FieldError> errors) {
        if (!known.containsKey(unit.unit())) {
            errors.add(new FieldError(
                    path + "unit",
                    "没有编号为 " + unit.unit() + " 的单位",
                    known.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> entry.getKey() + "（" + entry.getValue() + "）")
                            .collect(Collectors.joining("、"))));
        }
        if (!seen.add(unit.unit())) {
            errors.add(new FieldError(path + "unit", "同一个单位写了两次", "每个单位只写一次"));
        }
        FieldError.checkText(path + "barcode", "条形码", unit.barcode(), 50, errors);
        var prices = unit.prices();
        price(path + "suggestedPurchase", "建议进价", prices.suggestedPurchase(), errors);
        price(path + "highestPurchase", "最高进价", prices.highestPurchase(), errors);
        price(path + "suggestedSale", "建议售价", prices.suggestedSale(), errors);
        price(path + "lowestSale", "最低售价", prices.lowestSale(), errors);
    }

    private static void price(String field, String caption, BigDecimal price, List<FieldError> errors) {
        if (price.signum() < 0
                || price.compareTo(MAX_PRICE) > 0
                || price.stripTrailingZeros().scale() > 4) {
            errors.add(new FieldError(field, caption + "不对", "不小于 0、整数最多 14 位、小数最多 4 位的数字"));
        }
    }
}
