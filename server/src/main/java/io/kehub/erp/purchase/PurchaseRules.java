package io.kehub.erp.purchase;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.TextRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validation rules of a purchase and its lines. */
final class PurchaseRules {

    static final int MAX_LINES = 500;

    private static final BigDecimal MAX_QUANTITY = new BigDecimal("99999999999999.9999");
    private static final BigDecimal MAX_AMOUNT = new BigDecimal("9999999999999999.99");

    /** A valid line with its unit and base quantity. */
    record Accepted(PurchaseLineTerms terms, long unit, BigDecimal baseQuantity, boolean stocked) {}

    private final SuppliersJdbc suppliers;
    private final Products products;
    private final Dictionaries dictionaries;

    PurchaseRules(SuppliersJdbc suppliers, Products products, Dictionaries dictionaries) {
        this.suppliers = suppliers;
        this.products = products;
        this.dictionaries = dictionaries;
    }

    /**
     * Validates a purchase and returns its lines with units.
     *
     * @param existing the stored purchase, which may keep its disabled supplier, products and entries; null for a new one
     * @param existingLines its lines
     * @throws ProblemException with {@link io.kehub.kernel.Problem.Invalid} that lists every error of the head and the lines
     */
    List<Accepted> accept(PurchaseDraft draft, @Nullable Purchase existing, List<PurchaseLine> existingLines) {
        var errors = new ArrayList<FieldError>();
        var terms = draft.terms();
        var before = existing == null ? null : existing.terms();
        new TextRule("number", "采购编号", 50).check(terms.number(), errors);
        new TextRule("title", "采购主题", 200).checkFilled(terms.title(), errors);
        new TextRule("summary", "采购概要", 2000).check(terms.summary(), errors);
        entry(
                DictionaryName.PURCHASE_CLASS,
                "category",
                terms.category(),
                before == null ? null : before.category(),
                errors);
        entry(DictionaryName.CURRENCY, "currency", terms.currency(), before == null ? null : before.currency(), errors);
        var arrivesOn = terms.arrivesOn();
        if (arrivesOn != null && arrivesOn.isBefore(terms.orderedOn())) {
            errors.add(new FieldError("arrivesOn", "到货日期早于采购日期", "不早于采购日期"));
        }
        var isSame = before != null && before.supplier().equals(terms.supplier());
        if (suppliers
                .find(terms.supplier())
                .filter(found -> found.enabled() || isSame)
                .isEmpty()) {
            errors.add(new FieldError("supplier", "没有编号为 " + terms.supplier().value() + " 的启用供应商", "已启用供应商的编号"));
        }
        var accepted = lines(draft.lines(), existingLines, errors);
        ProblemException.refuse(errors);
        return accepted;
    }

    private List<Accepted> lines(List<PurchaseLineTerms> lines, List<PurchaseLine> existing, List<FieldError> errors) {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            errors.add(new FieldError("lines", "共 " + lines.size() + " 行明细", "1 至 " + MAX_LINES + " 行"));
            return List.of();
        }
        var known =
                products.findAll(lines.stream().map(PurchaseLineTerms::product).collect(Collectors.toSet()));
        var kept = existing.stream().map(line -> line.terms().product()).collect(Collectors.toSet());
        var accepted = new ArrayList<Accepted>();
        for (var index = 0; index < lines.size(); index++) {
            var terms = lines.get(index);
            var line = line(
                    terms, known.get(terms.product()), kept.contains(terms.product()), "lines[" + index + "].", errors);
            if (line != null) {
                accepted.add(line);
            }
        }
        if (sum(accepted).compareTo(MAX_AMOUNT) > 0) {
            errors.add(new FieldError("lines", "采购总额过大", "整数最多 16 位"));
        }
        return accepted;
    }

    private static @Nullable Accepted line(
            PurchaseLineTerms terms,
            @Nullable Product product,
            boolean isKept,
            String prefix,
            List<FieldError> errors) {
        var before = errors.size();
        if (product == null || (!product.enabled() && !isKept)) {
            errors.add(new FieldError(
                    prefix + "product", "没有编号为 " + terms.product().value() + " 的启用产品", "已启用产品的编号"));
        }
        number(prefix + "quantity", "数量", terms.quantity(), 1, errors);
        number(prefix + "price", "单价", terms.price(), 0, errors);
        FieldError.checkText(prefix + "remark", "备注", terms.remark(), 500, errors);
        if (errors.size() > before || product == null) {
            return null;
        }
        var unit = terms.unit() == null
                ? product.baseUnit()
                : product.unit(terms.unit()).orElse(null);
        if (unit == null) {
            errors.add(new FieldError(
                    prefix + "unit",
                    "产品“" + product.details().name() + "”没有这个单位",
                    product.units().stream()
                            .map(each -> each.unit() + "（" + each.name() + "）")
                            .collect(Collectors.joining("、"))));
            return null;
        }
        var base = unit.toBase(terms.quantity());
        if (base.isEmpty()) {
            errors.add(new FieldError(prefix + "quantity", unit.inexact(), unit.exactMultiples()));
        } else if (base.get().compareTo(MAX_QUANTITY) > 0) {
            errors.add(new FieldError(prefix + "quantity", "换算成基本单位后数量过大", "换算后不超过 " + MAX_QUANTITY.toPlainString()));
        } else if (terms.amount().compareTo(MAX_AMOUNT) > 0) {
            errors.add(new FieldError(prefix + "price", "金额过大", "数量和单价的乘积整数最多 16 位"));
        }
        return base.isEmpty() || errors.size() > before
                ? null
                : new Accepted(terms, unit.unit(), base.get(), product.stocked());
    }

    static BigDecimal sum(List<Accepted> lines) {
        return lines.stream().map(line -> line.terms().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void entry(
            DictionaryName dictionary, String field, String text, @Nullable String present, List<FieldError> errors) {
        if (text.isEmpty() && dictionary == DictionaryName.PURCHASE_CLASS) {
            return;
        }
        try {
            dictionaries.accept(dictionary, text, field, present);
        } catch (ProblemException refusal) {
            errors.addAll(refusal.problem().errors());
        }
    }

    /** @param minSignum 1 if the number must be above zero, 0 if it may be zero */
    private static void number(
            String field, String caption, BigDecimal number, int minSignum, List<FieldError> errors) {
        var scale = number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
        if (number.signum() < minSignum || number.compareTo(MAX_QUANTITY) > 0 || scale > 4) {
            errors.add(new FieldError(
                    field,
                    caption + "不对",
                    (minSignum == 0 ? "不小于 0" : "大于 0") + "、不超过 " + MAX_QUANTITY.toPlainString() + "、小数最多 4 位"));
        }
    }
}
