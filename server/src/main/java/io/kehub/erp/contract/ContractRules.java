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

    /** A line with its unit and its money worked out. */
    record Accepted(LineTerms terms, long unit, BigDecimal baseQuantity, LineMoney money) {}

    /**
     * What a contract has already and may keep, though a new contract could not take it.
     *
     * @param products those of its lines
     */
    record Existing(
            @Nullable String category,
            @Nullable String state,
            @Nullable String currency,
            Set<ProductId> products) {

        /** A new contract has nothing. */
        static final Existing NOTHING = new Existing(null, null, null, Set.of());
    }

    private final Products products;
    private final Dictionaries dictionaries;

    ContractRules(Products products, Dictionaries dictionaries) {
        this.products = products;
        this.dictionaries = dictionaries;
    }

    /**
     * The lines with units and money; every fault of head and lines is named at once.
     *
     * @param held what the contract has already
     */
    List<Accepted> accept(ContractDraft draft, Existing held) {
        var errors = new ArrayList<FieldError>();
        if (draft.title().isEmpty()) {
            errors.add(new FieldError("title", "合同主题不能为空", "1 至 200 个字"));
        }
        FieldError.checkText("title", "合同主题", draft.title(), 200, errors);
        FieldError.checkText("number", "合同编号", draft.number(), 50, errors);
        FieldError.checkText("counterpart", "对方代表", draft.counterpart(), 50, errors);
        FieldError.checkText("summary", "合同概要", draft.summary(), 2000, errors);
        FieldError.checkText("payment", "收款方式", draft.payment(), 500, errors);
        FieldError.checkText("deliveryAddress", "交货地址", draft.deliveryAddress(), 500, errors);
        FieldError.checkText("remark", "备注", draft.remark(), 2000, errors);
        entry(DictionaryName.CONTRACT_CLASS, draft.category(), held.category(), "category", errors);
        entry(DictionaryName.CONTRACT_STATE, draft.state(), held.state(), "state", errors);
        entry(DictionaryName.CURRENCY, draft.currency(), held.currency(), "currency", errors);
        if (draft.endsOn() != null && draft.endsOn().isBefore(draft.startsOn())) {
            errors.add(new FieldError("endsOn", "结束日期早于开始日期", "不早于开始日期"));
        }
        amount("freight", "运杂费", draft.freight(), errors);
        var accepted = lines(draft.lines(), held.products(), errors);
        ProblemException.refuse(errors);
        checkTotal(draft, accepted);
        return accepted;
    }

    /**
     * One line alone; its fields are named without a place.
     *
     * @param kept whether the line has its product already and may keep it
     */
    Accepted acceptOne(LineTerms terms, boolean kept) {
        var errors = new ArrayList<FieldError>();
        var product = products.find(terms.product()).orElse(null);
        var accepted = line(terms, product, kept, "", errors);
        if (accepted == null) {
            throw new ProblemException(Problem.Invalid.of(errors));
        }
        return accepted;
    }

    private List<Accepted> lines(List<LineTerms> lines, Set<ProductId> held, List<FieldError> errors) {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            errors.add(new FieldError("lines", "共 " + lines.size() + " 行明细", "1 至 " + MAX_LINES + " 行"));
            return List.of();
        }
        var known = products.findAll(lines.stream().map(LineTerms::product).collect(Collectors.toSet()));
        var accepted = new ArrayList<Accepted>();
        for (var index = 0; index < lines.size(); index++) {
            var terms = lines.get(index);
            var line = line(
                    terms, known.get(terms.product()), held.contains(terms.product()), "lines[" + index + "].", errors);
            if (line != null) {
                accepted.add(line);
            }
        }
        return accepted;
    }

    private static @Nullable Accepted line(
            LineTerms terms, @Nullable Product product, boolean kept, String place, List<FieldError> errors) {
        var before = errors.size();
        if (product == null || (!product.enabled() && !kept)) {
            errors.add(
                    new FieldError(place + "product", "没有编号为 " + terms.product().value() + " 的启用产品", "已启用产品的编号"));
        }
        number(place + "quantity", "数量", terms.quantity(), 4, MAX_QUANTITY, false, errors);
        number(place + "price", "单价", terms.price(), 4, MAX_QUANTITY, true, errors);
        number(place + "discount", "折扣", terms.discount(), 6, BigDecimal.ONE, false, errors);
        number(place + "taxRate", "税率", terms.taxRate(), 2, BigDecimal.valueOf(100), true, errors);
        amount(place + "concession", "优惠金额", terms.concession(), errors);
        FieldError.checkText(place + "remark", "备注", terms.remark(), 500, errors);
        if (errors.size() > before || product == null) {
            return null;
        }
        var unit = terms.unit() == null
                ? product.baseUnit()
                : product.unit(terms.unit()).orElse(null);
        if (unit == null) {
            errors.add(new FieldError(
                    place + "unit",
                    "产品“" + product.details().name() + "”没有这个单位",
                    product.units().stream()
                            .map(each -> each.unit() + "（" + each.name() + "）")
                            .collect(Collectors.joining("、"))));
            return null;
        }
        var money = LineMoney.of(terms);
        var base = unit.toBase(terms.quantity());
        if (money.total().compareTo(MAX_AMOUNT) > 0) {
            errors.add(new FieldError(place + "price", "金额过大", "数量、单价和折扣的乘积整数最多 16 位"));
        } else if (money.amount().signum() < 0) {
            errors.add(new FieldError(
                    place + "concession", "优惠金额超过总价 " + money.total().toPlainString(), "不超过总价"));
        } else if (base.isEmpty()) {
            errors.add(new FieldError(place + "quantity", unit.inexact(), unit.exactMultiples()));
        } else if (base.get().compareTo(MAX_QUANTITY) > 0) {
            errors.add(new FieldError(place + "quantity", "换算成基本单位后数量过大", "换算后不超过 " + MAX_QUANTITY.toPlainString()));
        }
        return base.isEmpty() || errors.size() > before ? null : new Accepted(terms, unit.unit(), base.get(), money);
    }

    private static void checkTotal(ContractDraft draft, List<Accepted> lines) {
        var total = lines.stream().map(line -> line.money().total()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.compareTo(MAX_AMOUNT) > 0) {
            throw new ProblemException(Problem.Invalid.field("lines", "合同总额过大", "整数最多 16 位"));
        }
        var expected = draft.expectedTotal();
        if (expected != null && expected.compareTo(total) != 0) {
            throw new ProblemException(Problem.Invalid.field(
                    "expectedTotal", "合同总额 " + expected.toPlainString() + " 与明细合计不符", "明细合计 " + total.toPlainString()));
        }
    }

    private void entry(
            DictionaryName dictionary, String text, @Nullable String held, String field, List<FieldError> errors) {
        try {
            dictionaries.accept(dictionary, text, field, held);
        } catch (ProblemException refusal) {
            errors.addAll(refusal.problem().errors());
        }
    }

    private static void number(
            String field,
            String caption,
            BigDecimal number,
            int decimals,
            BigDecimal largest,
            boolean zero,
            List<FieldError> errors) {
        if (number.signum() < (zero ? 0 : 1) || number.compareTo(largest) > 0 || scale(number) > decimals) {
            errors.add(new FieldError(
                    field,
                    caption + "不对",
                    (zero ? "不小于 0" : "大于 0") + "、不超过 " + largest.toPlainString() + "、小数最多 " + decimals + " 位"));
        }
    }

    private static void amount(String field, String caption, BigDecimal amount, List<FieldError> errors) {
        number(field, caption, amount, 2, MAX_AMOUNT, true, errors);
    }

    private static int scale(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
    }
}
