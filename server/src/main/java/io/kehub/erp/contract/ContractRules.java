package io.kehub.erp.contract;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validation rules of a contract and its lines. */
final class ContractRules {

    static final int MAX_LINES = 500;

    private static final BigDecimal MAX_QUANTITY = new BigDecimal("99999999999999.9999");
    private static final BigDecimal MAX_AMOUNT = new BigDecimal("9999999999999999.99");

    /** A valid line with its unit, base quantity and amounts. */
    record Accepted(LineTerms terms, long unit, BigDecimal baseQuantity, Amounts amounts) {}

    /**
     * Values that a stored contract may keep, although a new contract could not use them.
     *
     * @param terms null for a new contract
     * @param products the products of its lines
     */
    record Existing(@Nullable ContractTerms terms, Set<ProductId> products) {

        /** A new contract has no values to keep. */
        static final Existing NOTHING = new Existing(null, Set.of());
    }

    private final Products products;
    private final Dictionaries dictionaries;

    ContractRules(Products products, Dictionaries dictionaries) {
        this.products = products;
        this.dictionaries = dictionaries;
    }

    /**
     * Validates a contract and returns its lines with units and amounts.
     *
     * @throws ProblemException with {@link Problem.Invalid} that lists every error of the head and the lines
     */
    List<Accepted> accept(ContractDraft draft, Existing existing) {
        var errors = new ArrayList<FieldError>();
        var terms = draft.terms();
        for (var field : ContractField.values()) {
            text(field, terms.text(field), existing.terms(), errors);
        }
        var endsOn = terms.dates().endsOn();
        if (endsOn != null && endsOn.isBefore(terms.dates().startsOn())) {
            errors.add(new FieldError("endsOn", "结束日期早于开始日期", "不早于开始日期"));
        }
        amount("freight", "运杂费", terms.freight(), errors);
        var accepted = lines(draft.lines(), existing.products(), errors);
        ProblemException.refuse(errors);
        checkTotal(draft, accepted);
        return accepted;
    }

    /**
     * Validates a single line; errors name its fields without an index.
     *
     * @param sameProduct whether the stored line already has this product, which may be disabled then
     * @throws ProblemException with {@link Problem.Invalid} that lists every error of the line
     */
    Accepted acceptOne(LineTerms terms, boolean sameProduct) {
        var errors = new ArrayList<FieldError>();
        var product = products.find(terms.product()).orElse(null);
        var accepted = line(terms, product, sameProduct, "", errors);
        if (accepted == null) {
            throw new ProblemException(Problem.Invalid.of(errors));
        }
        return accepted;
    }

    private List<Accepted> lines(List<LineTerms> lines, Set<ProductId> existing, List<FieldError> errors) {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            errors.add(new FieldError("lines", "共 " + lines.size() + " 行明细", "1 至 " + MAX_LINES + " 行"));
            return List.of();
        }
        var known = products.findAll(lines.stream().map(LineTerms::product).collect(Collectors.toSet()));
        var accepted = new ArrayList<Accepted>();
        for (var index = 0; index < lines.size(); index++) {
            var terms = lines.get(index);
            var line = line(
                    terms,
                    known.get(terms.product()),
                    existing.contains(terms.product()),
                    "lines[" + index + "].",
                    errors);
            if (line != null) {
                accepted.add(line);
            }
        }
        return accepted;
    }

    private static @Nullable Accepted line(
            LineTerms terms, @Nullable Product product, boolean sameProduct, String prefix, List<FieldError> errors) {
        var before = errors.size();
        if (product == null || (!product.enabled() && !sameProduct)) {
            errors.add(new FieldError(
                    prefix + "product", "没有编号为 " + terms.product().value() + " 的启用产品", "已启用产品的编号"));
        }
        number(prefix + "quantity", "数量", terms.quantity(), 4, MAX_QUANTITY, false, errors);
        number(prefix + "price", "单价", terms.price(), 4, MAX_QUANTITY, true, errors);
        number(prefix + "discount", "折扣", terms.discount(), 6, BigDecimal.ONE, false, errors);
        number(prefix + "taxRate", "税率", terms.taxRate(), 2, BigDecimal.valueOf(100), true, errors);
        amount(prefix + "concession", "优惠金额", terms.concession(), errors);
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
        var amounts = Amounts.of(terms);
        var base = unit.toBase(terms.quantity());
        if (amounts.total().compareTo(MAX_AMOUNT) > 0) {
            errors.add(new FieldError(prefix + "price", "金额过大", "数量、单价和折扣的乘积整数最多 16 位"));
        } else if (amounts.amount().signum() < 0) {
            errors.add(new FieldError(
                    prefix + "concession", "优惠金额超过总价 " + amounts.total().toPlainString(), "不超过总价"));
        } else if (base.isEmpty()) {
            errors.add(new FieldError(prefix + "quantity", unit.inexact(), unit.exactMultiples()));
        } else if (base.get().compareTo(MAX_QUANTITY) > 0) {
            errors.add(new FieldError(prefix + "quantity", "换算成基本单位后数量过大", "换算后不超过 " + MAX_QUANTITY.toPlainString()));
        }
        return base.isEmpty() || errors.size() > before ? null : new Accepted(terms, unit.unit(), base.get(), amounts);
    }

    private static void checkTotal(ContractDraft draft, List<Accepted> lines) {
        var total = lines.stream().map(line -> line.amounts().total()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.compareTo(MAX_AMOUNT) > 0) {
            throw new ProblemException(Problem.Invalid.field("lines", "合同总额过大", "整数最多 16 位"));
        }
        var expected = draft.expectedTotal();
        if (expected != null && expected.compareTo(total) != 0) {
            throw new ProblemException(Problem.Invalid.field(
                    "expectedTotal", "合同总额 " + expected.toPlainString() + " 与明细合计不符", "明细合计 " + total.toPlainString()));
        }
    }

    private void text(ContractField field, String text, @Nullable ContractTerms existing, List<FieldError> errors) {
        field.dictionary().ifPresentOrElse(dictionary -> entry(dictionary, field, text, existing, errors), () -> {
            if (field == ContractField.TITLE) {
                field.rule().checkFilled(text, errors);
            } else {
                field.rule().check(text, errors);
            }
        });
    }

    private void entry(
            DictionaryName dictionary,
            ContractField field,
            String text,
            @Nullable ContractTerms existing,
            List<FieldError> errors) {
        try {
            dictionaries.accept(dictionary, text, field.domainName(), existing == null ? null : existing.text(field));
        } catch (ProblemException refusal) {
            errors.addAll(refusal.problem().errors());
        }
    }

    private static void number(
            String field,
            String caption,
            BigDecimal number,
            int decimals,
            BigDecimal max,
            boolean zeroAllowed,
            List<FieldError> errors) {
        if (number.signum() < (zeroAllowed ? 0 : 1) || number.compareTo(max) > 0 || scale(number) > decimals) {
            errors.add(new FieldError(
                    field,
                    caption + "不对",
                    (zeroAllowed ? "不小于 0" : "大于 0") + "、不超过 " + max.toPlainString() + "、小数最多 " + decimals + " 位"));
        }
    }

    private static void amount(String field, String caption, BigDecimal amount, List<FieldError> errors) {
        number(field, caption, amount, 2, MAX_AMOUNT, true, errors);
    }

    private static int scale(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
    }
}
